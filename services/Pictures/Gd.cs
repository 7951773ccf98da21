using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PlanningPlatform.Pictures;

/// <summary>The part of Debian's libgd3 that is used (https://libgd.github.io/manuals/2.3.3). Nothing here checks what it is given: <see cref="PictureIntake"/> does.</summary>
internal static unsafe partial class Gd
{
    public const string Library = "libgd.so.3";

    /// <summary>GD_TRIANGLE: bilinear, and as wide as the reduction asks for, so that fine patterns become grey and not moiré. Of a 12 megapixel picture 140 ms; an exact average takes twice as long.</summary>
    private const int Triangle = 20;

    private const int White = 0xFFFFFF;

    /// <summary>What libjpeg complains of and goes on without losing a pixel; phones write some of it (bytes between a picture's end and its mark).</summary>
    private static readonly string[] Harmless =
        ["extraneous bytes before marker", "unknown JFIF revision number", "Unknown Adobe color transform code", "Inconsistent progression sequence", "Invalid SOS parameters for sequential JPEG", "bad ICC marker"];

    [ThreadStatic]
    private static bool lostPixels;

    // Everything in it that is not done is told to a function; without one of ours it would be printed.
    static Gd() => SetErrorMethod(&Hear);

    /// <returns>Null when it cannot be decoded, or not all of it.</returns>
    public static GdImage? Decode(PictureFormat format, ReadOnlySpan<byte> file)
    {
        lostPixels = false;
        fixed (byte* data = file)
        {
            var image = format switch
            {
                // The last argument: warnings are told, not swallowed.
                PictureFormat.Jpeg => FromJpeg(file.Length, data, 0),
                PictureFormat.Png => FromPng(file.Length, data),
                _ => FromWebP(file.Length, data),
            };
            if (!image.IsInvalid && !(format == PictureFormat.Jpeg && lostPixels))
            {
                return image;
            }

            image.Dispose();
            return null;
        }
    }

    public static (int Width, int Height) SizeOf(GdImage image)
    {
        // A new image's clip is all of it; width and height have no functions of their own, only macros.
        GetClip(image, out _, out _, out var right, out var bottom);
        return (right + 1, bottom + 1);
    }

    /// <summary>The picture on white, for viewers that know no transparency and pages that are dark.</summary>
    public static GdImage OnWhite(GdImage image)
    {
        var (width, height) = SizeOf(image);
        var paper = Made(CreateTrueColor(width, height));
        FillRectangle(paper, 0, 0, width - 1, height - 1, White);
        Copy(paper, image, 0, 0, 0, 0, width, height);
        return paper;
    }

    public static GdImage Scale(GdImage image, int width, int height)
    {
        SetInterpolation(image, Triangle);
        return Made(ScaleTo(image, (uint)width, (uint)height));
    }

    public static void FlipHorizontally(GdImage image) => FlipHorizontal(image);

    public static void FlipVertically(GdImage image) => FlipVertical(image);

    /// <param name="degrees">Counter-clockwise; by 90 and 270 pixels only change their places.</param>
    public static GdImage Rotate(GdImage image, int degrees) => Made(RotateBy(image, degrees, 0));

    /// <param name="quality">0 to 100.</param>
    public static byte[] ToWebP(GdImage image, int quality)
    {
        var bytes = EncodeWebP(image, out var size, quality);
        if (bytes is null)
        {
            throw new InvalidOperationException("libgd could not write a copy.");
        }

        try
        {
            return new ReadOnlySpan<byte>(bytes, size).ToArray();
        }
        finally
        {
            Free(bytes);
        }
    }

    private static GdImage Made(GdImage image) => image.IsInvalid ? throw new InvalidOperationException("libgd has no memory for a copy.") : image;

    /// <param name="format">As for printf, with <paramref name="arguments"/> as a va_list, which every ABI of Linux passes as an address.</param>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hear(int priority, byte* format, nint arguments)
    {
        _ = priority;
        var message = stackalloc byte[512];
        var length = Print(message, 512, format, arguments);
        var text = length < 0 ? "" : Encoding.Latin1.GetString(message, Math.Min(length, 511));
        lostPixels |= !Harmless.Any(harmless => text.Contains(harmless, StringComparison.Ordinal));
    }

    [LibraryImport(Library, EntryPoint = "gdSetErrorMethod")]
    private static partial void SetErrorMethod(delegate* unmanaged[Cdecl]<int, byte*, nint, void> method);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromJpegPtrEx")]
    private static partial GdImage FromJpeg(int size, byte* data, int ignoreWarnings);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromPngPtr")]
    private static partial GdImage FromPng(int size, byte* data);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromWebpPtr")]
    private static partial GdImage FromWebP(int size, byte* data);

    [LibraryImport(Library, EntryPoint = "gdImageCreateTrueColor")]
    private static partial GdImage CreateTrueColor(int width, int height);

    [LibraryImport(Library, EntryPoint = "gdImageGetClip")]
    private static partial void GetClip(GdImage image, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library, EntryPoint = "gdImageFilledRectangle")]
    private static partial void FillRectangle(GdImage image, int left, int top, int right, int bottom, int colour);

    [LibraryImport(Library, EntryPoint = "gdImageCopy")]
    private static partial void Copy(GdImage to, GdImage from, int toX, int toY, int fromX, int fromY, int width, int height);

    [LibraryImport(Library, EntryPoint = "gdImageSetInterpolationMethod")]
    private static partial int SetInterpolation(GdImage image, int method);

    [LibraryImport(Library, EntryPoint = "gdImageScale")]
    private static partial GdImage ScaleTo(GdImage image, uint width, uint height);

    [LibraryImport(Library, EntryPoint = "gdImageFlipHorizontal")]
    private static partial void FlipHorizontal(GdImage image);

    [LibraryImport(Library, EntryPoint = "gdImageFlipVertical")]
    private static partial void FlipVertical(GdImage image);

    [LibraryImport(Library, EntryPoint = "gdImageRotateInterpolated")]
    private static partial GdImage RotateBy(GdImage image, float degrees, int background);

    [LibraryImport(Library, EntryPoint = "gdImageWebpPtrEx")]
    private static partial byte* EncodeWebP(GdImage image, out int size, int quality);

    [LibraryImport(Library, EntryPoint = "gdFree")]
    private static partial void Free(byte* memory);

    [LibraryImport("libc", EntryPoint = "vsnprintf")]
    private static partial int Print(byte* buffer, nuint size, byte* format, nint arguments);

    /// <summary>Memory of libgd's that holds a picture.</summary>
    internal sealed partial class GdImage : SafeHandle
    {
        public GdImage() : base(invalidHandleValue: 0, ownsHandle: true)
        {
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            Destroy(handle);
            return true;
        }

        [LibraryImport(Library, EntryPoint = "gdImageDestroy")]
        private static partial void Destroy(nint image);
    }
}
