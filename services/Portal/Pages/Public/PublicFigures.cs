using System.Globalization;
using System.Text;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>How much was reported and how well it was answered, for everybody; on a page and as a file. Filter and grouping are in the address.</summary>
internal static class PublicFigures
{
    public const string Path = "/aduan/statistik";

    public static IReadOnlyList<string> Groupings { get; } = ["Category", "Agency", "Village"];

    /// <param name="per">Category, Agency or Village.</param>
    public static async Task<IResult> ShowAsync(
        [AsParameters] PublicQuery asked, string? per, PublicComplaintsApi open, ComplaintsApi complaints, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (filter, by) = (PublicFilter.Of(asked, regency, time), GroupingOf(per));
        var (statistics, names) = (open.StatisticsAsync(filter.ServiceQuery, by, cancellationToken), PublicNames.AskAsync(complaints, cancellationToken));
        var page = await statistics;
        return page.IsValue ? Html.Page<PublicFiguresPage>(new PublicFiguresModel(filter, by, page.Value, await names)) : Html.Trouble(page.Problem);
    }

    /// <summary>What the page shows; the names are those of the interface.</summary>
    public static async Task<IResult> DownloadAsync(
        [AsParameters] PublicQuery asked, string? per, PublicComplaintsApi open, ComplaintsApi complaints, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (filter, by) = (PublicFilter.Of(asked, regency, time), GroupingOf(per));
        var (statistics, names) = (open.StatisticsAsync(filter.ServiceQuery, by, cancellationToken), PublicNames.AskAsync(complaints, cancellationToken));
        var answer = await statistics;
        if (!answer.IsValue)
            return Html.Trouble(answer.Problem);

        var (figures, known) = (answer.Value, await names);
        var csv = new StringBuilder("from,to,code,name,count,open,median_hours_to_forward,median_hours_to_begin,median_hours_to_answer,within_limit,rating,ratings\r\n");
        foreach (var row in figures.Rows)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{figures.From:yyyy-MM-dd},{figures.To:yyyy-MM-dd},{row.Code},{Quoted(row.Code is { } code ? NameOf(by, code, known, words) : "")},{row.Count},{row.Open},{row.MedianHoursToForward:0.##},{row.MedianHoursToBegin:0.##},{row.MedianHoursToAnswer:0.##},{row.WithinLimit:0.###},{row.Rating:0.##},{row.Ratings}\r\n");
        }

        return Results.File(
            Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"statistik-aduan-{figures.From:yyyy-MM-dd}-{figures.To:yyyy-MM-dd}.csv"));
    }

    public static string NameOf(string by, string code, PublicNames names, Words words)
        => by switch { "Category" => names.Category(code), "Agency" => names.Agency(code), _ => words.ShortVillage(code) };

    private static string GroupingOf(string? asked) => Groupings.FirstOrDefault(known => string.Equals(known, asked, StringComparison.OrdinalIgnoreCase)) ?? Groupings[0];

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <param name="By">Category, Agency or Village.</param>
public sealed record PublicFiguresModel(PublicFilter Filter, string By, PublicStatistics Statistics, PublicNames Names)
{
    /// <summary>The same filter by another grouping.</summary>
    public string PathTo(string page, string by) => Filter.PathTo(page, ("per", by == PublicFigures.Groupings[0] ? null : by));
}
