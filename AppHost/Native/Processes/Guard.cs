using System.Diagnostics;
using System.Globalization;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>
/// Ends what we started when we are ended without a chance to do so (kill -9, out of memory, a test run cut short). A shell
/// reads the ids of our children from a pipe; the kernel closes the pipe with us, however we end, and the shell then stops
/// those children: TERM, and KILL five seconds later. It costs one sleeping /bin/sh.
/// </summary>
internal static class Guard
{
    private const string Script =
        """
        ids=' '
        while read -r what id; do
            case $what in
                watch) ids="$ids$id " ;;
                forget) case $ids in *" $id "*) ids="${ids%%" $id "*} ${ids#*" $id "}" ;; esac ;;
            esac
        done
        for id in $ids; do kill -TERM "$id" 2>/dev/null; done
        for second in 1 2 3 4 5; do
            left=''
            for id in $ids; do kill -0 "$id" 2>/dev/null && left=yes; done
            [ -n "$left" ] || exit 0
            sleep 1
        done
        for id in $ids; do kill -KILL -- "-$id" 2>/dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Watched = [];
    private static Process? shell;

    public static void Watch(int processId)
    {
        lock (Gate)
        {
            shell ??= StartShell();
            Watched.Add(processId);
            Tell("watch", processId);
        }
    }

    /// <summary>Call once the process has ended. With nothing left to watch the shell ends too.</summary>
    public static void Forget(int processId)
    {
        lock (Gate)
        {
            if (!Watched.Remove(processId) || shell is null)
                return;
            Tell("forget", processId);
            if (Watched.Count > 0)
                return;
            shell.StandardInput.Close();
            shell.WaitForExit();
            shell.Dispose();
            shell = null;
        }
    }

    private static Process StartShell() =>
        Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script]) { UseShellExecute = false, RedirectStandardInput = true })
        ?? throw new InvalidOperationException("sh did not start.");

    private static void Tell(string what, int processId)
    {
        shell!.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {processId}"));
        shell.StandardInput.Flush();
    }
}
