namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>What is said on the console, each line under the name of who says it; also kept per name in the folder logs.</summary>
/// <param name="folder">Where the log files go.</param>
/// <param name="names">Who speaks on the console; each has a colour.</param>
internal sealed class Journal(string folder, IEnumerable<string> names) : IDisposable
{
    /// <summary>A log file grows to this many characters, then takes the place of its predecessor.</summary>
    private const long LongestLog = 10_000_000;

    private static readonly string[] Colours = ["36", "32", "35", "33", "34", "96", "92", "95", "93", "94"];

    private readonly Lock gate = new();
    private readonly bool coloured = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
    private readonly List<string> names = [.. names];
    private readonly Dictionary<string, StreamWriter> files = new(StringComparer.Ordinal);
    private bool closed;

    public string LogOf(string name) => Path.Combine(folder, name + ".log");

    /// <summary>A line that <paramref name="name"/> printed.</summary>
    public void Write(string name, string line)
    {
        var padded = name.PadRight(names.Max(other => other.Length));
        var colour = Colours[Math.Max(0, names.IndexOf(name)) % Colours.Length];
        lock (gate)
        {
            Console.Out.WriteLine(coloured ? $"\e[{colour}m{padded}\e[0m | {line}" : $"{padded} | {line}");
            Append(name, line);
        }
    }

    /// <summary>A line for the log file only.</summary>
    public void Keep(string name, string line)
    {
        lock (gate)
            Append(name, line);
    }

    /// <summary>Something the engine itself tells whoever started it.</summary>
    public void Say(string text)
    {
        lock (gate)
            Console.Out.WriteLine(text);
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            foreach (var file in files.Values)
                file.Dispose();
        }
    }

    private void Append(string name, string line)
    {
        // A last line may come after its process has ended.
        if (closed)
            return;
        try
        {
            FileOf(name).WriteLine(line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk costs the log, not the platform.
        }
    }

    private StreamWriter FileOf(string name)
    {
        if (files.TryGetValue(name, out var open) && open.BaseStream.Position < LongestLog)
            return open;
        // Before anything can fail, or the next line would meet a closed file.
        files.Remove(name);
        open?.Dispose();
        Directory.CreateDirectory(folder);
        if (File.Exists(LogOf(name)))
            File.Move(LogOf(name), LogOf(name) + ".1", overwrite: true);
        var file = new FileStream(LogOf(name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return files[name] = new StreamWriter(file) { AutoFlush = true };
    }
}
