using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The desk's queue by what waits, or an agency's inbox by what is due. What is shown is in the address.</summary>
internal static class ComplaintQueue
{
    private const int PageSize = 25;

    /// <summary>Shown above whatever else the page shows; more are a link away.</summary>
    private const int MostEmergencies = 5;

    /// <summary>Where the matter itself is not over.</summary>
    internal static readonly string[] OpenStates = ["Received", "Verified", "ReturnedByAgency", "Reopened", "Forwarded", "InProgress", "Postponed", "TransferredOutside"];

    private static readonly QueueTab[] OfDesk =
    [
        new("Received", ["Received"]), new("Verified", ["Verified"]), new("ReturnedByAgency", ["ReturnedByAgency"]), new("Reopened", ["Reopened"]),
        new("AtAgency", ["Forwarded", "InProgress"]), new("Elsewhere", ["Postponed", "TransferredOutside"]), new("Resolved", ["Resolved"]),
    ];

    private static readonly QueueTab[] OfAgency =
    [
        new("Forwarded", ["Forwarded"]), new("InProgress", ["InProgress"]), new("Postponed", ["Postponed"]), new("Resolved", ["Resolved"]),
    ];

    public static Task<IResult> ShowAsync([AsParameters] QueueFilter filter, string? kabar, ClaimsPrincipal user, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(filter, bulk: null, user, complaints, cancellationToken, kabar);

    /// <param name="bulk">A step for many that could not be begun, with what was ticked and typed.</param>
    public static async Task<IResult> PageAsync(QueueFilter filter, BulkForm? bulk, ClaimsPrincipal user, ComplaintsApi complaints, CancellationToken cancellationToken, string? news = null)
    {
        filter = filter.WithoutBlanks();
        var isDesk = user.IsAtDesk();
        var view = QueueView.Of(filter, isDesk ? OfDesk : OfAgency, isDesk);
        var asked = view.ToFilter(filter);
        var list = complaints.ListAsync(asked, Math.Clamp(filter.Halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        var emergencies = complaints.ListAsync(new CaseFilter(OpenStates, Emergency: true), page: 1, MostEmergencies, cancellationToken);
        var alarms = complaints.ListAsync(new CaseFilter([], Due: "Alarm"), page: 1, PageSize, cancellationToken);
        var (categories, agencies) = (complaints.CategoriesAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var tabs = CountAsync(view.Tabs.Select(tab => (tab.Key, asked with { Statuses = tab.Statuses, Due = null, Emergency = null, Number = null })), complaints, cancellationToken);
        var due = CountAsync(view.Dues.Select(each => (each, asked with { Statuses = [], Due = each, Emergency = null, Number = null })), complaints, cancellationToken);

        var page = await list;
        return page.IsValue
            ? Html.Page<ComplaintQueuePage>(
                new ComplaintQueueModel(
                    view, filter, page.Value, (await emergencies).Value, [.. (await alarms).Value?.Items.Select(silent => silent.Id) ?? []], Category.ByCode(await categories), (await agencies).Value?.Items ?? [], await tabs, await due, isDesk, bulk) { News = news },
                bulk?.Problem.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(page.Problem);
    }

    public static bool IsAtDesk(this ClaimsPrincipal user) => user.IsInRole(Roles.Operator112) || user.IsInRole(Roles.Supervisor112);

    /// <summary>How many each list has; null when it could not be had.</summary>
    private static async Task<IReadOnlyList<QueueCount>> CountAsync(IEnumerable<(string Key, CaseFilter Filter)> lists, ComplaintsApi complaints, CancellationToken cancellationToken)
        => await Task.WhenAll(lists.Select(async each => new QueueCount(each.Key, (await complaints.ListAsync(each.Filter, page: 1, pageSize: 1, cancellationToken)).Value?.Total)));
}

/// <summary>What the address says.</summary>
/// <param name="Status">Key of a tab, or a state that is in one.</param>
/// <param name="Due">Late, Today, PastTarget or Alarm.</param>
/// <param name="Emergency">true: the open emergencies.</param>
/// <param name="Halaman">1 is the first.</param>
public sealed record QueueFilter(string? Status, string? Due, string? Emergency, string? Category, string? Village, string? Agency, string? Number, int? Halaman)
{
    internal static QueueFilter From(Posted posted) => new(
        Posted.Said(posted["status"]), Posted.Said(posted["due"]), Posted.Said(posted["emergency"]), Posted.Said(posted["category"]), Posted.Said(posted["village"]),
        Posted.Said(posted["agency"]), Posted.Said(posted["number"]), int.TryParse(posted["halaman"], System.Globalization.CultureInfo.InvariantCulture, out var page) ? page : null);

    /// <summary>A form sends every field, also those in which nothing was chosen.</summary>
    internal QueueFilter WithoutBlanks() => new(Said(Status), Said(Due), Said(Emergency), Said(Category), Said(Village), Said(Agency), Said(Number), Halaman);

    /// <summary>Something besides the tab narrows the list.</summary>
    public bool IsNarrowed => (Category ?? Village ?? Agency) is not null;

    /// <summary>By name, without what says nothing.</summary>
    public IEnumerable<(string Name, string Value)> Parts => new (string Name, string? Value)[]
    {
        ("status", Status), ("due", Due), ("emergency", Emergency), ("category", Category), ("village", Village), ("agency", Agency), ("number", Number),
        ("halaman", Halaman is > 1 ? Halaman.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
    }.Where(part => part.Value is not null).Select(part => (part.Name, part.Value!));

    /// <summary>The same filters on another list, from its first page.</summary>
    public string PathTo(string? status = null, string? due = null, string? emergency = null)
        => (this with { Status = status, Due = due, Emergency = emergency, Number = null, Halaman = null }).Path;

    public string Path => Parts.Any() ? $"/operator?{string.Join('&', Parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"))}" : "/operator";

    private static string? Said(string? typed) => typed is null ? null : Posted.Said(typed);
}

/// <param name="Key">Of its word, and of the address.</param>
public sealed record QueueTab(string Key, IReadOnlyList<string> Statuses);

public sealed record QueueCount(string Key, int? Total);

/// <summary>Which list the page shows: a tab, what is due, the emergencies, or what has a number.</summary>
/// <param name="Tab">Null when another list is shown.</param>
/// <param name="Due">Null when another list is shown.</param>
public sealed record QueueView(IReadOnlyList<QueueTab> Tabs, IReadOnlyList<string> Dues, QueueTab? Tab, string? Due, bool Emergencies)
{
    private static readonly string[] DuesOfDesk = ["Late", "Today", "PastTarget", "Alarm"];

    // Their day begins with what is due.
    private static readonly string[] DuesOfAgency = ["Today", "Late", "PastTarget"];

    internal static QueueView Of(QueueFilter filter, IReadOnlyList<QueueTab> tabs, bool isDesk)
    {
        var dues = isDesk ? DuesOfDesk : DuesOfAgency;
        var due = dues.FirstOrDefault(known => string.Equals(known, filter.Due, StringComparison.OrdinalIgnoreCase));
        var tab = tabs.FirstOrDefault(known => Is(known.Key)) ?? tabs.FirstOrDefault(known => known.Statuses.Any(Is));
        var emergencies = string.Equals(filter.Emergency, "true", StringComparison.OrdinalIgnoreCase);
        return (due, emergencies, tab, filter.Number) switch
        {
            // Whoever asks for a number wants that one, wherever it stands.
            (_, _, _, { Length: > 0 }) => new(tabs, dues, null, null, Emergencies: false),
            (not null, _, _, _) => new(tabs, dues, null, due, Emergencies: false),
            (_, true, _, _) => new(tabs, dues, null, null, Emergencies: true),
            (_, _, null, _) when !isDesk => new(tabs, dues, null, dues[0], Emergencies: false),
            _ => new(tabs, dues, tab ?? tabs[0], null, Emergencies: false),
        };

        bool Is(string known) => string.Equals(known, filter.Status, StringComparison.OrdinalIgnoreCase);
    }

    internal CaseFilter ToFilter(QueueFilter filter) => new(
        Tab?.Statuses ?? (Emergencies ? ComplaintQueue.OpenStates : []), Due, Emergencies ? true : null,
        filter.Category, filter.Village, filter.Agency, filter.Number);
}

/// <param name="Emergencies">The open ones, oldest first; null when they could not be had.</param>
/// <param name="Silent">Where a called unit is silent.</param>
/// <param name="Tabs">How many wait in each tab.</param>
/// <param name="Dues">How many are due so.</param>
/// <param name="Bulk">Null unless a step for many has to be put right.</param>
public sealed record ComplaintQueueModel(
    QueueView View, QueueFilter Filter, Listed<Complaint> Complaints, Listed<Complaint>? Emergencies, IReadOnlyList<Guid> Silent, IReadOnlyDictionary<string, Category> Categories, IReadOnlyList<Agency> Agencies,
    IReadOnlyList<QueueCount> Tabs, IReadOnlyList<QueueCount> Dues, bool IsDesk, BulkForm? Bulk)
{
    /// <summary>What the step did after which the case is no longer the reader's; null otherwise.</summary>
    public string? News { get; init; }

    public string CategoryOf(Complaint complaint) => Categories.GetValueOrDefault(complaint.CategoryCode)?.Name ?? complaint.CategoryCode;
}
