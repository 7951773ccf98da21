using System.Buffers.Binary;

namespace PlanningPlatform.Pictures;

/// <summary>The chunks of a PNG (ISO/IEC 15948).</summary>
internal static class PngFile
{
    private const uint Header = 0x49484452, Palette = 0x504C5445, Transparency = 0x74524E53, Data = 0x49444154, End = 0x49454E44, ExifChunk = 0x65584966, Animation = 0x6163544C;
    private const int ChunkOverhead = 12;

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(index => Enumerable.Range(0, 8).Aggregate((uint)index, (rest, _) => (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320))];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static PictureHeader? ReadHeader(ReadOnlySpan<byte> file)
    {
        var at = Signature.Length;
        if (!NextChunk(file, ref at, out var type, out var chunk) || type != Header || chunk.Length != 13 + ChunkOverhead || !IsKnownKind(chunk[16], chunk[17]))
        {
            return null;
        }

        var isAnimated = false;
        while (NextChunk(file, ref at, out type, out _) && type is not (Data or End))
        {
            isAnimated |= type == Animation;
        }

        return PictureHeader.Of(PictureFormat.Png, chunk[8..].UInt32BigEndian(), chunk[12..].UInt32BigEndian(), isAnimated);
    }

    /// <summary>True when pixels may let through what lies behind: an alpha channel, or a palette or colour of which a chunk says so.</summary>
    public static bool MayBeTransparent(ReadOnlySpan<byte> file)
    {
        var colourType = file[Signature.Length + 17];
        if (colourType is not 2 and not 0)
        {
            return true;
        }

        for (var at = Signature.Length; NextChunk(file, ref at, out var type, out _);)
        {
            if (type == Transparency)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The file with only what makes the picture: header, palette, transparency, data, end. libpng would inflate every compressed text of
    /// the others, up to a thousand of 8 MB each, from a file of 8 MB.
    /// </summary>
    /// <returns>Null when the file ends before its last chunk does, or a chunk's checksum is wrong: libpng would print what it thinks of it.</returns>
    public static byte[]? Essence(ReadOnlySpan<byte> file)
    {
        var essence = new byte[file.Length];
        Signature.CopyTo(essence);
        var length = Signature.Length;
        for (var at = Signature.Length; NextChunk(file, ref at, out var type, out var chunk);)
        {
            if (type is Header or Palette or Transparency or Data or End)
            {
                if (Checksum(chunk[4..^4]) != chunk[^4..].UInt32BigEndian())
                {
                    return null;
                }

                chunk.CopyTo(essence.AsSpan(length));
                length += chunk.Length;
            }

            if (type == End)
            {
                return essence[..length];
            }
        }

        return null;
    }

    /// <summary>The TIFF structure in the eXIf chunk; empty without one.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var at = Signature.Length; NextChunk(file, ref at, out var type, out var chunk) && type != End;)
        {
            if (type == ExifChunk)
            {
                return chunk[8..^4];
            }
        }

        return [];
    }

    /// <summary>CRC-32 as annex D of the standard has it; .NET's own is in a package apart.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = uint.MaxValue;
        foreach (var value in bytes)
        {
            rest = Remainders[(byte)(rest ^ value)] ^ (rest >> 8);
        }

        return ~rest;
    }

    /// <summary>Bit depth and colour type, in the pairs that the standard has.</summary>
    private static bool IsKnownKind(byte depth, byte colourType) => (colourType, depth) switch
    {
        (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16) => true,
        _ => false,
    };

    /// <param name="chunk">Length, type, body and checksum.</param>
    private static bool NextChunk(ReadOnlySpan<byte> file, scoped ref int at, out uint type, out ReadOnlySpan<byte> chunk)
    {
        type = 0;
        chunk = [];
        if (file.Length - at < ChunkOverhead || BinaryPrimitives.ReadUInt32BigEndian(file[at..]) is var length && length > file.Length - at - ChunkOverhead)
        {
            return false;
        }

        type = file[(at + 4)..].UInt32BigEndian();
        chunk = file.Slice(at, (int)length + ChunkOverhead);
        at += chunk.Length;
        return true;
    }
}
