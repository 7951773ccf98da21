namespace PlanningPlatform.Pictures;

/// <summary>Files that are on their way: what is being received and what is being stored. Readable by their owner alone; those that a crash left behind are removed.</summary>
/// <param name="folder">On the disk of the store, so that a rename is enough.</param>
public sealed class IncomingFiles(string folder)
{
    // Longer than the slowest upload that the gateway lets through: 10 MB at 240 bytes a second take twelve hours.
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    /// <summary>An empty file that is gone when it is closed.</summary>
    public FileStream Open()
    {
        var options = ForOwner(FileMode.CreateNew, FileAccess.ReadWrite);
        options.Options |= FileOptions.DeleteOnClose;
        return new FileStream(NewPath(), options);
    }

    /// <summary>Removes what no upload can still be writing.</summary>
    public void RemoveAbandoned(DateTimeOffset now)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < (now - LongestUpload).UtcDateTime))
        {
            file.Delete();
        }
    }

    internal string NewPath()
    {
        MakeFolder(folder);
        return Path.Combine(folder, Path.GetRandomFileName());
    }

    internal static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // The mode would be that of the last folder alone.
        MakeFolder(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    internal static FileStreamOptions ForOwner(FileMode mode, FileAccess access) => new()
    {
        Mode = mode,
        Access = access,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous,
        UnixCreateMode = mode == FileMode.CreateNew ? UnixFileMode.UserRead | UnixFileMode.UserWrite : null,
    };
}
