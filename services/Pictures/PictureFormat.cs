namespace PlanningPlatform.Pictures;

/// <summary>What is taken. Everything else is no picture here: SVG runs scripts, GIF moves, and a file's name says nothing.</summary>
public enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
}

public static class PictureFormats
{
    /// <summary>The media type of a copy (<see cref="PictureCopy"/>).</summary>
    public const string MediaTypeOfCopies = "image/webp";

    /// <summary>For the <c>Content-Type</c> header: <c>image/jpeg</c>.</summary>
    public static string MediaType(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Png => "image/png",
        _ => "image/webp",
    };

    /// <summary>For a file name, without the dot.</summary>
    public static string Extension(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "jpg",
        PictureFormat.Png => "png",
        _ => "webp",
    };
}
