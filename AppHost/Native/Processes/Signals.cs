using System.Runtime.InteropServices;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>Signals to processes: the framework itself can only kill (SIGKILL), and an orderly stop is a SIGTERM.</summary>
internal static class Signals
{
    private const int Kill = 9;
    private const int Terminate = 15;

    public static void AskToStop(int processId) => _ = kill(processId, Terminate);

    /// <summary>Ends every process of the session that <paramref name="leaderId"/> started; none left is fine.</summary>
    public static void EndGroup(int leaderId) => _ = kill(-leaderId, Kill);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
