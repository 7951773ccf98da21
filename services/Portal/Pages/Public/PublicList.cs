using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>What residents reported and what became of it, for everybody. Filter and page are in the address.</summary>
internal static class PublicList
{
    public const string Path = "/aduan";

    private const int PageSize = 20;

    public static async Task<IResult> ShowAsync(
        [AsParameters] PublicQuery asked, int? halaman, PublicComplaintsApi open, ComplaintsApi complaints, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = PublicFilter.Of(asked, regency, time);
        var (list, names) = (open.ListAsync(filter.ServiceQuery, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken), PublicNames.AskAsync(complaints, cancellationToken));
        var page = await list;
        return page.IsValue ? Html.Page<PublicListPage>(new PublicListModel(filter, page.Value, await names)) : Html.Trouble(page.Problem);
    }
}

public sealed record PublicListModel(PublicFilter Filter, Listed<PublicComplaint> Complaints, PublicNames Names);
