using System.Diagnostics;
using System.Globalization;

namespace PlanningPlatform.Load.Seeding;

/// <summary>One line that says how far something is: bar, count, rate, time that remains. Where the output is no terminal, a new line every ten seconds.</summary>
internal sealed class ProgressBar(string what, int all)
{
    private const int Width = 30;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown;

    public void Show(int done)
    {
        var pause = Console.IsOutputRedirected ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(200);
        if (done < all && _shown != 0 && Stopwatch.GetElapsedTime(_shown) < pause)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var rate = done / Math.Max(0.001, elapsed.TotalSeconds);
        var remaining = done == 0 ? "--:--" : TimeSpan.FromSeconds((all - done) / rate).ToString(@"mm\:ss", CultureInfo.InvariantCulture);
        var filled = (int)((long)Width * done / all);
        Console.Write(string.Create(CultureInfo.InvariantCulture,
            $"{(Console.IsOutputRedirected ? "" : "\r")}{what} [{new string('#', filled)}{new string('.', Width - filled)}] {100.0 * done / all,3:0} %  {done:N0} of {all:N0}  {rate:N0}/s  {remaining} left {(Console.IsOutputRedirected || done == all ? "\n" : "")}"));
    }
}
