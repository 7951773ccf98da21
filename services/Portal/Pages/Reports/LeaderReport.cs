using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Printing;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Reports;

/// <summary>The leaders' daily and weekly report: on a page, as a text to forward, and as one PDF.</summary>
internal static class LeaderReport
{
    public const string Path = "/laporan";

    private const string Weekly = "mingguan";

    /// <param name="periode">harian, else mingguan.</param>
    /// <param name="tanggal">A day of it; the service chooses when there is none.</param>
    public static async Task<IResult> ShowAsync(string? periode, string? tanggal, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (report, problem) = await ReadAsync(periode, tanggal, complaints, cancellationToken);
        return report is null ? Html.Trouble(problem!) : Html.Page<LeaderReportPage>(report);
    }

    public static async Task<IResult> PrintAsync(string? periode, string? tanggal, HttpContext http, ComplaintsApi complaints, PdfPrinter printer, CancellationToken cancellationToken)
    {
        var (report, problem) = await ReadAsync(periode, tanggal, complaints, cancellationToken);
        if (report is null)
            return Html.Trouble(problem!);

        var pdf = await printer.PrintAsync(await RenderAsync(report, http.RequestServices), cancellationToken);
        return pdf is null
            ? Html.Page<PdfUnavailablePage>(report, StatusCodes.Status503ServiceUnavailable)
            : Results.File(pdf, "application/pdf", string.Create(CultureInfo.InvariantCulture, $"lapor-112-{(report.IsWeekly ? Weekly : "harian")}-{report.Report.From:yyyy-MM-dd}.pdf"));
    }

    private static async Task<(LeaderReportModel? Report, Problem? Problem)> ReadAsync(string? period, string? day, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var weekly = period == Weekly;
        var (report, categories, agencies) = (complaints.ReportAsync(weekly, CallLog.DayIn(day), cancellationToken), complaints.CategoriesAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var read = await report;
        return read.IsValue
            ? (new(weekly, read.Value, Category.ByCode(await categories), ((await agencies).Value?.Items ?? []).ToDictionary(agency => agency.Code, agency => agency.Name, StringComparer.Ordinal)), null)
            : (null, read.Problem);
    }

    /// <summary>A document of its own, without the frame of the site.</summary>
    private static async Task<string> RenderAsync(LeaderReportModel report, IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<LeaderReportSheet>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = report }))).ToHtmlString());
    }
}

public sealed record LeaderReportModel(bool IsWeekly, Report Report, IReadOnlyDictionary<string, Category> Categories, IReadOnlyDictionary<string, string> Agencies)
{
    public ReportFigures Figures => Report.Figures;

    public string Category(string code) => Categories.TryGetValue(code, out var category) ? category.Name : code;

    public string? Agency(string? code) => code is null ? null : Agencies.GetValueOrDefault(code, code);

    /// <summary>The address of the report, or of its PDF, of this time or another.</summary>
    /// <param name="steps">Days or weeks later.</param>
    public string Address(string path, int steps = 0, bool? weekly = null)
        => string.Create(CultureInfo.InvariantCulture, $"{path}?periode={(weekly ?? IsWeekly ? "mingguan" : "harian")}&tanggal={Report.From.AddDays(steps * (IsWeekly ? 7 : 1)):yyyy-MM-dd}");
}
