using PlanningPlatform.AppHost.Native.Engine;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Tests;

public sealed class SupervisedTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-supervised-");
    private readonly Journal journal;

    public SupervisedTests() => journal = new Journal(Path.Combine(folder.FullName, "logs"), ["shop"]);

    private string Ledger => Path.Combine(folder.FullName, "processes.json");

    [Fact]
    public async Task What_could_not_be_run_once_is_tried_again()
    {
        var notYet = Path.Combine(folder.FullName, "later");
        var shop = Supervise(notYet);
        shop.Works = true;

        shop.Start(CancellationToken.None);
        Directory.CreateDirectory(notYet);

        await Deadline.UntilAsync(() => File.Exists(Ledger) && File.ReadAllText(Ledger).Contains("shop", StringComparison.Ordinal), "it runs");
        await shop.StopAsync();
    }

    [Fact]
    public async Task What_can_never_be_run_is_given_up_at_the_start()
    {
        var shop = Supervise(Path.Combine(folder.FullName, "never"));

        shop.Start(CancellationToken.None);

        Assert.Contains("shop tidak dapat dimulai", (await shop.CannotStart.WaitAsync(TimeSpan.FromSeconds(20))).Message, StringComparison.Ordinal);
        await shop.StopAsync();
    }

    public void Dispose()
    {
        journal.Dispose();
        folder.Delete(recursive: true);
    }

    private Supervised Supervise(string where) => new(
        "shop", new Command("sleep", ["300"], where, new Dictionary<string, string?>()), TimeSpan.FromSeconds(5), _ => { }, journal, new ProcessLedger(Ledger));
}
