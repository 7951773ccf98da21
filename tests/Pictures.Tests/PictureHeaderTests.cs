using System.Text;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Pictures.Tests;

public sealed class PictureHeaderTests
{
    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    public void The_size_is_read_from_the_header(PictureFormat format)
        => Assert.Equal(new(format, 301, 77, IsAnimated: false), PictureHeader.Read(Make(format, 301, 77)));

    [Fact]
    public void A_progressive_JPEG_a_lossless_WebP_and_an_extended_one_are_read_too()
    {
        // VP8L: signature, 14 bits of width and height each less one, no alpha, version 0.
        var bits = BitConverter.GetBytes((uint)(1999 | (1499 << 14)));
        Assert.Equal(new(PictureFormat.Jpeg, 40, 30, IsAnimated: false), PictureHeader.Read(TestPicture.Jpeg(40, 30, progressive: true)));
        Assert.Equal(new(PictureFormat.WebP, 2000, 1500, IsAnimated: false), PictureHeader.Read(TestPicture.Riff([TestPicture.Chunk("VP8L", [0x2F, .. bits, 0])])));
        Assert.Equal(new(PictureFormat.WebP, 40, 30, IsAnimated: false), PictureHeader.Read(TestPicture.WithExif(TestPicture.WebP(40, 30), TestPicture.Exif(orientation: 1))));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<?xml version=\"1.0\"?><svg/>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("\n\u00FF\u00D8\u00FF\u00E0")]
    [InlineData("%PDF-1.7")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("RIFF\u0010\0\0\0WAVEfmt ")]
    [InlineData("BM\u0010\0\0\0")]
    [InlineData("")]
    public void What_does_not_begin_as_one_of_the_three_is_no_picture(string content)
        => Assert.Null(PictureHeader.Read(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void A_GIF_is_no_picture_here() => Assert.Null(PictureHeader.Read(TestPicture.Gif(20, 20)));

    [Fact]
    public void A_header_that_is_cut_off_is_none()
    {
        Assert.All(Enumerable.Range(0, 33), length => Assert.Null(PictureHeader.Read(TestPicture.Png(20, 20).AsSpan(0, length))));
        Assert.All(Enumerable.Range(0, 30), length => Assert.Null(PictureHeader.Read(TestPicture.WebP(20, 20).AsSpan(0, length))));
        // Behind the start: JFIF, comment and tables; the frame's header comes last.
        Assert.All(Enumerable.Range(0, 150), length => Assert.Null(PictureHeader.Read(TestPicture.Jpeg(20, 20).AsSpan(0, length))));
    }

    [Theory]
    [InlineData(60_000, 60_000, true)]
    [InlineData(12_001, 1, true)]
    [InlineData(1, 12_001, true)]
    [InlineData(8_000, 5_001, true)]
    [InlineData(int.MaxValue, int.MaxValue, true)]
    [InlineData(8_000, 5_000, false)]
    [InlineData(12_000, 3_333, false)]
    public void More_pixels_than_are_ever_decoded_show_in_the_header(int width, int height, bool tooLarge)
        => Assert.Equal(tooLarge, PictureHeader.Read(TestPicture.PngHeader(width, height))!.IsTooLarge);

    [Fact]
    public void A_size_of_nothing_is_no_picture()
    {
        Assert.Null(PictureHeader.Read(TestPicture.PngHeader(0, 10)));
        Assert.Null(PictureHeader.Read(TestPicture.PngHeader(10, -1)));
    }

    [Fact]
    public void Several_pictures_in_one_are_animated()
    {
        Assert.True(PictureHeader.Read(TestPicture.WithChunk(TestPicture.Png(20, 20), "acTL", new byte[8]))!.IsAnimated);
        Assert.True(PictureHeader.Read(TestPicture.Riff([TestPicture.Extended((20, 20, TestPicture.Scene), flags: 0x02)]))!.IsAnimated);
    }

    private static byte[] Make(PictureFormat format, int width, int height) => Pictures.Make(format, width, height);
}

internal static class Pictures
{
    public static byte[] Make(PictureFormat format, int width, int height, TestPicture.Paint? paint = null) => format switch
    {
        PictureFormat.Jpeg => TestPicture.Jpeg(width, height, paint),
        PictureFormat.Png => TestPicture.Png(width, height, paint),
        _ => TestPicture.WebP(width, height, paint),
    };

    /// <summary>Three bytes of colour, apart by at most this.</summary>
    public static bool IsNear(int colour, int expected, int tolerance = 24)
        => ((int[])[16, 8, 0]).All(shift => Math.Abs(((colour >> shift) & 0xFF) - ((expected >> shift) & 0xFF)) <= tolerance);
}
