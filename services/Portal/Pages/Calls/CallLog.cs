using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The calls of a day. Day, kind and page are in the address.</summary>
internal static class CallLog
{
    private const int PageSize = 50;

    public static IReadOnlyList<string> Kinds { get; } = ["Ghost", "Prank", "Information", "Emergency", "Complaint"];

    public static async Task<IResult> ShowAsync(string? hari, string? jenis, int? halaman, CallsApi calls, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = DayIn(hari) ?? regency.TimeZone.DateOf(time.GetUtcNow());
        var kind = Kinds.FirstOrDefault(known => known == jenis);
        var list = await calls.ListAsync(day, kind, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        return list.IsValue ? Html.Page<CallLogPage>(new CallLogModel(day, kind, list.Value)) : Html.Trouble(list.Problem);
    }

    /// <summary>As browsers write it; null for what is no day.</summary>
    public static DateOnly? DayIn(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

public sealed record CallLogModel(DateOnly Day, string? Kind, Listed<Call> Calls)
{
    public string PathTo(string? kind, int page = 1) => string.Create(CultureInfo.InvariantCulture, $"/112/daftar?hari={Day:yyyy-MM-dd}&jenis={kind}&halaman={page}");
}
