using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Pictures;

/// <summary>Files in a folder, readable by its owner alone. Written under another name and renamed, so that one with its own name is whole, also after a crash.</summary>
/// <param name="root">Made when it is first needed.</param>
public sealed partial class FolderPhotoStore(string root, IncomingFiles incoming, TimeProvider time) : IPhotoStore
{
    public async Task PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        IncomingFiles.MakeFolder(Path.GetDirectoryName(path)!);
        var written = incoming.NewPath();
        try
        {
            await using (var file = new FileStream(written, IncomingFiles.ForOwner(FileMode.CreateNew, FileAccess.Write)))
            {
                await content.CopyToAsync(file, cancellationToken);
                // On the disk before its row is in the database.
                file.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(written, time.GetUtcNow().UtcDateTime);
            File.Move(written, path, overwrite: true);
        }
        catch
        {
            File.Delete(written);
            throw;
        }
    }

    public Task<Stream?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), IncomingFiles.ForOwner(FileMode.Open, FileAccess.Read)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(key)));

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Nor is the file.
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredPhoto> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var directory = new DirectoryInfo(PathOf($"{folder}/0"));
        if (!directory.Parent!.Exists)
        {
            yield break;
        }

        foreach (var file in directory.Parent.EnumerateFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new($"{folder}/{file.Name}", new(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
    }

    /// <exception cref="ArgumentException">No key of ours: nothing else may become a path.</exception>
    private string PathOf(string key) => Key().IsMatch(key) ? Path.Combine(root, key) : throw new ArgumentException("Not the key of a photo.", nameof(key));

    [GeneratedRegex(@"^[a-z]+/[0-9a-f]{2}/[0-9a-f-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
