namespace PlanningPlatform.Identity.Demo;

/// <summary><c>demo-accounts.txt</c> in the data folder: <c>username;role;description</c> per line, for the banner of whoever starts the platform.</summary>
internal static class DemoAccountsFile
{
    public static void Write(IConfiguration configuration, DemoSettings demo)
    {
        var folder = Directory.CreateDirectory(configuration["Data:Folder"] ?? ".data");
        var path = Path.Combine(folder.FullName, "demo-accounts.txt");
        if (demo.Enabled)
        {
            File.WriteAllLines(path, DemoAccounts.All.Select(account => $"{account.UserName};{account.Role};{account.Description}"));
        }
        else
        {
            File.Delete(path);
        }
    }
}
