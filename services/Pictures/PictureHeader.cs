using System.Buffers.Binary;

namespace PlanningPlatform.Pictures;

/// <summary>What a file says of itself in its first bytes and chunks, read without decoding anything.</summary>
/// <param name="Width">Pixels, as stored: before the camera's orientation is applied.</param>
/// <param name="Height">Pixels, as stored.</param>
/// <param name="IsAnimated">Several pictures in one (APNG, animated WebP).</param>
public sealed record PictureHeader(PictureFormat Format, int Width, int Height, bool IsAnimated)
{
    /// <summary>More pixels, or a longer edge, than is ever decoded (<see cref="PictureLimits"/>).</summary>
    public bool IsTooLarge => Math.Max(Width, Height) > PictureLimits.Edge || (long)Width * Height > PictureLimits.Pixels;

    /// <summary>
    /// Goes by the magic bytes at the very start, never by a name or a declared type. Null for anything but a JPEG (baseline or
    /// progressive, 8 bits), a PNG or a WebP whose header is whole.
    /// </summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> file)
        => JpegFile.IsOne(file) ? JpegFile.ReadHeader(file)
            : PngFile.IsOne(file) ? PngFile.ReadHeader(file)
            : WebPFile.IsOne(file) ? WebPFile.ReadHeader(file)
            : null;

    /// <summary>Null for measures that no picture has.</summary>
    internal static PictureHeader? Of(PictureFormat format, long width, long height, bool isAnimated = false)
        => width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new(format, (int)width, (int)height, isAnimated) : null;
}

internal static class Bits
{
    public static int UInt24LittleEndian(this ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    public static uint UInt32BigEndian(this ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public static uint UInt32LittleEndian(this ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
