namespace PlanningPlatform.Pictures;

/// <summary>The chunks of a WebP (RFC 9649).</summary>
internal static class WebPFile
{
    private const uint Lossy = 0x20385056, Lossless = 0x4C385056, Extended = 0x58385056, ExifChunk = 0x46495845;
    private const int AnimationFlag = 0x02;
    private const int FirstChunk = 12, ChunkHeader = 8;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.Length >= FirstChunk && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static PictureHeader? ReadHeader(ReadOnlySpan<byte> file)
    {
        if (file.Length < FirstChunk + ChunkHeader)
        {
            return null;
        }

        var body = file[(FirstChunk + ChunkHeader)..];
        return file[FirstChunk..].UInt32LittleEndian() switch
        {
            // RFC 6386, 9.1: a key frame, its start code, and 14 bits each (two more are for scaling).
            Lossy when body.Length >= 10 && (body[0] & 1) == 0 && body[3..].StartsWith<byte>([0x9D, 0x01, 0x2A])
                => PictureHeader.Of(PictureFormat.WebP, (body[6] | (body[7] << 8)) & 0x3FFF, (body[8] | (body[9] << 8)) & 0x3FFF),
            Lossless when body.Length >= 5 && body[0] == 0x2F && body[1..].UInt32LittleEndian() is var bits && bits >> 29 == 0
                => PictureHeader.Of(PictureFormat.WebP, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1),
            // libwebp refuses a picture of other measures than these.
            Extended when body.Length >= 10
                => PictureHeader.Of(PictureFormat.WebP, body[4..].UInt24LittleEndian() + 1, body[7..].UInt24LittleEndian() + 1, (body[0] & AnimationFlag) != 0),
            _ => null,
        };
    }

    public static bool MayBeTransparent(ReadOnlySpan<byte> file) => file[FirstChunk..].UInt32LittleEndian() != Lossy;

    /// <summary>The TIFF structure in the EXIF chunk, with or without the name that a JPEG puts before it; empty without one.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var at = FirstChunk; NextChunk(file, ref at, out var type, out var body);)
        {
            if (type == ExifChunk)
            {
                return body.StartsWith("Exif\0\0"u8) ? body[6..] : body;
            }
        }

        return [];
    }

    private static bool NextChunk(ReadOnlySpan<byte> file, scoped ref int at, out uint type, out ReadOnlySpan<byte> body)
    {
        type = 0;
        body = [];
        if (file.Length - at < ChunkHeader || file[(at + 4)..].UInt32LittleEndian() is var length && length > file.Length - at - ChunkHeader)
        {
            return false;
        }

        type = file[at..].UInt32LittleEndian();
        body = file.Slice(at + ChunkHeader, (int)length);
        // Chunks begin at even places.
        at = Math.Min(file.Length, at + ChunkHeader + (int)length + (int)(length & 1));
        return true;
    }
}
