using System.Globalization;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Pictures;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>Where the files of a photo lie in the store: originals apart from copies, so that they can have rights of their own.</summary>
internal static partial class PhotoFiles
{
    private const string Originals = "original", Copies = "copy";

    /// <summary>Every folder there can be. Ids end in random digits, so each holds as many files as the others.</summary>
    public static IReadOnlyList<string> Folders { get; } = [.. Enumerable.Range(0, 256).SelectMany(part => (string[])[$"{Originals}/{part:x2}", $"{Copies}/{part:x2}"])];

    /// <summary>Pixels of the longest edge; 0 for the original.</summary>
    public static int EdgeOf(PhotoSize size) => size switch { PhotoSize.Small => 320, PhotoSize.Large => 1280, _ => 0 };

    /// <summary>As it stands in addresses: 320, 1280, original.</summary>
    public static PhotoSize? SizeIn(string address) => address switch
    {
        "320" => PhotoSize.Small,
        "1280" => PhotoSize.Large,
        "original" => PhotoSize.Original,
        _ => null,
    };

    public static string KeyOf(Guid photo, PhotoSize size)
    {
        var name = photo.ToString("N");
        return size == PhotoSize.Original ? $"{Originals}/{name[^2..]}/{name}" : string.Create(CultureInfo.InvariantCulture, $"{Copies}/{name[^2..]}/{name}-{EdgeOf(size)}");
    }

    /// <returns>Null for a file that is none of ours.</returns>
    public static Guid? PhotoIn(string key) => Guid.TryParseExact(key.Split('/')[^1].Split('-')[0], "N", out var photo) ? photo : null;

    /// <summary>Removes the files of photos whose rows are gone. What that fails for the sweep finds (<see cref="PhotoHousekeeping"/>).</summary>
    public static async Task ForgetAsync(this IPhotoStore store, IEnumerable<Guid> photos, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var key in photos.SelectMany(photo => Enum.GetValues<PhotoSize>().Select(size => KeyOf(photo, size))))
            {
                await store.DeleteAsync(key, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.LeftBehind(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Files of photos that are erased could not be removed yet ({Reason}); the sweep removes them.")]
        public static partial void LeftBehind(ILogger logger, string reason);
    }
}
