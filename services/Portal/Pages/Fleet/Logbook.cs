using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Printing;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>The units' logbook on a page, on paper and as a file. It holds no purpose and no person, so neither does any of them.</summary>
internal static class Logbook
{
    public const string Path = "/armada/buku";

    private const int PageSize = 100;

    /// <summary>What the service gives at once.</summary>
    private const int LargestPage = 200;

    /// <summary>On paper: more is a file for a spreadsheet, not something to sign.</summary>
    private const int MostOnPaper = 2000;

    private const int MostDays = 366;

    public static string PathOf(Guid unitId) => $"{Path}?unit={unitId}";

    /// <param name="dari">First day; the first of the month without one.</param>
    /// <param name="unit">Id; empty for all of one's region.</param>
    public static async Task<IResult> ShowAsync(string? dari, string? sampai, string? unit, int? halaman, FleetApi fleet, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = LogbookFilter.Of(dari, sampai, unit, regency, time, MostDays);
        var units = fleet.UnitsAsync(1, LargestPage, cancellationToken);
        var book = await fleet.LogbookAsync(asked.ServiceQuery, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        return book.IsValue
            ? Html.Page<LogbookPage>(new LogbookModel(asked, book.Value, (await units).Value?.Items ?? [], book.Value.Trips.Items))
            : Html.Trouble(book.Problem);
    }

    public static async Task<IResult> DownloadAsync(string? dari, string? sampai, string? unit, FleetApi fleet, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = LogbookFilter.Of(dari, sampai, unit, regency, time, MostDays);
        var csv = await fleet.LogbookCsvAsync(asked.ServiceQuery, cancellationToken);
        return csv.IsValue ? Results.File(csv.Value.Bytes, "text/csv; charset=utf-8", $"{asked.FileName}.csv") : Html.Trouble(csv.Problem);
    }

    public static async Task<IResult> PrintAsync(
        string? dari, string? sampai, string? unit, HttpContext http, FleetApi fleet, Regency regency, TimeProvider time, PdfPrinter printer, CancellationToken cancellationToken)
    {
        var asked = LogbookFilter.Of(dari, sampai, unit, regency, time, MostDays);
        var book = await fleet.LogbookAsync(asked.ServiceQuery, 1, LargestPage, cancellationToken);
        if (!book.IsValue)
            return Html.Trouble(book.Problem);

        if (book.Value.Trips.Total > MostOnPaper)
            return Html.Page<LogbookNotPrintedPage>(new LogbookNotPrinted(asked, book.Value.Trips.Total), StatusCodes.Status409Conflict);

        var trips = book.Value.Trips.Items.ToList();
        for (var page = 2; page <= book.Value.Trips.Pages; page++)
        {
            var more = await fleet.LogbookAsync(asked.ServiceQuery, page, LargestPage, cancellationToken);
            if (!more.IsValue)
                return Html.Trouble(more.Problem);
            trips.AddRange(more.Value.Trips.Items);
        }

        var pdf = await printer.PrintAsync(await RenderAsync(new(asked, book.Value, [], trips), http.RequestServices), cancellationToken);
        return pdf is null
            ? Html.Page<LogbookNotPrintedPage>(new LogbookNotPrinted(asked, TooMany: null), StatusCodes.Status503ServiceUnavailable)
            : Results.File(pdf, "application/pdf", $"{asked.FileName}.pdf");
    }

    /// <summary>A document of its own, without the frame of the site.</summary>
    internal static async Task<string> RenderAsync(LogbookModel book, IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<LogbookSheet>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = book }))).ToHtmlString());
    }
}

/// <param name="Trips">That are shown: a page of them, or all on paper.</param>
public sealed record LogbookModel(LogbookFilter Filter, Services.Logbook Book, IReadOnlyList<FleetUnit> Units, IReadOnlyList<LogbookTrip> Trips);

/// <param name="TooMany">How many trips; null when nothing prints just now.</param>
public sealed record LogbookNotPrinted(LogbookFilter Filter, int? TooMany);

/// <summary>Always one that makes sense: the wrong way round it is turned, too long it is cut.</summary>
public sealed record LogbookFilter(DateOnly From, DateOnly To, Guid? Unit)
{
    public string ServiceQuery => string.Create(CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}{(Unit is null ? "" : "&unitId=")}{Unit}");

    public string FileName => string.Create(CultureInfo.InvariantCulture, $"buku-mobmas-{From:yyyy-MM-dd}-{To:yyyy-MM-dd}");

    public string PathTo(string path, int page = 1) => string.Create(CultureInfo.InvariantCulture, $"{path}?dari={From:yyyy-MM-dd}&sampai={To:yyyy-MM-dd}&unit={Unit}{(page > 1 ? "&halaman=" : "")}{(page > 1 ? page : null)}");

    internal static LogbookFilter Of(string? from, string? to, string? unit, Regency regency, TimeProvider time, int mostDays)
    {
        var last = CallLog.DayIn(to) ?? regency.TimeZone.DateOf(time.GetUtcNow());
        var first = CallLog.DayIn(from) ?? new DateOnly(last.Year, last.Month, 1);
        if (first > last)
            (first, last) = (last, first);
        return new(first, last.DayNumber - first.DayNumber >= mostDays ? first.AddDays(mostDays - 1) : last, Guid.TryParse(unit, out var id) ? id : null);
    }
}
