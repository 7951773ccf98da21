using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The operator's queue, oldest first. Filter and page are in the address.</summary>
internal static class ComplaintQueue
{
    private const int PageSize = 25;

    public static IReadOnlyList<string> Statuses { get; } = ["Received", "Verified", "Forwarded", "InProgress", "Resolved"];

    public static async Task<IResult> ShowAsync(string? status, int? halaman, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var chosen = Statuses.FirstOrDefault(known => string.Equals(known, status, StringComparison.OrdinalIgnoreCase)) ?? Statuses[0];
        var list = complaints.ListAsync(chosen, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        var categories = complaints.CategoriesAsync(cancellationToken);
        var counts = Statuses.Select(each => complaints.ListAsync(each, page: 1, pageSize: 1, cancellationToken)).ToArray();

        var page = await list;
        return page.IsValue
            ? Html.Page<ComplaintQueuePage>(new ComplaintQueueModel(chosen, page.Value, Category.ByCode(await categories), [.. (await Task.WhenAll(counts)).Select(count => count.Value?.Total)]))
            : Html.Trouble(page.Problem);
    }
}

/// <param name="Counts">Per status, in the order of <see cref="ComplaintQueue.Statuses"/>; null when it could not be had.</param>
public sealed record ComplaintQueueModel(string Status, Listed<Complaint> Complaints, IReadOnlyDictionary<string, Category> Categories, IReadOnlyList<int?> Counts);
