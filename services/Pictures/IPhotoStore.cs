namespace PlanningPlatform.Pictures;

/// <summary>
/// Where the bytes of photos lie: files by key, whole or not at all. The shape is that of S3 (PutObject, GetObject, HeadObject, DeleteObject,
/// ListObjectsV2), so that a city with an object store can put one in its place; a folder is what comes with the platform.
/// </summary>
/// <remarks>A key has a kind and a folder of two hexadecimal digits before its name: <c>copy/3f/0199...-320</c>. Each method throws an <see cref="IOException"/> when the store is away or full.</remarks>
public interface IPhotoStore
{
    /// <summary>Nobody sees the file before all of it is there; one that was there before is replaced.</summary>
    Task PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <returns>From its beginning, for the caller to dispose; null when there is none.</returns>
    Task<Stream?> GetAsync(string key, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deleting what is not there does nothing.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <param name="folder">Kind and folder: <c>copy/3f</c>.</param>
    IAsyncEnumerable<StoredPhoto> ListAsync(string folder, CancellationToken cancellationToken);
}

/// <param name="StoredAt">When it was put.</param>
public sealed record StoredPhoto(string Key, DateTimeOffset StoredAt);
