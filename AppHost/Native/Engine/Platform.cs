using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>
/// The whole of it: starts every resource at the same time (or after what it waits for), says who is being waited for, prints
/// where to go, keeps everything running, and stops it all in order.
/// </summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly IReadOnlyList<IResource> resources;
    private readonly IConfiguration configuration;
    private readonly DataFolder data;
    private readonly bool fresh;
    private readonly Interrupts interrupts;
    private readonly Journal journal;
    private readonly ProcessLedger ledger;
    private readonly Readiness readiness = new();
    private readonly TimeSpan startLimit;
    private IReadOnlyList<Part> parts = [];

    public Platform(IReadOnlyList<IResource> resources, IConfiguration configuration, DataFolder data, bool fresh, Interrupts interrupts)
    {
        (this.resources, this.configuration, this.data, this.fresh, this.interrupts) = (resources, configuration, data, fresh, interrupts);
        journal = new Journal(data["logs"], resources.OfType<ProjectResource>().Select(project => project.Name));
        ledger = new ProcessLedger(data["processes.json"]);
        startLimit = Settings.StartLimit(configuration);
    }

    /// <summary>Returns when a signal asks for the stop; disposing does the stopping.</summary>
    /// <exception cref="Refusal">Something is missing, or did not become ready.</exception>
    public async Task RunAsync()
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        try
        {
            (var door, parts) = await new Preparation(resources, configuration, data, journal, ledger).RunAsync(fresh);
            await StartAsync();
            if (resources.OfType<ProjectResource>().FirstOrDefault(project => project.External) is { HealthPath: { } health } gateway)
                await readiness.SettleAsync(gateway.Urls[0] + health, interrupts.Stop);
            journal.Say(Banner.Text(door, configuration, data, TimeProvider.System.GetElapsedTime(startedAt)));
            await Task.Delay(Timeout.Infinite, interrupts.Stop);
        }
        catch (OperationCanceledException) when (interrupts.Stop.IsCancellationRequested)
        {
            // Asked to stop, while running or still starting.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (parts.Count > 0)
            journal.Say("Menghentikan platform (stopping) ... Ctrl-C sekali lagi menghentikan paksa (again: at once).");
        foreach (var group in parts.GroupBy(part => part.StopsAt).OrderBy(group => group.Key))
            await Task.WhenAll(group.Select(part => part.StopAsync()));
        if (parts.Count > 0)
            journal.Say("Platform berhenti (stopped).");
        readiness.Dispose();
        journal.Dispose();
    }

    private async Task StartAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Stop);
        limit.CancelAfter(startLimit);

        var ready = new Dictionary<IResource, Task>();
        foreach (var part in parts)
            _ = ReadyAsync(part.Resource);
        var shown = new WaitingLine(journal, Late).ShowAsync(limit.Token);
        var everything = Task.WhenAll(ready.Values);
        var cannotStart = Task.WhenAny(parts.SelectMany(part => part.Programs).Select(program => program.CannotStart));
        try
        {
            if (await Task.WhenAny(everything, cannotStart) == cannotStart)
                throw await await cannotStart;
            await everything;
        }
        catch (OperationCanceledException) when (!interrupts.Stop.IsCancellationRequested)
        {
            throw TooLate(Late());
        }
        finally
        {
            await limit.CancelAsync();
            await shown.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        // Whoever waits for others is not late itself.
        IReadOnlyList<string> Late() => [.. parts
            .Where(part => !ready[part.Resource].IsCompletedSuccessfully && part.WaitsFor.All(other => ReadyAsync(other).IsCompletedSuccessfully))
            .Select(part => part.Resource.Name)];

        // Each resource is started once, after those it waits for. What is no part of ours (a file, an address) is ready.
        Task ReadyAsync(IResource resource)
        {
            if (parts.FirstOrDefault(part => part.Resource == resource) is not { } part)
                return Task.CompletedTask;
            if (!ready.TryGetValue(resource, out var task))
                ready[resource] = task = StartPartAsync(part);
            return task;
        }

        async Task StartPartAsync(Part part)
        {
            await Task.WhenAll(part.WaitsFor.Select(ReadyAsync));
            limit.Token.ThrowIfCancellationRequested();
            part.Start(interrupts.Force);
            await readiness.WaitAsync(part.Resource, limit.Token);
            part.Works();
        }
    }

    private Refusal TooLate(IReadOnlyList<string> late) => new(
        $"{string.Join(", ", late)} belum siap setelah {startLimit.TotalSeconds:0} s; lihat {journal.LogOf(late[0])}",
        $"{string.Join(", ", late)} not ready after {startLimit.TotalSeconds:0} s; see that log.");
}
