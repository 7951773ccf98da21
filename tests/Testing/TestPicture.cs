using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PlanningPlatform.Testing;

/// <summary>Pictures for tests, written by libgd, and what cameras write into them, written by hand.</summary>
public static unsafe partial class TestPicture
{
    private const string Library = "libgd.so.3";

    /// <summary>Red, green, blue as 0xRRGGBB at x, y.</summary>
    public delegate int Paint(int x, int y);

    /// <summary>Hills of colour with fine lines: neither flat, which compresses to nothing, nor noise.</summary>
    public static int Scene(int x, int y)
        => (((x / 5) + (y / 7)) % 200 << 16) | (((x + y) / 9 % 230) << 8) | ((x * y / 997) % 250);

    public static byte[] Jpeg(int width, int height, Paint? paint = null, bool progressive = false)
        => Encode(width, height, paint, (image, out size) =>
        {
            Interlace(image, progressive ? 1 : 0);
            return ToJpeg(image, out size, 90);
        });

    public static byte[] WebP(int width, int height, Paint? paint = null) => Encode(width, height, paint, (image, out size) => ToWebP(image, out size, 90));

    public static byte[] Gif(int width, int height) => Encode(width, height, paint: null, ToGif);

    /// <param name="paint">The highest byte is libgd's alpha: 0 is opaque, 0x7F lets everything through.</param>
    public static byte[] Png(int width, int height, Paint? paint = null)
        => Encode(width, height, paint, (image, out size) =>
        {
            SaveAlpha(image, 1);
            return ToPng(image, out size);
        });

    /// <summary>A PNG of which one palette entry lets everything through, or with colours that have an alpha of their own.</summary>
    public static byte[] PngWithPalette(int width, int height, int transparent)
    {
        var image = CreatePalette(width, height);
        try
        {
            // The first colour fills the picture.
            var index = AllocateColour(image, transparent >> 16 & 0xFF, transparent >> 8 & 0xFF, transparent & 0xFF);
            MakeTransparent(image, index);
            return Take(ToPng(image, out var size), size);
        }
        finally
        {
            Destroy(image);
        }
    }

    /// <summary>What can be seen of a picture that was made.</summary>
    public static (int Width, int Height, Paint At) Look(byte[] webp)
    {
        fixed (byte* data = webp)
        {
            var image = FromWebP(webp.Length, data);
            if (image == 0)
            {
                throw new ArgumentException("This is no WebP that libgd can read.", nameof(webp));
            }

            try
            {
                GetClip(image, out _, out _, out var right, out var bottom);
                var pixels = new int[right + 1, bottom + 1];
                for (var x = 0; x <= right; x++)
                {
                    for (var y = 0; y <= bottom; y++)
                    {
                        pixels[x, y] = GetPixel(image, x, y);
                    }
                }

                return (right + 1, bottom + 1, (x, y) => pixels[x, y]);
            }
            finally
            {
                Destroy(image);
            }
        }
    }

    /// <summary>An EXIF structure (TIFF, little-endian) with what is given.</summary>
    /// <param name="takenAt">2026:11:20 06:45:10, as a camera writes it.</param>
    public static byte[] Exif(int? orientation = null, double? latitude = null, double? longitude = null, string? takenAt = null, string? owner = null)
    {
        var main = new List<Tag>();
        if (orientation is { } lies)
        {
            main.Add(new(0x0112, 3, 1, BitConverter.GetBytes(lies)));
        }

        if (owner is not null)
        {
            main.Add(Text(0x013B, owner));
        }

        List<Tag>? camera = takenAt is null ? null : [Text(0x9003, takenAt)];
        List<Tag>? place = latitude is null && longitude is null ? null
            : [Text(1, latitude < 0 ? "S" : "N"), Degrees(2, latitude ?? 0), Text(3, longitude < 0 ? "W" : "E"), Degrees(4, longitude ?? 0)];
        return Tiff(main, camera, place);
    }

    public static byte[] WithExif(byte[] picture, byte[] exif)
        => picture[0] switch
        {
            0xFF => [.. picture[..2], 0xFF, 0xE1, (byte)((exif.Length + 8) >> 8), (byte)(exif.Length + 8), .. "Exif\0\0"u8, .. exif, .. picture[2..]],
            0x89 => WithChunk(picture, "eXIf", exif),
            _ => Riff([Extended(Look(picture), flags: 0x08), picture[12..], Chunk("EXIF", exif)]),
        };

    /// <param name="flags">0x08: with EXIF; 0x02: animated.</param>
    public static byte[] Extended((int Width, int Height, Paint At) picture, byte flags)
        => Chunk("VP8X", [flags, 0, 0, 0, .. BitConverter.GetBytes(picture.Width - 1)[..3], .. BitConverter.GetBytes(picture.Height - 1)[..3]]);

    /// <summary>A PNG with one more chunk behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] body) => [.. png[..33], .. PngChunk(type, body), .. png[33..]];

    public static byte[] PngChunk(string type, byte[] body)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. body];
        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(typed.Length + 4), Checksum(typed));
        return chunk;
    }

    /// <summary>The signature and header of a PNG with these measures: nothing of a picture follows.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. PngChunk("IHDR", header)];
    }

    public static byte[] Riff(IEnumerable<byte[]> chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    public static byte[] Chunk(string type, byte[] body) => [.. Encoding.ASCII.GetBytes(type), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length & 1]];

    /// <summary>A TIFF structure of directories: the main one, and those that it leads to.</summary>
    private static byte[] Tiff(List<Tag> main, List<Tag>? camera, List<Tag>? place)
    {
        // Where each directory begins follows from the sizes of those before it.
        var pointers = (camera is null ? 0 : 1) + (place is null ? 0 : 1);
        var afterMain = 8 + SizeOf(main) + (12 * pointers);
        if (camera is not null)
        {
            main.Add(new(0x8769, 4, 1, BitConverter.GetBytes(afterMain)));
        }

        if (place is not null)
        {
            main.Add(new(0x8825, 4, 1, BitConverter.GetBytes(afterMain + (camera is null ? 0 : SizeOf(camera)))));
        }

        return
        [
            .. "II"u8, 0x2A, 0, 8, 0, 0, 0, .. Directory(main, 8),
            .. camera is null ? [] : Directory(camera, afterMain),
            .. place is null ? [] : Directory(place, afterMain + (camera is null ? 0 : SizeOf(camera))),
        ];
    }

    private static int SizeOf(List<Tag> tags) => 6 + (12 * tags.Count) + tags.Sum(tag => tag.Value.Length > 4 ? tag.Value.Length : 0);

    private static byte[] Directory(List<Tag> tags, int at)
    {
        var values = new List<byte>();
        var entries = new List<byte>(BitConverter.GetBytes((ushort)tags.Count));
        foreach (var tag in tags)
        {
            entries.AddRange([.. BitConverter.GetBytes((ushort)tag.Id), .. BitConverter.GetBytes((ushort)tag.Type), .. BitConverter.GetBytes(tag.Count)]);
            if (tag.Value.Length <= 4)
            {
                entries.AddRange([.. tag.Value, .. new byte[4 - tag.Value.Length]]);
                continue;
            }

            entries.AddRange(BitConverter.GetBytes(at + 6 + (12 * tags.Count) + values.Count));
            values.AddRange(tag.Value);
        }

        return [.. entries, 0, 0, 0, 0, .. values];
    }

    private static Tag Text(int id, string text) => new(id, 2, text.Length + 1, [.. Encoding.ASCII.GetBytes(text), 0]);

    /// <summary>Degrees, minutes and seconds; NaN is written as 0/0.</summary>
    private static Tag Degrees(int id, double value)
    {
        if (double.IsNaN(value))
        {
            return new(id, 5, 3, new byte[24]);
        }

        var seconds = (uint)Math.Round(Math.Abs(value) * 3600 * 1000, MidpointRounding.AwayFromZero);
        return new(id, 5, 3,
        [
            .. BitConverter.GetBytes(seconds / 3_600_000), .. BitConverter.GetBytes(1u),
            .. BitConverter.GetBytes(seconds / 60_000 % 60), .. BitConverter.GetBytes(1u),
            .. BitConverter.GetBytes(seconds % 60_000), .. BitConverter.GetBytes(1000u),
        ]);
    }

    /// <summary>CRC-32 of ISO/IEC 15948, annex D.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    private delegate byte* Encoder(nint image, out int size);

    private static byte[] Encode(int width, int height, Paint? paint, Encoder encode)
    {
        paint ??= Scene;
        var image = CreateTrueColour(width, height);
        try
        {
            AlphaBlending(image, 0);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    SetPixel(image, x, y, paint(x, y));
                }
            }

            return Take(encode(image, out var size), size);
        }
        finally
        {
            Destroy(image);
        }
    }

    private static byte[] Take(byte* bytes, int size)
    {
        var copy = new ReadOnlySpan<byte>(bytes, size).ToArray();
        Free(bytes);
        return copy;
    }

    private sealed record Tag(int Id, int Type, int Count, byte[] Value);

    [LibraryImport(Library, EntryPoint = "gdImageCreateTrueColor")]
    private static partial nint CreateTrueColour(int width, int height);

    [LibraryImport(Library, EntryPoint = "gdImageCreate")]
    private static partial nint CreatePalette(int width, int height);

    [LibraryImport(Library, EntryPoint = "gdImageColorAllocate")]
    private static partial int AllocateColour(nint image, int red, int green, int blue);

    [LibraryImport(Library, EntryPoint = "gdImageColorTransparent")]
    private static partial void MakeTransparent(nint image, int colour);

    [LibraryImport(Library, EntryPoint = "gdImageDestroy")]
    private static partial void Destroy(nint image);

    [LibraryImport(Library, EntryPoint = "gdImageSetPixel")]
    private static partial void SetPixel(nint image, int x, int y, int colour);

    [LibraryImport(Library, EntryPoint = "gdImageGetTrueColorPixel")]
    private static partial int GetPixel(nint image, int x, int y);

    [LibraryImport(Library, EntryPoint = "gdImageGetClip")]
    private static partial void GetClip(nint image, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library, EntryPoint = "gdImageAlphaBlending")]
    private static partial void AlphaBlending(nint image, int blending);

    [LibraryImport(Library, EntryPoint = "gdImageSaveAlpha")]
    private static partial void SaveAlpha(nint image, int save);

    [LibraryImport(Library, EntryPoint = "gdImageInterlace")]
    private static partial void Interlace(nint image, int interlace);

    [LibraryImport(Library, EntryPoint = "gdImageJpegPtr")]
    private static partial byte* ToJpeg(nint image, out int size, int quality);

    [LibraryImport(Library, EntryPoint = "gdImagePngPtr")]
    private static partial byte* ToPng(nint image, out int size);

    [LibraryImport(Library, EntryPoint = "gdImageWebpPtrEx")]
    private static partial byte* ToWebP(nint image, out int size, int quality);

    [LibraryImport(Library, EntryPoint = "gdImageGifPtr")]
    private static partial byte* ToGif(nint image, out int size);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromWebpPtr")]
    private static partial nint FromWebP(int size, byte* data);

    [LibraryImport(Library, EntryPoint = "gdFree")]
    private static partial void Free(byte* memory);
}
