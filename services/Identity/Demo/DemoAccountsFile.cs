namespace PlanningPlatform.Identity.Demo;

/// <summary><c>demo-accounts.txt</c> in the data folder: <c>username;role;description</c> per line, for the banner of whoever starts the platform.</summary>
internal static class DemoAccountsFile
{
    /// <param name="accounts">Empty when the demo is off: then there is no file.</param>
    public static void Write(IConfiguration configuration, IReadOnlyList<DemoAccount> accounts)
    {
        var folder = Directory.CreateDirectory(configuration["Data:Folder"] ?? ".data");
        var path = Path.Combine(folder.FullName, "demo-accounts.txt");
        if (accounts.Count > 0)
        {
            File.WriteAllLines(path, accounts.Select(account => $"{account.UserName};{account.Role};{account.Description}"));
        }
        else
        {
            File.Delete(path);
        }
    }
}
