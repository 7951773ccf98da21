using System.Runtime.InteropServices;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>Signals to processes: the framework itself can only kill (SIGKILL), and an orderly stop is a SIGTERM.</summary>
internal static class Signals
{
    private const int InterruptSignal = 2;
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;
    private const int ContinueSignal = 18;
    private const int StopSignal = 19;

    /// <summary>What Ctrl-C sends.</summary>
    public static void Interrupt(int processId) => _ = kill(processId, InterruptSignal);

    public static void AskToStop(int processId) => _ = kill(processId, TerminateSignal);

    /// <summary>Freezes the process until <see cref="Continue"/>.</summary>
    public static void Stop(int processId) => _ = kill(processId, StopSignal);

    public static void Continue(int processId) => _ = kill(processId, ContinueSignal);

    /// <summary>Ends every process of the session that <paramref name="leaderId"/> started; none left is fine.</summary>
    public static void EndGroup(int leaderId) => _ = kill(-leaderId, KillSignal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}
