using System.Globalization;
using System.Text;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>Calls by hour and kind, on a page and as a file. The span is in the address; without one the last seven days.</summary>
internal static class Figures
{
    private const int MostDays = 366;

    public static async Task<IResult> ShowAsync(string? dari, string? sampai, CallsApi calls, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (from, to) = SpanOf(dari, sampai, regency, time);
        var figures = await calls.FiguresAsync(from, to, cancellationToken);
        return figures.IsValue ? Html.Page<FiguresPage>(figures.Value) : Html.Trouble(figures.Problem);
    }

    /// <summary>What the page shows, one row for each hour; the names are those of the interface.</summary>
    public static async Task<IResult> DownloadAsync(string? dari, string? sampai, CallsApi calls, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (from, to) = SpanOf(dari, sampai, regency, time);
        var figures = await calls.FiguresAsync(from, to, cancellationToken);
        if (!figures.IsValue)
            return Html.Trouble(figures.Problem);

        var csv = new StringBuilder("from,to,hour,ghost,prank,information,emergency,complaint,unsorted,total\r\n");
        foreach (var (hour, calls24) in figures.Value.Hours.Select(each => (each.Hour, each.Calls)))
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{from:yyyy-MM-dd},{to:yyyy-MM-dd},{hour},{calls24.Ghost},{calls24.Prank},{calls24.Information},{calls24.Emergency},{calls24.Complaint},{calls24.Unsorted},{calls24.Total}\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"panggilan-112-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv"));
    }

    /// <summary>Always one that makes sense: the wrong way round it is turned, too long it is cut.</summary>
    private static (DateOnly From, DateOnly To) SpanOf(string? dari, string? sampai, Regency regency, TimeProvider time)
    {
        var last = CallLog.DayIn(sampai) ?? regency.TimeZone.DateOf(time.GetUtcNow());
        var first = CallLog.DayIn(dari) ?? last.AddDays(-6);
        if (first > last)
            (first, last) = (last, first);
        return (first, last.DayNumber - first.DayNumber >= MostDays ? first.AddDays(MostDays - 1) : last);
    }
}
