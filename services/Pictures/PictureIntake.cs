using System.Runtime.InteropServices;
using System.Threading.RateLimiting;

namespace PlanningPlatform.Pictures;

/// <summary>Why a file is not taken.</summary>
public enum PictureFault
{
    /// <summary>Neither JPEG nor PNG nor WebP, whatever its name says.</summary>
    NoPicture,

    /// <summary>More bytes than <see cref="PictureLimits.Bytes"/>.</summary>
    TooManyBytes,

    /// <summary>More pixels than <see cref="PictureLimits.Pixels"/>, or an edge longer than <see cref="PictureLimits.Edge"/>.</summary>
    TooManyPixels,

    /// <summary>Several pictures in one: nobody would see what the first does not show.</summary>
    Animated,

    /// <summary>Broken, cut off, or decodable in part only.</summary>
    Unreadable,

    /// <summary>Too many others wait; later it will be taken.</summary>
    Busy,

    /// <summary>Nothing can be decoded here (<see cref="PictureIntake.CanDecode"/>).</summary>
    NoDecoder,
}

/// <summary>A copy that holds pixels and nothing else of its original: WebP, the right way up, opaque.</summary>
/// <param name="LongestEdge">The size that was asked for; a smaller picture is not enlarged.</param>
public sealed record PictureCopy(int LongestEdge, int Width, int Height, ReadOnlyMemory<byte> Bytes);

public abstract record PictureOutcome
{
    /// <param name="Copies">One for each size that was asked for, in that order.</param>
    public sealed record Taken(PictureHeader Header, CameraNotes Notes, IReadOnlyList<PictureCopy> Copies) : PictureOutcome
    {
        /// <summary>As people see it, the camera's orientation applied.</summary>
        public int Width => Notes.Orientation < 5 ? Header.Width : Header.Height;

        /// <inheritdoc cref="Width"/>
        public int Height => Notes.Orientation < 5 ? Header.Height : Header.Width;
    }

    public sealed record Refused(PictureFault Fault) : PictureOutcome;
}

/// <summary>
/// Takes pictures from strangers: looks at the header, decodes what is within the limits and makes copies. Processor and memory are bounded
/// whatever comes: so many at once, so many megapixels in memory (about 12 bytes a pixel at worst: 600 MB), so many waiting.
/// </summary>
public sealed class PictureIntake : IDisposable
{
    /// <summary>
    /// A third smaller than JPEG of quality 82 at the same error (measured in docs/photos.md), which is what counts on a slow line; every
    /// browser since 2020 shows it.
    /// </summary>
    private const int Quality = 76;

    private const int MegapixelsAtOnce = 48;

    /// <summary>More than these are told to come again: the last of them waits about ten seconds on two cores.</summary>
    internal const int Waiting = 64;

    internal static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>False where Debian's libgd3 is not installed.</summary>
    public static bool CanDecode { get; } = NativeLibrary.TryLoad(Gd.Library, out _);

    private readonly ConcurrencyLimiter _places = new(new() { PermitLimit = AtOnce, QueueLimit = Waiting });
    private readonly ConcurrencyLimiter _megapixels = new(new() { PermitLimit = MegapixelsAtOnce, QueueLimit = int.MaxValue });

    /// <param name="file">From its beginning; has a length.</param>
    /// <param name="longestEdges">Pixels of the copies that are wanted, largest first.</param>
    public async Task<PictureOutcome> TakeAsync(Stream file, IReadOnlyList<int> longestEdges, CancellationToken cancellationToken)
    {
        if (!CanDecode)
        {
            return new PictureOutcome.Refused(PictureFault.NoDecoder);
        }

        if (file.Length > PictureLimits.Bytes)
        {
            return new PictureOutcome.Refused(PictureFault.TooManyBytes);
        }

        // Read only when it is this one's turn, so that whoever waits holds no memory.
        using var place = await _places.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
        {
            return new PictureOutcome.Refused(PictureFault.Busy);
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        var look = Look(bytes);
        if (look is not PictureOutcome.Taken looked)
        {
            return look;
        }

        using var memory = await _megapixels.AcquireAsync(MegapixelsOf(looked.Header), cancellationToken);
        return MakeCopies(looked, bytes, longestEdges);
    }

    public void Dispose()
    {
        _places.Dispose();
        _megapixels.Dispose();
    }

    private static PictureOutcome Look(ReadOnlySpan<byte> file) => PictureHeader.Read(file) switch
    {
        null => new PictureOutcome.Refused(PictureFault.NoPicture),
        { IsTooLarge: true } => new PictureOutcome.Refused(PictureFault.TooManyPixels),
        { IsAnimated: true } => new PictureOutcome.Refused(PictureFault.Animated),
        { } header => new PictureOutcome.Taken(header, CameraNotes.Read(header.Format, file), []),
    };

    private static int MegapixelsOf(PictureHeader header) => (int)(((long)header.Width * header.Height / 1_000_000) + 1);

    private static PictureOutcome MakeCopies(PictureOutcome.Taken looked, ReadOnlySpan<byte> file, IReadOnlyList<int> longestEdges)
    {
        if (Decode(looked.Header, file) is not { } decoded)
        {
            return new PictureOutcome.Refused(PictureFault.Unreadable);
        }

        List<Gd.GdImage> images = [decoded];
        try
        {
            var copies = new List<PictureCopy>();
            foreach (var edge in longestEdges)
            {
                // Each is made from the one before: nearly as good, and a tenth of the work.
                images.Add(Reduce(images[^1], edge));
                if (copies.Count == 0)
                {
                    // Turned when it is small.
                    images.Add(TurnUpright(images[^1], looked.Notes.Orientation));
                }

                var (width, height) = Gd.SizeOf(images[^1]);
                copies.Add(new(edge, width, height, Gd.ToWebP(images[^1], Quality)));
            }

            return looked with { Copies = copies };
        }
        finally
        {
            // The same one may be in it twice, which does no harm.
            images.ForEach(image => image.Dispose());
        }
    }

    /// <returns>Null unless all of it can be decoded.</returns>
    private static Gd.GdImage? Decode(PictureHeader header, ReadOnlySpan<byte> file)
    {
        var (isWhole, mayBeTransparent, essence) = header.Format switch
        {
            PictureFormat.Jpeg => (JpegFile.IsWhole(file), false, null),
            PictureFormat.Png => PngFile.Essence(file) is { } png ? (true, PngFile.MayBeTransparent(file), png) : (false, false, null),
            _ => (true, WebPFile.MayBeTransparent(file), null),
        };
        if (!isWhole || Gd.Decode(header.Format, essence ?? file) is not { } image)
        {
            return null;
        }

        if (Gd.SizeOf(image) != (header.Width, header.Height))
        {
            // What was decoded is not what the header announced, so no limit was asked about it.
            image.Dispose();
            return null;
        }

        if (!mayBeTransparent)
        {
            return image;
        }

        using (image)
        {
            return Gd.OnWhite(image);
        }
    }

    private static Gd.GdImage Reduce(Gd.GdImage image, int edge)
    {
        var (width, height) = Gd.SizeOf(image);
        var longest = Math.Max(width, height);
        return longest <= edge ? image : Gd.Scale(image, Math.Max(1, Share(width)), Math.Max(1, Share(height)));

        int Share(int length) => (int)Math.Round((double)length * edge / longest);
    }

    /// <summary>As EXIF numbers them: 2, 4, 5 and 7 are mirrored, 3 stands on its head, 6 and 8 lie on a side.</summary>
    private static Gd.GdImage TurnUpright(Gd.GdImage image, int orientation)
    {
        switch (orientation)
        {
            case 2:
                Gd.FlipHorizontally(image);
                return image;
            case 3:
                Gd.FlipHorizontally(image);
                Gd.FlipVertically(image);
                return image;
            case 4:
                Gd.FlipVertically(image);
                return image;
            case 5:
                Gd.FlipHorizontally(image);
                return Gd.Rotate(image, 90);
            case 6:
                return Gd.Rotate(image, 270);
            case 7:
                Gd.FlipHorizontally(image);
                return Gd.Rotate(image, 270);
            case 8:
                return Gd.Rotate(image, 90);
            default:
                return image;
        }
    }
}
