using System.Globalization;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>
/// Where the platform keeps everything: databases, the broker's data, keys, passwords, logs. A marker file says that the folder
/// is ours, so that --fresh can never wipe somebody's documents; a lock keeps a second platform out.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string Marker = ".planning-platform";
    private const string LockFile = "lock";
    private const string HolderFile = "pid";

    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <exception cref="Refusal">It cannot be written, holds something else, or another platform uses it.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Claim(path);
            return new DataFolder(path, Lock(path));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new Refusal(
                $"Folder data {path} tidak dapat ditulisi: {failure.Message}",
                $"The data folder {path} cannot be written to.",
                exitCode: 4);
        }
    }

    /// <summary>Removes everything in it. What still runs on it must have ended.</summary>
    public void Wipe()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.Name is not (Marker or LockFile or HolderFile)))
        {
            // A link is removed, what it points to stays.
            if (entry is DirectoryInfo { LinkTarget: null } directory)
                directory.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    public void Dispose() => held.Dispose();

    private static void Claim(string path)
    {
        var marker = System.IO.Path.Combine(path, Marker);
        if (File.Exists(marker))
            return;
        if (Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new Refusal(
                $"Folder {path} berisi hal lain; pilih folder data yang kosong.",
                $"The folder {path} holds something else; choose an empty data folder.",
                exitCode: 4);
        }

        File.WriteAllText(marker, "Folder data PlanningPlatform. --fresh menghapus isinya. (--fresh wipes what is in here.)\n");
    }

    private static FileStream Lock(string path)
    {
        // Beside the lock, because nobody can read a file that .NET has locked.
        var holder = System.IO.Path.Combine(path, HolderFile);
        var file = System.IO.Path.Combine(path, LockFile);
        try
        {
            var locked = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return locked;
        }
        catch (IOException) when (File.Exists(holder))
        {
            throw new Refusal(
                $"Folder data {path} sedang dipakai platform lain yang berjalan (proses {File.ReadAllText(holder)}).",
                $"Another running platform (process {File.ReadAllText(holder)}) uses the data folder {path}.",
                exitCode: 7);
        }
    }
}
