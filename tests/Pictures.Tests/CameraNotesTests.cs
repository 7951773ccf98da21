using FsCheck;
using FsCheck.Fluent;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Pictures.Tests;

public sealed class CameraNotesTests
{
    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    public void Place_time_and_orientation_are_read_from_every_format(PictureFormat format)
    {
        var picture = TestPicture.WithExif(Pictures.Make(format, 40, 30), TestPicture.Exif(orientation: 6, latitude: -7.8215, longitude: 112.002, takenAt: "2026:11:20 06:45:10"));
        Assert.Equal(new(new(-7.8215, 112.002), new DateTime(2026, 11, 20, 6, 45, 10, DateTimeKind.Unspecified), 6), CameraNotes.Read(format, picture));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90.5, 112)]
    [InlineData(-7.8, 180.5)]
    [InlineData(double.NaN, 112)]
    [InlineData(-7.8, double.NaN)]
    public void A_place_that_cannot_be_is_none(double latitude, double longitude)
        => Assert.Null(Read(TestPicture.Exif(latitude: latitude, longitude: longitude)).Location);

    [Theory]
    [InlineData("    :  :     :  :  ")]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("2026-11-20T06:45:10Z")]
    [InlineData("2026:13:20 06:45:10")]
    public void A_time_that_cannot_be_is_none(string takenAt) => Assert.Null(Read(TestPicture.Exif(takenAt: takenAt)).TakenAt);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65_535)]
    public void An_orientation_that_cannot_be_leaves_the_picture_as_it_is(int orientation) => Assert.Equal(1, Read(TestPicture.Exif(orientation)).Orientation);

    [Fact]
    public void A_picture_without_notes_has_none()
        => Assert.Equal(new(null, null, 1), CameraNotes.Read(PictureFormat.Jpeg, TestPicture.Jpeg(20, 20)));

    /// <summary>Each of 3,600 directories leads to the next: read one inside the other they would end the process.</summary>
    [Fact]
    public void Directories_in_directories_are_not_followed()
    {
        var exif = new List<byte>([.. "II"u8, 0x2A, 0, 8, 0, 0, 0]);
        while (exif.Count < PictureLimits.ExifBytes - 64)
        {
            var next = BitConverter.GetBytes(exif.Count + 18);
            exif.AddRange([1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, .. next, .. next]);
        }

        Assert.Equal(new(null, null, 1), Read([.. exif]));
    }

    /// <summary>5,000 tags that each say to be the other 60 kB.</summary>
    [Fact]
    public void Tags_that_name_the_same_bytes_over_and_over_are_not_read()
    {
        var exif = new List<byte>([.. "II"u8, 0x2A, 0, 8, 0, 0, 0, .. BitConverter.GetBytes((ushort)5000)]);
        for (var i = 0; i < 5000; i++)
        {
            exif.AddRange([0x03, 0x90, 2, 0, .. BitConverter.GetBytes(60_000), 8, 0, 0, 0]);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read([.. exif, 0, 0, 0, 0]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Whatever_is_wrong_with_EXIF_the_picture_is_a_picture()
    {
        var whole = TestPicture.Exif(orientation: 6, latitude: -7.8215, longitude: 112.002, takenAt: "2026:11:20 06:45:10");
        var broken = from places in Gen.ListOf(Gen.Zip(Gen.Choose(0, whole.Length - 1), Gen.Choose(0, 255))) from length in Gen.Choose(0, whole.Length) select (places.ToList(), length);
        Prop.ForAll(Arb.From(broken), change =>
        {
            var exif = whole.ToArray();
            foreach (var (at, value) in change.Item1)
            {
                exif[at] = (byte)value;
            }

            foreach (var format in Enum.GetValues<PictureFormat>())
            {
                var notes = CameraNotes.Read(format, TestPicture.WithExif(Blank[format], exif[..change.length]));
                Assert.InRange(notes.Orientation, 1, 8);
                Assert.True(notes.Location is null or { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 });
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static readonly Dictionary<PictureFormat, byte[]> Blank = Enum.GetValues<PictureFormat>().ToDictionary(format => format, format => Pictures.Make(format, 8, 8));

    private static CameraNotes Read(byte[] exif) => CameraNotes.Read(PictureFormat.Jpeg, TestPicture.WithExif(Blank[PictureFormat.Jpeg], exif));
}
