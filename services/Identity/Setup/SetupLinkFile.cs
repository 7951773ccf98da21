namespace PlanningPlatform.Identity.Setup;

/// <summary>
/// <c>setup-link</c> in the data folder, readable by its owner only: how whoever starts the platform learns the link. It holds the
/// path (<c>/setup?token=...</c>); only the starter knows the gateway's address.
/// </summary>
internal sealed class SetupLinkFile(IConfiguration configuration)
{
    private readonly string path = Path.Combine(configuration["Data:Folder"] ?? ".data", "setup-link");

    public void Write(string link)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // A new file takes the mode; then it replaces the old one at once, so that nobody reads half a link.
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.WriteLine(link);
        }

        File.Move(fresh, path, overwrite: true);
    }

    public void Remove() => File.Delete(path);
}
