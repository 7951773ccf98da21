using System.Runtime.InteropServices;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Turns Ctrl-C, TERM and a closed terminal into an orderly stop; the second one means at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private const int Interrupt = 2;
    private const nint DefaultAction = 0;

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource force = new();
    private readonly PosixSignalRegistration[] registrations;
    private long firstAt;

    public Interrupts()
    {
        // A script that starts us in the background makes us ignore SIGINT, and .NET keeps it so; a stop must reach us all the same.
        _ = signal(Interrupt, DefaultAction);
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Heard),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Heard),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Heard),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Heard),
        ];
    }

    public CancellationToken Stop => stop.Token;

    public CancellationToken Force => force.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stop.Dispose();
        force.Dispose();
    }

    private void Heard(PosixSignalContext context)
    {
        context.Cancel = true;
        // One Ctrl-C may arrive twice (from the terminal and forwarded by dotnet run): only a later one is meant as "at once".
        if (!stop.IsCancellationRequested)
        {
            firstAt = TimeProvider.System.GetTimestamp();
            stop.Cancel();
        }
        else if (TimeProvider.System.GetElapsedTime(firstAt) > TimeSpan.FromSeconds(1))
        {
            force.Cancel();
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint signal(int number, nint handler);
}
