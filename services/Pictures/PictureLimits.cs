namespace PlanningPlatform.Pictures;

/// <summary>What is taken at most. All are read from the file's header before anything is decoded. [ours]</summary>
public static class PictureLimits
{
    /// <summary>Bytes of a file. A phone's picture of 12 megapixels has 3 to 6 MB.</summary>
    public const int Bytes = 10 * 1024 * 1024;

    /// <summary>Width times height: decoded, each takes 4 to 12 bytes of memory.</summary>
    public const long Pixels = 40_000_000;

    /// <summary>Width or height, in pixels.</summary>
    public const int Edge = 12_000;

    /// <summary>
    /// Passes of a progressive JPEG. Cameras and editors write about ten; each goes over the whole picture, so thousands of tiny ones would
    /// keep a processor busy for hours.
    /// </summary>
    internal const int Scans = 100;

    /// <summary>Bytes of EXIF that are read. In a JPEG there cannot be more; elsewhere more is not a camera's.</summary>
    internal const int ExifBytes = ushort.MaxValue;
}
