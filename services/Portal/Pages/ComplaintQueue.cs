using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The operator's queue, or what was forwarded to an officer's agency, oldest first. Filter and page are in the address.</summary>
internal static class ComplaintQueue
{
    private const int PageSize = 25;

    /// <summary>In the order in which a complaint has them.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["Received", "Verified", "Forwarded", "InProgress", "Resolved"];

    public static async Task<IResult> ShowAsync(string? status, int? halaman, ClaimsPrincipal user, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        // Nothing is with an agency before it was forwarded.
        var statuses = user.IsInRole(Roles.Operator112) || user.IsInRole(Roles.Supervisor112) ? [.. Statuses] : Statuses.SkipWhile(each => each != "Forwarded").ToArray();
        var chosen = statuses.FirstOrDefault(known => string.Equals(known, status, StringComparison.OrdinalIgnoreCase)) ?? statuses[0];
        var list = complaints.ListAsync(chosen, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        var categories = complaints.CategoriesAsync(cancellationToken);
        var counts = statuses.Select(each => complaints.ListAsync(each, page: 1, pageSize: 1, cancellationToken)).ToArray();

        var page = await list;
        return page.IsValue
            ? Html.Page<ComplaintQueuePage>(new ComplaintQueueModel(chosen, page.Value, Category.ByCode(await categories), [.. statuses.Zip(await Task.WhenAll(counts), (each, count) => (each, count.Value?.Total))]))
            : Html.Trouble(page.Problem);
    }
}

/// <param name="Counts">How many have each status that the reader has to do with; null when it could not be had.</param>
public sealed record ComplaintQueueModel(string Status, Listed<Complaint> Complaints, IReadOnlyDictionary<string, Category> Categories, IReadOnlyList<(string Status, int? Total)> Counts);
