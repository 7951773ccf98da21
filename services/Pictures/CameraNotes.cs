using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Tiff;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace PlanningPlatform.Pictures;

/// <summary>Degrees (WGS 84), north and east positive.</summary>
public sealed record PictureLocation(double Latitude, double Longitude);

/// <summary>What the camera wrote into the picture (EXIF) that somebody may want to use. All of it is as the camera, or whoever edited the file, says.</summary>
/// <param name="Location">Null without one, and for one that cannot be (0,0 is what a phone writes that does not know).</param>
/// <param name="TakenAt">In the camera's local time: EXIF names no zone that could be relied on. Null without one.</param>
/// <param name="Orientation">1 to 8, how the stored pixels lie (EXIF 2.32, tag 274); 1, as they are, when it says nothing else.</param>
public sealed record CameraNotes(PictureLocation? Location, DateTime? TakenAt, int Orientation)
{
    private static readonly CameraNotes None = new(null, null, Orientation: 1);

    /// <summary>Never fails: whatever is wrong with it, the picture is a picture without notes.</summary>
    public static CameraNotes Read(PictureFormat format, ReadOnlySpan<byte> file)
    {
        var exif = format switch
        {
            PictureFormat.Jpeg => JpegFile.Exif(file),
            PictureFormat.Png => PngFile.Exif(file),
            _ => WebPFile.Exif(file),
        };
        if (exif.IsEmpty || exif.Length > PictureLimits.ExifBytes)
        {
            return None;
        }

        var directories = new List<Directory>();
        try
        {
            TiffReader.ProcessTiff(new ByteArrayReader(exif.ToArray()), new OnlyWhatIsUsed(directories));
        }
        catch (Exception)
        {
            // The bytes are a stranger's and the parser is not ours: whatever it throws says the same. What was read before counts.
        }

        return new(LocationIn(directories), TakenAtIn(directories), OrientationIn(directories));
    }

    private static PictureLocation? LocationIn(List<Directory> directories)
        => directories.OfType<GpsDirectory>().FirstOrDefault() is { } gps && IsSaid(gps, GpsDirectory.TagLatitude) && IsSaid(gps, GpsDirectory.TagLongitude)
            && gps.GetGeoLocation() is { IsZero: false } place && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180
                ? new(Math.Round(place.Latitude, 6), Math.Round(place.Longitude, 6))
                : null;

    /// <summary>Something divided by nothing is no number, and the library takes it for 0.</summary>
    private static bool IsSaid(GpsDirectory gps, int tag) => gps.GetRationalArray(tag) is { Length: 3 } degrees && degrees.All(part => part.Denominator != 0);

    private static DateTime? TakenAtIn(List<Directory> directories)
        => directories.OfType<ExifSubIfdDirectory>().FirstOrDefault()?.GetObject(ExifDirectoryBase.TagDateTimeOriginal)?.ToString() is { } text
            && DateTime.TryParseExact(text.TrimEnd('\0', ' '), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken)
                ? taken
                : null;

    private static int OrientationIn(List<Directory> directories)
        => directories.OfType<ExifIfd0Directory>().FirstOrDefault()?.GetObject(ExifDirectoryBase.TagOrientation) is ushort and >= 1 and <= 8 and var orientation ? orientation : 1;

    /// <summary>
    /// Reads the few tags that are used and enters the two directories that hold them once each. Everything else (thumbnails, makers' notes, XMP,
    /// directories in directories) is passed by unread: 64 kB can be made to be read as gigabytes.
    /// </summary>
    private sealed class OnlyWhatIsUsed(List<Directory> directories) : DirectoryTiffHandler(directories)
    {
        private const int Marker = 0x002A;

        private static readonly int[] Used =
        [
            ExifDirectoryBase.TagOrientation, ExifDirectoryBase.TagDateTimeOriginal,
            GpsDirectory.TagLatitudeRef, GpsDirectory.TagLatitude, GpsDirectory.TagLongitudeRef, GpsDirectory.TagLongitude,
        ];

        // Of places at most three rationals, of times twenty letters.
        private const int LargestValue = 32;

        public override void SetTiffMarker(int marker)
        {
            if (marker != Marker)
            {
                throw new TiffProcessingException("No TIFF.");
            }

            PushDirectory(new ExifIfd0Directory());
        }

        public override bool TryEnterSubIfd(int tagId)
        {
            if (CurrentDirectory is ExifIfd0Directory && tagId == ExifIfd0Directory.TagExifSubIfdOffset && !Directories.OfType<ExifSubIfdDirectory>().Any())
            {
                PushDirectory(new ExifSubIfdDirectory());
                return true;
            }

            if (CurrentDirectory is ExifIfd0Directory && tagId == ExifIfd0Directory.TagGpsInfoOffset && !Directories.OfType<GpsDirectory>().Any())
            {
                PushDirectory(new GpsDirectory());
                return true;
            }

            return false;
        }

        public override bool HasFollowerIfd() => false;

        public override bool CustomProcessTag(int tagOffset, ICollection<int> processedIfdOffsets, IndexedReader reader, int tagId, int byteCount)
            => !Used.Contains(tagId) || byteCount > LargestValue;

        public override bool TryCustomProcessFormat(int tagId, TiffDataFormatCode formatCode, uint componentCount, out long byteCount)
        {
            byteCount = 0;
            return false;
        }
    }
}
