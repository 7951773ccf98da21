using System.Globalization;
using System.Text.Json;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>
/// Which processes of ours run, in processes.json: so that the next start can end what an earlier one left behind. A process is
/// known by its id and the moment it started, because ids are used again.
/// </summary>
internal sealed class ProcessLedger(string path)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    public void Started(string name, int processId)
    {
        // A process that has ended already has no start time, and nothing to be found later.
        if (StartOf(processId) is not { } start)
            return;
        lock (gate)
        {
            entries.Add(new Entry(name, processId, start));
            Save();
        }
    }

    public void Ended(int processId)
    {
        lock (gate)
        {
            entries.RemoveAll(entry => entry.ProcessId == processId);
            Save();
        }
    }

    /// <summary>How long what was left behind may take to stop, and after that to be ended.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends what the last run left behind: TERM, and KILL after ten seconds.</summary>
    /// <returns>The names of what was ended.</returns>
    /// <exception cref="Refusal">Something does not end.</exception>
    public async Task<IReadOnlyList<string>> EndLeftoversAsync()
    {
        var left = Read().Where(StillRuns).ToList();
        foreach (var entry in left)
            Signals.AskToStop(entry.ProcessId);
        await UntilGoneAsync(left);
        foreach (var entry in left.Where(IsNobodyElse))
            Signals.EndGroup(entry.ProcessId);
        await UntilGoneAsync(left);
        if (left.Where(StillRuns).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} ({entry.ProcessId})")).ToList() is { Count: > 0 } stuck)
        {
            throw new Refusal(
                $"Sisa proses dari sebelumnya tidak dapat diakhiri: {string.Join(", ", stuck)}. Akhiri sendiri, lalu mulai lagi.",
                "These processes, left over from before, cannot be ended: end them yourself, then start again.",
                exitCode: 7);
        }

        return [.. left.Select(entry => entry.Name)];
    }

    private async Task UntilGoneAsync(List<Entry> left)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (left.Exists(StillRuns) && TimeProvider.System.GetElapsedTime(since) < Patience)
            await Task.Delay(50);
    }

    private static bool StillRuns(Entry entry) => string.Equals(StartOf(entry.ProcessId), entry.Started, StringComparison.Ordinal);

    /// <summary>What a process started may outlive it, and keeps its id from being used again; an id that is used by now is a stranger's.</summary>
    private static bool IsNobodyElse(Entry entry) => StartOf(entry.ProcessId) is null || StillRuns(entry);

    /// <summary>This boot's id and the start of the process.</summary>
    private static string? StartOf(int processId) =>
        StartTime.Of(processId) is { } start ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{start}" : null;

    private List<Entry> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<List<Entry>>(File.ReadAllText(path), Readable) ?? [];
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            // None yet, or cut short by a power cut: then nothing of it runs any more either.
            return [];
        }
    }

    private void Save()
    {
        try
        {
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(entries, Readable));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk: what was written last stays, and a process that is gone by then is not taken for another.
        }
    }

    private sealed record Entry(string Name, int ProcessId, string Started);
}
