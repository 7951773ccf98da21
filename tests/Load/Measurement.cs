using System.Diagnostics;
using System.Globalization;

namespace PlanningPlatform.Load;

/// <summary>One row of the table: how many, how long altogether, and how long each took.</summary>
internal sealed record Measurement(string Name, int Count, TimeSpan Total, double[] SortedMilliseconds)
{
    private double PerSecond => Count / Total.TotalSeconds;

    /// <summary>Calls <paramref name="work"/> <paramref name="count"/> times, at most <paramref name="concurrency"/> at once.</summary>
    public static async Task<Measurement> OfAsync(string name, int count, int concurrency, Func<int, Task> work)
    {
        var milliseconds = new double[count];
        var total = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (index, _) =>
        {
            var started = Stopwatch.GetTimestamp();
            await work(index);
            milliseconds[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        total.Stop();
        Array.Sort(milliseconds);
        return new(name, count, total.Elapsed, milliseconds);
    }

    /// <summary>Prints all rows; the last column says how much of the first row's time this row's would be.</summary>
    public static void Print(IReadOnlyList<Measurement> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"{"what",-52} {"count",6} {"per second",11} {"p50 ms",8} {"p99 ms",8} {"of first",10}");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Name,-52} {row.Count,6} {row.PerSecond,11:N0} {row.Percentile(50),8} {row.Percentile(99),8} {rows[0].PerSecond / row.PerSecond,10:P0}"));
        }
    }

    private string Percentile(int percent)
        => SortedMilliseconds.Length == 0 ? "-" : SortedMilliseconds[(SortedMilliseconds.Length - 1) * percent / 100].ToString("N2", CultureInfo.InvariantCulture);
}
