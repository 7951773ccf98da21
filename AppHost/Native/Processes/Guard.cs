using System.ComponentModel;
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
    /// <summary>
    /// Each is watched as ID:START. At the end an id that another process has by then is left alone; one that nobody has may still
    /// be the group of what the process started.
    /// </summary>
    internal const string Script =
        """
        ids=' '
        is_ours() {
            now=''
            { read -r now <"/proc/${1%:*}/stat"; } 2>/dev/null
            [ -n "$now" ] || return 0
            wanted=${1#*:}
            set -- ${now##*) }
            [ "${20}" = "$wanted" ]
        }
        while read -r what about; do
            case $what in
                remove) set -- "$@" "$about" ;;
                watch) ids="$ids$about " ;;
                forget) case $ids in *" $about:"*) rest=${ids#*" $about:"}; ids="${ids%%" $about:"*} ${rest#* }" ;; esac ;;
            esac
        done
        for id in $ids; do is_ours "$id" && kill -TERM "${id%:*}" 2>/dev/null; done
        for second in 1 2 3 4 5; do
            left=''
            for id in $ids; do is_ours "$id" && kill -0 "${id%:*}" 2>/dev/null && left=yes; done
            [ -n "$left" ] || break
            sleep 1
        done
        for id in $ids; do is_ours "$id" && kill -KILL -- "-${id%:*}" 2>/dev/null; done
        for folder in "$@"; do rm -rf -- "$folder"; done
        """;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, string> Watched = [];
    private static readonly List<string> Folders = [];
    private static Process? shell;

    public static void Watch(int processId)
    {
        lock (Gate)
        {
            // One that has ended already has no start time, and nothing of it is to be ended but its group.
            Watched[processId] = string.Create(CultureInfo.InvariantCulture, $"{processId}:{StartTime.Of(processId)}");
            try
            {
                Tell("watch", Watched[processId]);
            }
            catch
            {
                Watched.Remove(processId);
                throw;
            }
        }
    }

    /// <summary>Has a temporary folder removed at the end, after what works in it; call while something is watched.</summary>
    public static void RemoveAtEnd(DirectoryInfo folder)
    {
        lock (Gate)
        {
            Folders.Add(folder.FullName);
            Tell("remove", folder.FullName);
        }
    }

    /// <summary>Call once the process has ended. With nothing left to watch the shell ends too.</summary>
    public static void Forget(int processId)
    {
        lock (Gate)
        {
            if (!Watched.Remove(processId) || shell is null)
                return;
            if (Watched.Count > 0)
            {
                try
                {
                    Tell("forget", processId.ToString(CultureInfo.InvariantCulture));
                }
                catch (Exception failure) when (failure is IOException or Win32Exception)
                {
                    // No other guard can be started just now. Whatever is started next needs one and tries again.
                }

                return;
            }

            shell.StandardInput.Close();
            shell.WaitForExit();
            shell.Dispose();
            shell = null;
            Folders.Clear();
        }
    }

    /// <summary>A guard that is not there, or that somebody has ended, is replaced, and the new one is told everything.</summary>
    private static void Tell(string what, string about)
    {
        try
        {
            if (shell is not null)
            {
                shell.StandardInput.WriteLine($"{what} {about}");
                return;
            }
        }
        catch (IOException)
        {
            shell?.Dispose();
            shell = null;
        }

        var next = StartShell();
        foreach (var watched in Watched.Values)
            next.StandardInput.WriteLine($"watch {watched}");
        foreach (var folder in Folders)
            next.StandardInput.WriteLine($"remove {folder}");
        shell = next;
    }

    private static Process StartShell() =>
        Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script]) { UseShellExecute = false, RedirectStandardInput = true })
        ?? throw new InvalidOperationException("sh did not start.");
}
