using System.Buffers.Binary;

namespace PlanningPlatform.Pictures;

/// <summary>The segments of a JPEG (ITU-T T.81, annex B).</summary>
internal static class JpegFile
{
    private const byte Padding = 0xFF, EndOfImage = 0xD9, StartOfScan = 0xDA, App1 = 0xE1;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    public static PictureHeader? ReadHeader(ReadOnlySpan<byte> file)
    {
        for (var at = 2; NextSegment(file, ref at, out var marker, out var body);)
        {
            // Baseline, extended and progressive; the others (lossless, hierarchical, arithmetic) come from no camera, and libjpeg decodes few of them.
            if (marker is >= 0xC0 and <= 0xC2)
            {
                return body.Length >= 6 && body[0] == 8 && body[5] is 1 or 3 or 4
                    ? PictureHeader.Of(PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]))
                    : null;
            }

            if (marker is StartOfScan or EndOfImage)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>
    /// False when the end is missing, which libjpeg fills with grey, or when there are more scans than anybody needs. What follows the end
    /// (a film of the same moment, a second picture, somebody's archive) is nobody's business: it is in no copy.
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        for (var at = 2; NextSegment(file, ref at, out var marker, out _);)
        {
            if (marker == EndOfImage)
            {
                return scans > 0;
            }

            if (marker == StartOfScan && ++scans > PictureLimits.Scans)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The TIFF structure in the first EXIF segment; empty without one.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var at = 2; NextSegment(file, ref at, out var marker, out var body) && marker is not (StartOfScan or EndOfImage);)
        {
            if (marker == App1 && body.StartsWith("Exif\0\0"u8))
            {
                return body[6..];
            }
        }

        return [];
    }

    /// <summary>Looks for the next marker from <paramref name="at"/>, over what belongs to no segment (a scan's data), and moves behind its segment.</summary>
    /// <returns>False at the end of the file, and when the segment is longer than the file.</returns>
    private static bool NextSegment(ReadOnlySpan<byte> file, scoped ref int at, out byte marker, out ReadOnlySpan<byte> body)
    {
        marker = 0;
        body = [];
        while (true)
        {
            var found = file[at..].IndexOf(Padding);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                return false;
            }

            at += found + 1;
            marker = file[at];
            // FF 00 is a byte FF of a scan, FF D0 to D7 are its restarts, and FF may be repeated.
            if (marker is Padding)
            {
                continue;
            }

            at++;
            if (marker is not (0 or 1 or (>= 0xD0 and <= 0xD8)))
            {
                break;
            }
        }

        if (marker == EndOfImage)
        {
            return true;
        }

        if (at + 2 > file.Length || BinaryPrimitives.ReadUInt16BigEndian(file[at..]) is var length && (length < 2 || at + length > file.Length))
        {
            return false;
        }

        body = file[(at + 2)..(at + length)];
        at += length;
        return true;
    }
}
