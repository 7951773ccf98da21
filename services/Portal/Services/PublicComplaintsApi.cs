namespace PlanningPlatform.Portal.Services;

/// <summary>What everybody may see of complaints. The service leaves out what is secret; these pages ask it nothing else about a complaint.</summary>
internal sealed class PublicComplaintsApi(HttpClient http)
{
    private const string Base = "/api/complaints/public";

    /// <param name="query">As <see cref="Pages.Public.PublicFilter.ServiceQuery"/> writes it: empty or ending in <c>&amp;</c>. Likewise below.</param>
    public Task<Answer<Listed<PublicComplaint>>> ListAsync(string query, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<PublicComplaint>>($"{Base}?{query}page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<PublicReport>> FindAsync(string number, CancellationToken cancellationToken)
        => http.AskAsync<PublicReport>($"{Base}/{Uri.EscapeDataString(number)}", cancellationToken);

    /// <param name="box">west=..&amp;south=..&amp;east=..&amp;north=..&amp;zoom=..</param>
    public Task<Answer<MapPiece>> MapAsync(string query, string box, CancellationToken cancellationToken)
        => http.AskAsync<MapPiece>($"{Base}/map?{query}{box}", cancellationToken);

    /// <param name="by">Category, Agency or Village.</param>
    public Task<Answer<PublicStatistics>> StatisticsAsync(string query, string by, CancellationToken cancellationToken)
        => http.AskAsync<PublicStatistics>($"{Base}/statistics?{query}by={by}", cancellationToken);
}

/// <summary>A complaint as everybody sees it.</summary>
/// <param name="State">Open or Closed.</param>
/// <param name="Text">Null where it would lead to a person, and of what was rejected.</param>
/// <param name="Location">Null likewise, and without a point.</param>
/// <param name="Profile">Code of the regulation that sets <paramref name="ExpectedBy"/>.</param>
public sealed record PublicComplaint(
    string TrackingNumber, string Status, string State, string CategoryCode, string? VillageCode, string? Text, Place? Location, string? Street, string? AgencyCode, string? OutsideParty,
    DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, DateTimeOffset? LocalTargetBy, string? Profile, DateTimeOffset? ResolvedAt, DateTimeOffset? EndedAt, int? Rating)
{
    public bool IsOpen => State == "Open";
}

/// <param name="Affected">How many reported the same, this one included.</param>
/// <param name="Master">Number of the report that this one was merged into; null without one, or where that one is not public.</param>
/// <param name="Photos">Those that everybody may see.</param>
public sealed record PublicReport(PublicComplaint Complaint, int Affected, string? Master, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<ComplaintPhoto>? Photos = null);

/// <summary>One of the two is empty: far away there are clusters, near by the complaints themselves.</summary>
public sealed record MapPiece(IReadOnlyList<MapCluster> Clusters, IReadOnlyList<PublicComplaint> Complaints);

/// <param name="Latitude">Middle of the square that it counts.</param>
public sealed record MapCluster(double Latitude, double Longitude, int Count, int Open);

public sealed record PublicStatistics(DateOnly From, DateOnly To, StatisticsRow Total, IReadOnlyList<StatisticsRow> Rows);

/// <param name="Code">Null for what has no agency or village.</param>
/// <param name="MedianHoursToForward">By the clock on the wall, from receipt; likewise the others.</param>
/// <param name="WithinLimit">0 to 1.</param>
/// <param name="Rating">Mean of 1 to 5.</param>
public sealed record StatisticsRow(
    string? Code, int Count, int Open, double? MedianHoursToForward, double? MedianHoursToBegin, double? MedianHoursToAnswer, double? WithinLimit, double? Rating, int Ratings);
