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

    /// <summary>Ends what the last run left behind: TERM, and KILL after ten seconds.</summary>
    /// <returns>The names of what was ended.</returns>
    public async Task<IReadOnlyList<string>> EndLeftoversAsync()
    {
        var left = Read().Where(StillRuns).ToList();
        foreach (var entry in left)
            Signals.AskToStop(entry.ProcessId);
        for (var tries = 0; tries < 100 && left.Exists(StillRuns); tries++)
            await Task.Delay(100);
        foreach (var entry in left)
            Signals.EndGroup(entry.ProcessId);
        while (left.Exists(StillRuns))
            await Task.Delay(20);
        return [.. left.Select(entry => entry.Name)];
    }

    private static bool StillRuns(Entry entry) => string.Equals(StartOf(entry.ProcessId), entry.Started, StringComparison.Ordinal);

    /// <summary>This boot's id and the start in clock ticks since boot; null when there is no such process (or only its shell).</summary>
    private static string? StartOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The name, in parentheses, may hold spaces; after it come the state (field 3) and, as field 22, the start.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{fields[19]}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
