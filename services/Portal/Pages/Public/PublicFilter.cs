using System.Globalization;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>What the address of a public page says, unchecked.</summary>
/// <param name="Dari">First day, yyyy-MM-dd.</param>
/// <param name="Jenis">Category.</param>
/// <param name="Wilayah">Village or district.</param>
/// <param name="Dinas">Agency.</param>
/// <param name="Keadaan">Open or Closed.</param>
public sealed record PublicQuery(string? Dari, string? Sampai, string? Jenis, string? Wilayah, string? Dinas, string? Keadaan);

/// <summary>Which reports list, map, statistics and feeds show: the same on all of them. Always one that makes sense, because addresses get shared, cut off and typed.</summary>
/// <param name="From">First day; null with <paramref name="To"/>: the last 90 days, whenever the address is opened.</param>
/// <param name="Region">Village or district of this city.</param>
/// <param name="State">Open or Closed; null for both.</param>
public sealed record PublicFilter(DateOnly? From, DateOnly? To, string? Category, string? Region, string? Agency, string? State)
{
    public static IReadOnlyList<string> States { get; } = ["Open", "Closed"];

    /// <summary>As the service counts without a period.</summary>
    public const int UsualDays = 90;

    private const int MostDays = 366;
    private const int LongestCode = 40;

    internal static PublicFilter Of(PublicQuery asked, Regency regency, TimeProvider time)
    {
        var (from, to) = SpanOf(DayIn(asked.Dari), DayIn(asked.Sampai), regency.TimeZone.DateOf(time.GetUtcNow()));
        return new(from, to, CodeIn(asked.Jenis), RegionIn(asked.Wilayah, regency), CodeIn(asked.Dinas), States.FirstOrDefault(known => string.Equals(known, asked.Keadaan, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Something narrows what is shown.</summary>
    public bool IsNarrowed => this != new PublicFilter(null, null, null, null, null, null);

    /// <summary>For our own pages, without what says nothing.</summary>
    public IEnumerable<(string Name, string Value)> Parts => Named("dari", "sampai", "jenis", "wilayah", "dinas", "keadaan");

    /// <summary>For the service: empty or ending in <c>&amp;</c>.</summary>
    public string ServiceQuery => string.Concat(Named("from", "to", "category", "region", "agency", "state").Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}&"));

    /// <summary>An address with this filter in it.</summary>
    /// <param name="more">What the page adds.</param>
    public string PathTo(string page, params (string Name, string? Value)[] more)
    {
        var parts = Parts.Concat(more.Where(part => part.Value is not null).Select(part => (part.Name, Value: part.Value!))).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}").ToList();
        return parts.Count == 0 ? page : $"{page}?{string.Join('&', parts)}";
    }

    private IEnumerable<(string Name, string Value)> Named(params string[] names)
        => names.Zip([Written(From), Written(To), Category, Region, Agency, State]).Where(part => part.Second is not null).Select(part => (part.First, part.Second!));

    /// <summary>As browsers write it.</summary>
    public static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (DateOnly? From, DateOnly? To) SpanOf(DateOnly? from, DateOnly? to, DateOnly today)
    {
        if (from is null && to is null)
            return (null, null);

        var last = to ?? today;
        var first = from ?? last.AddDays(1 - UsualDays);
        if (first > last)
            (first, last) = (last, first);
        return (last.DayNumber - first.DayNumber >= MostDays ? last.AddDays(1 - MostDays) : first, last);
    }

    // Further away lies nothing, and the calendar ends.
    private static DateOnly? DayIn(string? typed) => CallLog.DayIn(typed) is { Year: >= 2000 and <= 2100 } day ? day : null;

    private static string? CodeIn(string? typed) => Posted.Said(typed ?? "") is { Length: <= LongestCode } code ? code : null;

    private static string? RegionIn(string? typed, Regency regency)
        => RegionCode.TryParse(typed?.Trim(), out var code) && (regency.FindVillage(code) is not null || regency.FindDistrict(code) is not null) ? code.ToString() : null;
}
