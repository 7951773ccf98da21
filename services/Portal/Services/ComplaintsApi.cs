using System.Text.Json.Nodes;

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

    /// <param name="idempotencyKey">The same key and photo again answers the same photo.</param>
    public Task<Answer<UploadedPhoto>> UploadPhotoAsync(Stream photo, string idempotencyKey, CancellationToken cancellationToken)
        => http.UploadPhotoAsync<UploadedPhoto>("/api/complaints/photos", photo, idempotencyKey, cancellationToken);

    /// <param name="key">Of a photo that is attached to nothing yet; null: as the person may see it who is signed in.</param>
    public Task<Answer<Fetched>> PhotoAsync(Guid id, string size, string? key, CancellationToken cancellationToken)
        => http.FetchAsync($"/api/complaints/photos/{id}/{size}", cancellationToken, key is null ? null : ("X-Photo-Key", key));

    public Task<Answer<Fetched>> TrackedPhotoAsync(string number, string secret, Guid id, string size, CancellationToken cancellationToken)
        => http.FetchAsync($"/api/complaints/track/{Uri.EscapeDataString(number)}/photos/{id}/{size}", cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<TrackedComplaint>> TrackAsync(string number, string secret, CancellationToken cancellationToken)
        => http.AskAsync<TrackedComplaint>($"/api/complaints/track/{Uri.EscapeDataString(number)}", cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<JsonObject>> PersonalDataAsync(string number, string secret, CancellationToken cancellationToken)
        => http.AskAsync<JsonObject>($"/api/complaints/track/{Uri.EscapeDataString(number)}/personal-data", cancellationToken, ("X-Tracking-Secret", secret));

    /// <param name="scope">Contact or Everything.</param>
    public Task<Answer<Changed>> EraseAsync(string number, string secret, string scope, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/track/{Uri.EscapeDataString(number)}/erasure", new { scope, reason }, cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<Listed<ErasureRequest>>> ErasureRequestsAsync(string state, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<ErasureRequest>>($"/api/complaints/erasure-requests?state={state}&page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<Changed>> GrantErasureAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/erasure-requests/{id}/grant", body: null, cancellationToken);

    public Task<Answer<Changed>> RefuseErasureAsync(Guid id, string reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/erasure-requests/{id}/refuse", new { reason }, cancellationToken);

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
    string? CategoryCode, string? Description, Place? Location, string? VillageCode, Address? Address, string? Visibility, Reporter? Reporter,
    IReadOnlyList<UploadedPhoto>? Photos);

/// <summary>A photo that is attached to nothing yet.</summary>
/// <param name="Key">Opens and attaches it.</param>
public sealed record UploadedPhoto(Guid Id, string Key);

/// <param name="Stage">Report or Evidence.</param>
/// <param name="Width">Pixels of the original, the right way up.</param>
public sealed record ComplaintPhoto(Guid Id, string Stage, int Width, int Height);

/// <summary>Degrees (WGS 84).</summary>
public sealed record Place(double? Latitude, double? Longitude);

public sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark)
{
    /// <summary>Null when nothing was said.</summary>
    public Address? OrNull() => this is { Street: null, Rt: null, Rw: null, Landmark: null } ? null : this;
}

/// <param name="PrivacyNotice">Version of the notice that they said to have read.</param>
/// <param name="News">They want to be told about progress.</param>
public sealed record Reporter(string? Name, string? Phone, string? Email, string? PrivacyNotice, bool News);

internal sealed record LodgedComplaint(string TrackingNumber, string TrackingSecret);

/// <param name="ContactIsKept">It can be taken back.</param>
/// <param name="Erasure">The newest request to erase what was written; null without one.</param>
public sealed record TrackedComplaint(
    string TrackingNumber, string Status, DateTimeOffset? ExpectedBy, IReadOnlyList<TimelineEntry> Timeline, bool ContactIsKept = false, Erasure? Erasure = null,
    IReadOnlyList<ComplaintPhoto>? Photos = null)
{
    // Emergencies run on minutes, everything else on working days.
    private static readonly TimeSpan LongestEmergencyClock = TimeSpan.FromHours(3);

    public bool IsEmergency => ExpectedBy - ReceivedAt < LongestEmergencyClock;

    public DateTimeOffset? ReceivedAt => Timeline is [{ } first, ..] ? first.At : null;
}

/// <param name="State">Open, Granted or Refused.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record Erasure(string State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset? DecidedAt, string? Refusal);

/// <summary>A request to erase, as the officer sees it.</summary>
/// <param name="Description">Null for a secret complaint.</param>
public sealed record ErasureRequest(
    Guid Id, string TrackingNumber, string State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, string? Reason, string ComplaintStatus, string CategoryCode,
    string? VillageCode, string? Description, bool HasOpenJourney, DateTimeOffset? DecidedAt, string? DecidedBy, string? DecisionReason);

/// <param name="Actor">Only for the desk.</param>
public sealed record TimelineEntry(string Code, string Status, DateTimeOffset At, string? Note, string? Actor);

public sealed record Complaint(
    Guid Id, string TrackingNumber, string Status, string CategoryCode, string Description, string? VillageCode, string Visibility,
    string? AgencyCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, bool HasOpenJourney);

/// <param name="LegalMoves">Verify, Forward, RequestMobileUnit, Resolve: what can be done now.</param>
public sealed record ComplaintFile(
    Complaint Complaint, Place? Location, Address? Address, IReadOnlyList<string> LegalMoves, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<ComplaintPhoto>? Photos = null);

/// <summary>What a step answers; pages read the state anew, so any object will do.</summary>
internal sealed record Changed;
