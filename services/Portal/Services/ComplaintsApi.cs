namespace PlanningPlatform.Portal.Services;

/// <summary>The complaints service as its pages need it.</summary>
internal sealed class ComplaintsApi(HttpClient http)
{
    public Task<Answer<Listed<Category>>> CategoriesAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<Category>>("/api/complaints/categories", cancellationToken);

    public Task<Answer<Listed<Agency>>> AgenciesAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<Agency>>("/api/complaints/agencies", cancellationToken);

    /// <param name="idempotencyKey">The same key and complaint again answers the same number: a second press sends nothing twice.</param>
    public Task<Answer<LodgedComplaint>> LodgeAsync(NewComplaint complaint, string idempotencyKey, CancellationToken cancellationToken)
        => http.TellAsync<LodgedComplaint>("/api/complaints", complaint, cancellationToken, ("Idempotency-Key", idempotencyKey));

    public Task<Answer<TrackedComplaint>> TrackAsync(string number, string secret, CancellationToken cancellationToken)
        => http.AskAsync<TrackedComplaint>($"/api/complaints/track/{Uri.EscapeDataString(number)}", cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<Listed<Complaint>>> ListAsync(string? status, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Complaint>>($"/api/complaints?{(status is null ? "" : $"status={Uri.EscapeDataString(status)}&")}page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<ComplaintFile>> FindAsync(Guid id, CancellationToken cancellationToken)
        => http.AskAsync<ComplaintFile>($"/api/complaints/{id}", cancellationToken);

    public Task<Answer<Changed>> VerifyAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/{id}/verify", body: null, cancellationToken);

    public Task<Answer<Changed>> ForwardAsync(Guid id, string agencyCode, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/{id}/forward", new { agencyCode }, cancellationToken);

    public Task<Answer<Changed>> RequestMobileUnitAsync(Guid id, MobileUnitWish wish, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/{id}/request-mobile-unit", wish, cancellationToken);

    public Task<Answer<Changed>> ResolveAsync(Guid id, string note, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/{id}/resolve", new { note }, cancellationToken);
}

/// <param name="AgencyCodes">Who usually takes it, lead first.</param>
/// <param name="Emergency">Counted in minutes: for the telephone, not for a form.</param>
/// <param name="MobileUnit">No, Welcome, AfterAssessment or Refused.</param>
public sealed record Category(string Code, string Name, IReadOnlyList<string> AgencyCodes, bool Emergency, string? MobileUnit)
{
    /// <summary>Empty when the list could not be had: pages then show codes instead of names.</summary>
    internal static IReadOnlyDictionary<string, Category> ByCode(Answer<Listed<Category>> categories)
        => (categories.Value?.Items ?? []).ToDictionary(category => category.Code, StringComparer.Ordinal);
}

/// <param name="Purpose">Health, Social, Administration or Other.</param>
/// <param name="Passengers">Seats.</param>
internal sealed record MobileUnitWish(string? Purpose, string? Note, int? Passengers, bool NeedsWheelchair);

public sealed record Agency(string Code, string Name);

internal sealed record NewComplaint(
    string? CategoryCode, string? Description, Place? Location, string? VillageCode, Address? Address, string? Visibility, Reporter? Reporter);

/// <summary>Degrees (WGS 84).</summary>
public sealed record Place(double? Latitude, double? Longitude);

public sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark)
{
    /// <summary>Null when nothing was said.</summary>
    public Address? OrNull() => this is { Street: null, Rt: null, Rw: null, Landmark: null } ? null : this;
}

public sealed record Reporter(string? Name, string? Phone, string? Email)
{
    /// <summary>Null when nothing was said.</summary>
    public Reporter? OrNull() => this is { Name: null, Phone: null, Email: null } ? null : this;
}

internal sealed record LodgedComplaint(string TrackingNumber, string TrackingSecret);

public sealed record TrackedComplaint(string TrackingNumber, string Status, DateTimeOffset? ExpectedBy, IReadOnlyList<TimelineEntry> Timeline)
{
    // Emergencies run on minutes, everything else on working days.
    private static readonly TimeSpan LongestEmergencyClock = TimeSpan.FromHours(3);

    public bool IsEmergency => ExpectedBy is { } by && Timeline is [{ } first, ..] && by - first.At < LongestEmergencyClock;
}

/// <param name="Actor">Only for the desk.</param>
public sealed record TimelineEntry(string Code, string Status, DateTimeOffset At, string? Note, string? Actor);

public sealed record Complaint(
    Guid Id, string TrackingNumber, string Status, string CategoryCode, string Description, string? VillageCode, string Visibility,
    string? AgencyCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, bool HasOpenJourney);

/// <param name="LegalMoves">Verify, Forward, RequestMobileUnit, Resolve: what can be done now.</param>
public sealed record ComplaintFile(
    Complaint Complaint, Place? Location, Address? Address, IReadOnlyList<string> LegalMoves, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>What a step answers; pages read the state anew, so any object will do.</summary>
internal sealed record Changed;
