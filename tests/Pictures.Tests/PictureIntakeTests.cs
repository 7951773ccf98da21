using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Pictures.Tests;

public sealed class PictureIntakeTests : IDisposable
{
    private const int Red = 0xE02020, Green = 0x20C030, Blue = 0x2030D0, White = 0xF0F0F0;

    private readonly PictureIntake _intake = new();

    public void Dispose() => _intake.Dispose();

    [Theory]
    [InlineData(PictureFormat.Jpeg, 2000, 1500, 1280, 960, 320, 240)]
    [InlineData(PictureFormat.Png, 700, 1400, 640, 1280, 160, 320)]
    [InlineData(PictureFormat.WebP, 1300, 20, 1280, 20, 320, 5)]
    [InlineData(PictureFormat.Jpeg, 500, 400, 500, 400, 320, 256)]
    [InlineData(PictureFormat.Png, 40, 30, 40, 30, 40, 30)]
    [InlineData(PictureFormat.Jpeg, 3000, 1, 1280, 1, 320, 1)]
    public async Task Copies_have_their_longest_edge_and_are_never_larger_than_the_picture(PictureFormat format, int width, int height, int largeWidth, int largeHeight, int smallWidth, int smallHeight)
    {
        var taken = await TakenAsync(Pictures.Make(format, width, height));

        Assert.Equal([(1280, largeWidth, largeHeight), (320, smallWidth, smallHeight)], taken.Copies.Select(copy => (copy.LongestEdge, copy.Width, copy.Height)));
        Assert.Equal((width, height), (taken.Width, taken.Height));
        Assert.All(taken.Copies, copy =>
        {
            var (seenWidth, seenHeight, _) = TestPicture.Look(copy.Bytes.ToArray());
            Assert.Equal((copy.Width, copy.Height), (seenWidth, seenHeight));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whichever_way_the_camera_was_held_the_copies_are_the_right_way_up(int orientation)
    {
        const int width = 800, height = 400;
        // Where a stored pixel is seen: EXIF 2.32, tag 274, names the sides on which the stored first row and first column lie.
        (int X, int Y) SeenAt(int column, int row) => orientation switch
        {
            1 => (column, row),
            2 => (width - 1 - column, row),
            3 => (width - 1 - column, height - 1 - row),
            4 => (column, height - 1 - row),
            5 => (row, column),
            6 => (width - 1 - row, column),
            7 => (width - 1 - row, height - 1 - column),
            _ => (row, height - 1 - column),
        };
        var (storedWidth, storedHeight) = orientation < 5 ? (width, height) : (height, width);
        var stored = TestPicture.Jpeg(storedWidth, storedHeight, (column, row) => Corners(SeenAt(column, row), width, height));

        var taken = await TakenAsync(TestPicture.WithExif(stored, TestPicture.Exif(orientation)));

        Assert.Equal((width, height), (taken.Width, taken.Height));
        Assert.Equal([(800, 400), (320, 160)], taken.Copies.Select(copy => (copy.Width, copy.Height)));
        Assert.All(taken.Copies, copy => AssertCorners(copy));
    }

    [Theory]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    public async Task The_other_formats_are_turned_too(PictureFormat format)
    {
        var stored = Pictures.Make(format, 400, 800, (column, row) => Corners((799 - row, column), 800, 400));
        var taken = await TakenAsync(TestPicture.WithExif(stored, TestPicture.Exif(orientation: 6)));
        Assert.All(taken.Copies, copy => AssertCorners(copy));
    }

    [Fact]
    public async Task What_is_transparent_is_white_in_the_copies()
    {
        // The left half lets everything through, the right one half.
        var alpha = await TakenAsync(TestPicture.Png(400, 200, (x, _) => x < 200 ? 0x7F << 24 : 0x40 << 24));
        var palette = await TakenAsync(TestPicture.PngWithPalette(100, 100, transparent: 0x102030));

        var (_, _, at) = TestPicture.Look(alpha.Copies[0].Bytes.ToArray());
        Assert.True(Pictures.IsNear(at(50, 100), 0xFFFFFF));
        Assert.True(Pictures.IsNear(at(350, 100), 0x808080));
        Assert.True(Pictures.IsNear(TestPicture.Look(palette.Copies[0].Bytes.ToArray()).At(50, 50), 0xFFFFFF));
    }

    [Fact]
    public async Task Neither_place_nor_owner_nor_a_payload_is_in_the_copies()
    {
        const string payload = "<script>alert('RAHASIA')</script>";
        var exif = TestPicture.Exif(orientation: 1, latitude: -7.8215, longitude: 112.002, takenAt: "2026:11:20 06:45:10", owner: "RAHASIA");
        byte[] archive = [.. "PK\u0003\u0004"u8, .. Encoding.ASCII.GetBytes(payload), .. "PK\u0005\u0006"u8, .. new byte[18]];
        var comment = Encoding.ASCII.GetBytes(payload);
        var jpeg = TestPicture.Jpeg(600, 400);
        foreach (var picture in (byte[][])
        [
            [.. TestPicture.WithExif(jpeg, exif), .. archive],
            [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. comment, .. jpeg[2..]],
            [.. TestPicture.WithExif(TestPicture.WithChunk(TestPicture.Png(600, 400), "tEXt", [.. "Comment\0"u8, .. comment]), exif), .. archive],
            [.. TestPicture.WithExif(TestPicture.WebP(600, 400), exif), .. TestPicture.Chunk("XMP ", comment), .. archive],
        ])
        {
            Assert.Contains("RAHASIA", Encoding.Latin1.GetString(picture), StringComparison.Ordinal);
            var taken = await TakenAsync(picture);
            Assert.All(taken.Copies, copy =>
            {
                var text = Encoding.Latin1.GetString(copy.Bytes.Span);
                Assert.All((string[])["RAHASIA", "script", "PK\u0003\u0004", "Exif", "EXIF", "2026:11"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
                Assert.Equal(new(null, null, 1), CameraNotes.Read(PictureFormat.WebP, copy.Bytes.Span));
            });
        }
    }

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    public async Task A_picture_that_is_cut_off_anywhere_is_refused_and_never_half_a_picture(PictureFormat format)
    {
        var whole = Pictures.Make(format, 300, 200);
        for (var length = 0; length < whole.Length - 1; length += Math.Max(1, whole.Length / 60))
        {
            Assert.Contains(await FaultAsync(whole[..length]), (PictureFault?[])[PictureFault.Unreadable, PictureFault.NoPicture]);
        }
    }

    [Fact]
    public async Task A_JPEG_whose_middle_is_broken_is_refused()
    {
        var whole = TestPicture.Jpeg(800, 600);
        var refused = 0;
        for (var at = 1000; at < whole.Length - 1000; at += whole.Length / 40)
        {
            byte[] broken = [.. whole[..at], .. Enumerable.Repeat((byte)0xA5, 64), .. whole[(at + 64)..]];
            refused += await FaultAsync(broken) == PictureFault.Unreadable ? 1 : 0;
        }

        // Some codes happen to mean another picture; libjpeg cannot tell.
        Assert.InRange(refused, 30, 40);
    }

    [Fact]
    public async Task Bytes_that_phones_leave_between_the_picture_and_its_end_do_no_harm()
    {
        var whole = TestPicture.Jpeg(300, 200);
        await TakenAsync([.. whole[..^2], 0, 0, 0, 0, 0, 0, 0, 0, .. whole[^2..]]);
        await TakenAsync([.. whole, .. new byte[5000]]);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(8_000, 8_000)]
    [InlineData(30_000, 10)]
    public async Task A_header_that_claims_too_many_pixels_is_refused_before_anything_is_decoded(int width, int height)
        => Assert.Equal(PictureFault.TooManyPixels, await FaultAsync([.. TestPicture.PngHeader(width, height), .. TestPicture.PngChunk("IDAT", Deflated(100)), .. TestPicture.PngChunk("IEND", [])]));

    /// <summary>libpng would keep a thousand texts of 8 MB each, from eight kB each.</summary>
    [Fact]
    public async Task A_small_file_that_inflates_hugely_takes_no_memory()
    {
        var bomb = TestPicture.PngChunk("zTXt", [.. "Comment\0\0"u8, .. Deflated(7_900_000)]);
        var png = TestPicture.Png(20, 20);
        byte[] picture = [.. png[..33], .. Enumerable.Repeat(bomb, 300).SelectMany(chunk => chunk), .. png[33..]];
        Assert.InRange(picture.Length, 0, 3_000_000);

        await TakenAsync(picture);

        Assert.InRange(PeakMemoryMegabytes(), 0, 1500);
    }

    [Fact]
    public async Task Data_of_more_pixels_than_the_header_says_makes_no_more()
    {
        byte[] picture = [.. TestPicture.PngHeader(10, 10), .. TestPicture.PngChunk("IDAT", Deflated(100_000_000)), .. TestPicture.PngChunk("IEND", [])];
        var outcome = await TakeAsync(picture);
        Assert.True(outcome is PictureOutcome.Refused or PictureOutcome.Taken { Width: 10, Height: 10 });
    }

    [Fact]
    public async Task A_progressive_JPEG_with_thousands_of_passes_is_refused()
    {
        var progressive = TestPicture.Jpeg(64, 64, progressive: true);
        Assert.IsType<PictureOutcome.Taken>(await TakeAsync(progressive));
        // The last scan once more and once more: small in the file, and each would go over the whole picture.
        var lastScan = progressive.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] many = [.. progressive[..^2], .. Enumerable.Repeat(progressive[lastScan..^2], 200).SelectMany(scan => scan), 0xFF, 0xD9];
        Assert.Equal(PictureFault.Unreadable, await FaultAsync(many));
    }

    [Fact]
    public async Task Several_pictures_in_one_are_refused()
        => Assert.Equal(PictureFault.Animated, await FaultAsync(TestPicture.WithChunk(TestPicture.Png(20, 20), "acTL", new byte[8])));

    [Fact]
    public async Task More_than_ten_megabytes_are_refused_unread()
    {
        using var stream = new NeverRead(PictureLimits.Bytes + 1L);
        Assert.Equal(new PictureOutcome.Refused(PictureFault.TooManyBytes), await _intake.TakeAsync(stream, [320], CancellationToken.None));
    }

    [Fact]
    public async Task Of_very_many_at_once_some_are_told_to_come_again_and_the_others_are_taken()
    {
        var picture = TestPicture.Jpeg(40, 30);
        using var gate = new SemaphoreSlim(0);
        var first = Enumerable.Range(0, PictureIntake.AtOnce + PictureIntake.Waiting).Select(_ => _intake.TakeAsync(new Gated(picture, gate), [320], CancellationToken.None)).ToList();

        Assert.Equal(new PictureOutcome.Refused(PictureFault.Busy), await TakeAsync(picture));

        gate.Release(first.Count);
        Assert.All(await Task.WhenAll(first), outcome => Assert.IsType<PictureOutcome.Taken>(outcome));
        Assert.IsType<PictureOutcome.Taken>(await TakeAsync(picture));
    }

    [Fact]
    public void Whatever_bytes_come_the_answer_is_a_picture_or_a_fault()
    {
        byte[][] starts = [[], [0xFF, 0xD8, 0xFF], TestPicture.PngHeader(30, 20), .. Whole.Values];
        var anything = from start in Gen.Elements(starts)
                       from keep in Gen.Choose(0, start.Length)
                       from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, Math.Max(0, start.Length - 1)), Gen.Choose(0, 255)))
                       from rest in Gen.ArrayOf(Gen.Choose(0, 255))
                       from cut in Gen.Elements(true, false, false)
                       select Change(start, changes.Take(6), cut ? keep : start.Length, rest);
        Prop.ForAll(Arb.From(anything), bytes => TakeAsync(bytes).GetAwaiter().GetResult() is PictureOutcome.Taken or PictureOutcome.Refused)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static readonly Dictionary<PictureFormat, byte[]> Whole = Enum.GetValues<PictureFormat>().ToDictionary(format => format, format => Pictures.Make(format, 30, 20));

    private static byte[] Change(byte[] start, IEnumerable<(int At, int Value)> changes, int keep, int[] rest)
    {
        var changed = start.ToArray();
        foreach (var (at, value) in changes.Where(_ => start.Length > 0))
        {
            changed[at] = (byte)value;
        }

        return [.. changed[..keep], .. rest.Select(value => (byte)value)];
    }

    private static int Corners((int X, int Y) seen, int width, int height)
        => (seen.X < width / 2, seen.Y < height / 2) switch { (true, true) => Red, (false, true) => Green, (true, false) => Blue, _ => White };

    private static void AssertCorners(PictureCopy copy)
    {
        var (width, height, at) = TestPicture.Look(copy.Bytes.ToArray());
        foreach (var (x, y, colour) in ((int, int, int)[])[(2, 2, Red), (width - 3, 2, Green), (2, height - 3, Blue), (width - 3, height - 3, White), ((width / 2) - 6, (height / 2) - 6, Red)])
        {
            Assert.True(Pictures.IsNear(at(x, y), colour), $"At {x},{y} of {width} x {height} is {at(x, y):X6} instead of {colour:X6}.");
        }
    }

    private static byte[] Deflated(int zeros)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.SmallestSize))
        {
            zlib.Write(new byte[zeros]);
        }

        return deflated.ToArray();
    }

    private static long PeakMemoryMegabytes()
        => long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024;

    private async Task<PictureOutcome> TakeAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await _intake.TakeAsync(stream, [1280, 320], CancellationToken.None);
    }

    private async Task<PictureOutcome.Taken> TakenAsync(byte[] bytes) => Assert.IsType<PictureOutcome.Taken>(await TakeAsync(bytes));

    private async Task<PictureFault?> FaultAsync(byte[] bytes) => (await TakeAsync(bytes) as PictureOutcome.Refused)?.Fault;

    private sealed class Gated(byte[] bytes, SemaphoreSlim gate) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class NeverRead(long length) : MemoryStream
    {
        public override long Length => length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was read.");
    }
}
