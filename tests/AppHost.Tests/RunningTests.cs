using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PlanningPlatform.AppHost.Native.Processes;
using PlanningPlatform.Testing;

namespace PlanningPlatform.AppHost.Tests;

public sealed partial class RunningTests
{
    [Fact]
    public async Task All_of_it_listens_on_loopback_only_and_never_on_the_port_of_the_machines_own_broker()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));

        var listening = await ListeningAsync(platform.ProcessIds.Values);

        // The broker's amqp and cluster ports, epmd, the shop and the door. (epmd adds the loopback address of IPv6 by itself.)
        Assert.All(listening, address => Assert.Matches(@"^(127\.0\.0\.1|\[::1\]):\d+$", address));
        var ports = listening.Select(address => address[(address.LastIndexOf(':') + 1)..]).Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal(5, ports.Count);
        Assert.DoesNotContain("5672", ports);
        Assert.DoesNotContain("4369", ports);
    }

    [Fact]
    public async Task An_interrupt_stops_everything_epmd_included()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));
        Assert.Equal(["door", "messaging", "messaging-epmd", "shop"], platform.ProcessIds.Keys.Order(StringComparer.Ordinal));

        // Throws when a process is left.
        await platform.StopAsync();

        Assert.Contains("Platform berhenti (stopped).", platform.Output);
    }

    [Fact]
    public async Task An_interrupt_of_the_whole_process_group_leaves_nothing()
    {
        await using var platform = await Tiny.StartAsync();
        var ours = platform.ProcessIds.Values.ToList();

        Signals.Interrupt(-platform.HostProcessId);
        await platform.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(ours, id => Assert.False(Runs(id)));
        Assert.DoesNotContain(platform.Output, line => line.Contains("berhenti sendiri", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_everything_with_it()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));
        var ours = platform.ProcessIds.Values.ToList();

        // It leads its group, and what it runs has groups of its own: this ends the host alone.
        Signals.EndGroup(platform.HostProcessId);

        await Deadline.UntilAsync(() => !ours.Exists(Runs), "the processes of a killed host end");
    }

    [Fact]
    public async Task A_killed_service_comes_back_at_the_same_address()
    {
        await using var platform = await Tiny.StartAsync();
        var address = await platform.InShopAsync("ASPNETCORE_URLS");

        await platform.KillAsync("shop");

        await Deadline.UntilAsync(() => AnswersAsync(platform), "the shop answers again");
        Assert.Equal(address, await platform.InShopAsync("ASPNETCORE_URLS"));
    }

    [Fact]
    public async Task A_service_comes_back_and_is_guarded_also_after_somebody_ended_the_guard()
    {
        await using var platform = await Tiny.StartAsync();
        var guard = Process.GetProcessesByName("sh").Single(shell => ParentOf(shell.Id) == platform.HostProcessId);
        guard.Kill();
        await guard.WaitForExitAsync();

        await platform.KillAsync("shop");
        var ours = platform.ProcessIds.Values.ToList();
        Signals.EndGroup(platform.HostProcessId);

        await Deadline.UntilAsync(() => !ours.Exists(Runs), "the processes of a killed host end");
    }

    [Fact]
    public async Task A_killed_broker_comes_back_where_it_was()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));
        var before = await ListeningAsync([platform.ProcessIdOf("messaging")]);

        await platform.KillAsync("messaging");

        await Deadline.UntilAsync(
            async () => (await ListeningAsync([platform.ProcessIdOf("messaging")])).SetEquals(before), "the broker listens again");
    }

    [Fact]
    public async Task A_killed_epmd_comes_back()
    {
        await using var platform = await Tiny.StartAsync(("Tiny__Broker", "true"));

        await platform.KillAsync("messaging-epmd");
    }

    [Fact]
    public async Task Each_line_stands_under_the_name_of_its_service_without_colours_in_a_file()
    {
        await using var platform = await Tiny.StartAsync();

        Assert.Contains(platform.Output, line => ShopLine().IsMatch(line));
        Assert.DoesNotContain(platform.Output, line => line.Contains('\e', StringComparison.Ordinal));
        Assert.NotEmpty(await File.ReadAllLinesAsync(Path.Combine(platform.DataFolder, "logs", "shop.log")));
    }

    private static async Task<bool> AnswersAsync(PlatformProcess platform)
    {
        try
        {
            return (await platform.InShopAsync("OTEL_SERVICE_NAME")).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Addresses that any of the processes listens on.</summary>
    private static async Task<HashSet<string>> ListeningAsync(IEnumerable<int> processIds)
    {
        var ids = processIds.Select(id => string.Create(CultureInfo.InvariantCulture, $"pid={id},")).ToList();
        var start = new ProcessStartInfo("ss", ["-Hltnp"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var ss = Process.Start(start)!;
        var lines = (await ss.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await ss.WaitForExitAsync();
        return [.. lines.Where(line => ids.Exists(id => line.Contains(id, StringComparison.Ordinal)))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])];
    }

    private static int ParentOf(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static bool Runs(int processId) => Directory.Exists($"/proc/{processId}");

    [GeneratedRegex(@"^shop +\| info: ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShopLine();
}
