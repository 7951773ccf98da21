using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>What is printed once everything is ready: where to go, and how to get in.</summary>
internal static class Banner
{
    /// <summary>One line for each demo account, <c>username;role;description</c>; Identity writes it.</summary>
    public const string AccountsFile = "demo-accounts.txt";

    /// <summary>Path and token of the one-time set-up link; Identity writes it while there is no administrator.</summary>
    public const string SetupLinkFile = "setup-link";

    /// <summary>The key with which applications post to the demo by Open311; made like the demo's password.</summary>
    public const string Open311KeyFile = "demo-open311-key";

    public static string Text(Door? door, IConfiguration configuration, DataFolder data, TimeSpan took)
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Platform siap dalam {took.TotalSeconds:0.0} s (ready).");
        if (door is not null)
            text.AppendLine($"  {door.Url}");
        text.AppendLine($"  Data: {data.Path}");

        if (Settings.DemoIsOn(configuration))
        {
            AddAccounts(text, configuration, data);
            AddOpen311Key(text, door, configuration, data);
        }
        else if (File.Exists(data[SetupLinkFile]))
            text.AppendLine().AppendLine("Administrator pertama, berlaku 30 menit (set-up link for the first administrator, valid 30 minutes):")
                .AppendLine($"  {door?.Url}{File.ReadAllText(data[SetupLinkFile]).Trim()}");

        return text.AppendLine().Append("Ctrl-C untuk berhenti (to stop).").ToString();
    }

    private static void AddAccounts(StringBuilder text, IConfiguration configuration, DataFolder data)
    {
        if (!string.IsNullOrEmpty(configuration["Demo:Password"]))
            text.AppendLine().AppendLine("Akun demo, sandi dari Demo__Password (demo accounts, password as set in Demo__Password):");
        else if (File.Exists(data["demo-password"]))
            text.AppendLine().AppendLine($"Akun demo, sandi (demo accounts, password): {File.ReadAllText(data["demo-password"]).Trim()}")
                .AppendLine($"  disimpan di (kept in) {data["demo-password"]}");

        var accounts = File.Exists(data[AccountsFile])
            ? File.ReadLines(data[AccountsFile]).Select(line => line.Split(';', 3)).Where(account => account.Length == 3).ToList()
            : [];
        if (accounts.Count == 0)
            return;
        var names = accounts.Max(account => account[0].Length);
        var roles = accounts.Max(account => account[1].Length);
        foreach (var account in accounts)
            text.AppendLine($"  {account[0].PadRight(names)}  {account[1].PadRight(roles)}  {account[2]}");
    }

    private static void AddOpen311Key(StringBuilder text, Door? door, IConfiguration configuration, DataFolder data)
    {
        var key = configuration["Demo:Open311Key"] is { Length: > 0 } chosen ? chosen : File.Exists(data[Open311KeyFile]) ? File.ReadAllText(data[Open311KeyFile]).Trim() : null;
        if (key is not null)
            text.AppendLine().AppendLine($"Open311: {door?.Url}/open311/v2, api_key demo: {key}");
    }
}
