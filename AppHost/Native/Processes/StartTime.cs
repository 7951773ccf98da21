using System.Globalization;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>When a process started: with its id it names one process, while an id alone is used again.</summary>
internal static class StartTime
{
    /// <summary>In clock ticks since boot; null when there is no such process (or only its shell).</summary>
    public static string? Of(int processId)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The name, in parentheses, may hold spaces; after it come the state (field 3) and, as field 22, the start.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
