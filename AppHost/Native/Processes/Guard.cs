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
                remove) set -- "$@" "$id" ;;
                watch) ids="$ids$id " ;;
                forget) case $ids in *" $id "*) ids="${ids%%" $id "*} ${ids#*" $id "}" ;; esac ;;
            esac
        done
        for id in $ids; do kill -TERM "$id" 2>/dev/null; done
        for second in 1 2 3 4 5; do
            left=''
            for id in $ids; do kill -0 "$id" 2>/dev/null && left=yes; done
            [ -n "$left" ] || break
            sleep 1
        done
        for id in $ids; do kill -KILL -- "-$id" 2>/dev/null; done
        for folder in "$@"; do rm -rf -- "$folder"; done
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
            Tell("watch", processId.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Has a temporary folder removed at the end, after what works in it; call while something is watched.</summary>
    public static void RemoveAtEnd(DirectoryInfo folder)
    {
        lock (Gate)
            Tell("remove", folder.FullName);
    }

    /// <summary>Call once the process has ended. With nothing left to watch the shell ends too.</summary>
    public static void Forget(int processId)
    {
        lock (Gate)
        {
            if (!Watched.Remove(processId) || shell is null)
                return;
            Tell("forget", processId.ToString(CultureInfo.InvariantCulture));
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

    private static void Tell(string what, string about)
    {
        shell!.StandardInput.WriteLine($"{what} {about}");
        shell.StandardInput.Flush();
    }
}
