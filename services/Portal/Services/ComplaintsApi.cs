using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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

    /// <summary>The same for somebody who stands in front of an officer.</summary>
    public Task<Answer<LodgedComplaint>> LodgeAtCounterAsync(NewComplaint complaint, string idempotencyKey, CancellationToken cancellationToken)
        => http.TellAsync<LodgedComplaint>("/api/complaints/counter", complaint, cancellationToken, ("Idempotency-Key", idempotencyKey));

    /// <summary>What the officer who asks took in, newest first.</summary>
    public Task<Answer<Listed<CounterComplaint>>> TakenAtCounterAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<CounterComplaint>>($"/api/complaints/counter?page={page}&pageSize={pageSize}", cancellationToken);

    /// <summary>Which categories a text may belong to, the likeliest first; people choose.</summary>
    public Task<Answer<SuggestedCategories>> SuggestCategoryAsync(string description, CancellationToken cancellationToken)
        => http.AskAboutAsync<SuggestedCategories>("/api/complaints/suggest-category", new { description }, cancellationToken);

    /// <summary>What everybody may know of what was reported already and can be joined, the likeliest first.</summary>
    public Task<Answer<OfferedComplaints>> OfferSimilarAsync(NewComplaint complaint, CancellationToken cancellationToken)
        => http.AskAboutAsync<OfferedComplaints>(
            "/api/complaints/similar", new { complaint.CategoryCode, complaint.Description, complaint.Location, complaint.VillageCode, complaint.Address }, cancellationToken);

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

    /// <summary>What the reporter does: reply, reopen, rate.</summary>
    /// <param name="step">The last part of the service's address.</param>
    public Task<Answer<Changed>> AsReporterAsync(string number, string secret, string step, object body, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/track/{Uri.EscapeDataString(number)}/{step}", body, cancellationToken, ("X-Tracking-Secret", secret));

    public Task<Answer<Listed<Complaint>>> ListAsync(CaseFilter filter, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Complaint>>($"/api/complaints?{filter.Query}page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<ComplaintFile>> FindAsync(Guid id, CancellationToken cancellationToken)
        => http.AskAsync<ComplaintFile>($"/api/complaints/{id}", cancellationToken);

    /// <summary>Others that may be about the same thing, the likeliest first.</summary>
    public Task<Answer<SimilarComplaints>> SimilarAsync(Guid id, CancellationToken cancellationToken)
        => http.AskAsync<SimilarComplaints>($"/api/complaints/{id}/similar", cancellationToken);

    /// <summary>One step of work on a case.</summary>
    /// <param name="step">The last part of the service's address: verify, forward, units.</param>
    /// <param name="body">Null for steps that need no words.</param>
    public Task<Answer<Changed>> StepAsync(Guid id, string step, object? body, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/{id}/{step}", body, cancellationToken);

    /// <summary>Who reported it; that this person asked, and why, is on record before the answer comes.</summary>
    public Task<Answer<RevealedReporter>> RevealReporterAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<RevealedReporter>($"/api/complaints/{id}/reporter", new { reason }, cancellationToken);

    /// <param name="number">Only of this complaint; null: of all.</param>
    /// <param name="viewer">Only by this user; null: by all.</param>
    public Task<Answer<Listed<IdentityView>>> IdentityViewsAsync(string? number, string? viewer, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<IdentityView>>(
            $"/api/complaints/identity-views?{(number is null ? "" : $"number={Uri.EscapeDataString(number)}&")}{(viewer is null ? "" : $"viewer={Uri.EscapeDataString(viewer)}&")}page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<AskedForAlerts>> AskForAlertsAsync(object request, CancellationToken cancellationToken)
        => http.TellAsync<AskedForAlerts>("/api/complaints/alerts", request, cancellationToken);

    /// <param name="code">Of the link in a mail.</param>
    public Task<Answer<AreaAlert>> AlertAsync(string code, CancellationToken cancellationToken)
        => http.AskAsync<AreaAlert>($"/api/complaints/alerts/{Uri.EscapeDataString(code)}", cancellationToken);

    public Task<Answer<AreaAlert>> ConfirmAlertAsync(string code, CancellationToken cancellationToken)
        => http.TellAsync<AreaAlert>($"/api/complaints/alerts/{Uri.EscapeDataString(code)}/confirm", body: null, cancellationToken);

    public async Task<Problem?> StopAlertAsync(string code, CancellationToken cancellationToken)
        => (await http.TellAsync<Changed>($"/api/complaints/alerts/{Uri.EscapeDataString(code)}/stop", body: null, cancellationToken)).Problem;

    /// <param name="day">One of its days; the service's choice when null.</param>
    public Task<Answer<Report>> ReportAsync(bool weekly, DateOnly? day, CancellationToken cancellationToken)
        => http.AskAsync<Report>($"/api/complaints/reports/{(weekly ? "weekly" : "daily")}{(day is { } of ? $"?day={of:yyyy-MM-dd}" : "")}", cancellationToken);

    public Task<Answer<Listed<Open311Key>>> Open311KeysAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Open311Key>>($"/api/complaints/open311-keys?page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<IssuedOpen311Key>> IssueOpen311KeyAsync(object key, CancellationToken cancellationToken)
        => http.TellAsync<IssuedOpen311Key>("/api/complaints/open311-keys", key, cancellationToken);

    public Task<Answer<Changed>> RevokeOpen311KeyAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/complaints/open311-keys/{id}/revoke", body: null, cancellationToken);
}

/// <param name="AgencyCodes">Who usually takes it, lead first.</param>
/// <param name="Emergency">Counted in minutes: for the telephone, not for a form.</param>
/// <param name="MobileUnit">No, Welcome, AfterAssessment or Refused.</param>
/// <param name="ForcesSecret">Misconduct: goes to its own agencies and to no other.</param>
/// <param name="Attributes">Questions that belong to this category only.</param>
/// <param name="Clock">Emergency, Information, Ordinary or Misconduct.</param>
/// <param name="ClockMinutes">For emergencies only.</param>
/// <param name="LocalTarget">The city's own promise, in words; null without one.</param>
public sealed record Category(
    string Code, string Name, IReadOnlyList<string> AgencyCodes, bool Emergency, string? MobileUnit, bool ForcesSecret = false, IReadOnlyList<CategoryAttribute>? Attributes = null,
    bool PhotoOnClosing = false, string? Clock = null, int? ClockMinutes = null, string? LocalTarget = null)
{
    /// <summary>A Mobmas never goes there: the ambulance does.</summary>
    public bool RefusesMobileUnit => MobileUnit == "Refused" || (Emergency && MobileUnit != "AfterAssessment");

    /// <summary>Empty when the list could not be had: pages then show codes instead of names.</summary>
    internal static IReadOnlyDictionary<string, Category> ByCode(Answer<Listed<Category>> categories)
        => (categories.Value?.Items ?? []).ToDictionary(category => category.Code, StringComparer.Ordinal);
}

/// <param name="Values">What can be chosen; empty unless it is a list.</param>
/// <param name="Type">Open311's data type: String, Number, DateTime, Text, SingleValueList or MultiValueList.</param>
public sealed record CategoryAttribute(string Code, string Question, IReadOnlyList<AttributeValue>? Values, string Type = "String", bool Required = false)
{
    /// <summary>Kena kabel listrik, Dekat sekolah: the answers as people read them.</summary>
    public string Words(IEnumerable<string> answers)
        => string.Join(", ", answers.Select(answer => Values?.FirstOrDefault(value => string.Equals(value.Key, answer, StringComparison.Ordinal))?.Name ?? answer));
}

public sealed record AttributeValue(string Key, string Name);

public sealed record Agency(string Code, string Name);

/// <param name="Attributes">Answers to the category's own questions by their code.</param>
/// <param name="Joins">Number of a report about the same thing, which this one follows.</param>
/// <param name="Channel">Portal for the city's own form, so that statistics tell it from other programs; the counter has an address of its own and says none.</param>
internal sealed record NewComplaint(
    string? CategoryCode, string? Description, Place? Location, string? VillageCode, Address? Address, string? Visibility, Reporter? Reporter,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes, string? Joins, IReadOnlyList<UploadedPhoto>? Photos,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Channel);

public sealed record SuggestedCategories(IReadOnlyList<SuggestedCategory> Items);

/// <param name="Because">Words of the text that led there.</param>
public sealed record SuggestedCategory(string Code, string Name, bool Emergency, IReadOnlyList<string> Because);

internal sealed record OfferedComplaints(IReadOnlyList<OfferedComplaint> Items);

/// <summary>What somebody else reported, as far as everybody may see it.</summary>
/// <param name="Text">What they wrote, without telephone numbers and the like.</param>
/// <param name="Reason">Why it may be the same, in the reader's language.</param>
/// <param name="Affected">How many reported it so far.</param>
public sealed record OfferedComplaint(string TrackingNumber, string Status, string? Text, string? VillageCode, string? Street, DateTimeOffset ReceivedAt, string Reason, int Affected);

/// <summary>What was taken in at the counter: no words and no name, which are the desk's.</summary>
public sealed record CounterComplaint(string TrackingNumber, string Status, string CategoryCode, string? VillageCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy);

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

/// <param name="ExpectedBy">The legal limit.</param>
/// <param name="LocalTargetBy">The city's own, shorter promise.</param>
/// <param name="Profile">The regulation that sets the limit.</param>
/// <param name="AskedAt">Since when the clock waits for the reporter's reply; null while it runs.</param>
/// <param name="Affected">How many reported the same, this one included.</param>
/// <param name="Master">The complaint that this one follows; null without one.</param>
/// <param name="ContactIsKept">It can be taken back.</param>
/// <param name="Erasure">The newest request to erase what was written; null without one.</param>
/// <param name="Proposal">The proposal for the plan that was made of it or of the complaint that it follows; null without one.</param>
/// <param name="WorkNumber">The Merata work that it is about; null when it is about none.</param>
public sealed record TrackedComplaint(
    string TrackingNumber, string Status, DateTimeOffset? ExpectedBy, IReadOnlyList<TimelineEntry> Timeline, DateTimeOffset? LocalTargetBy = null, string? Profile = null,
    DateTimeOffset? AskedAt = null, DateOnly? PostponedUntil = null, int Affected = 1, TrackedMaster? Master = null,
    bool CanReply = false, bool CanReopen = false, DateTimeOffset? ReopenUntil = null, bool CanRate = false, int? Rating = null,
    bool ContactIsKept = false, Erasure? Erasure = null,
    IReadOnlyList<ComplaintPhoto>? Photos = null, LinkedProposal? Proposal = null, string? WorkNumber = null)
{
    // Emergencies run on minutes, everything else on working days.
    private static readonly TimeSpan LongestEmergencyClock = TimeSpan.FromHours(3);

    public bool IsEmergency => ExpectedBy - ReceivedAt < LongestEmergencyClock;

    public DateTimeOffset? ReceivedAt => Timeline is [{ } first, ..] ? first.At : null;

    /// <summary>Nobody works on it any more.</summary>
    public bool IsOver => Status is "Resolved" or "Closed" or "Rejected" or "Archived";
}

/// <summary>The complaint that others follow, as everybody may see it.</summary>
public sealed record TrackedMaster(string TrackingNumber, string Status, DateTimeOffset? ExpectedBy, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>All null when no contact was given, or it was erased.</summary>
public sealed record RevealedReporter(string? Name, string? Phone, string? Email);

/// <summary>That somebody looked at who reported a complaint.</summary>
/// <param name="AgencyCode">In whose name; null for the 112 desk.</param>
public sealed record IdentityView(string TrackingNumber, string Viewer, string? AgencyCode, string Reason, DateTimeOffset At);

/// <param name="State">Open, Granted or Refused.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record Erasure(string State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset? DecidedAt, string? Refusal);

/// <summary>A request to erase, as the officer sees it.</summary>
/// <param name="Description">Null for a secret complaint.</param>
public sealed record ErasureRequest(
    Guid Id, string TrackingNumber, string State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, string? Reason, string ComplaintStatus, string CategoryCode,
    string? VillageCode, string? Description, bool HasOpenJourney, DateTimeOffset? DecidedAt, string? DecidedBy, string? DecisionReason);

/// <param name="Actor">Only for the desk.</param>
/// <param name="DeskNote">Only for the desk.</param>
/// <param name="Audience">Everybody, Reporter, Staff or Desk; null where the reader is its audience anyway.</param>
public sealed record TimelineEntry(string Code, string Status, DateTimeOffset At, string? Note, string? Actor, string? DeskNote = null, string? Audience = null);

/// <summary>A mail a day about an area.</summary>
public sealed record AreaAlert(string Area, string AreaName, bool Confirmed);

/// <param name="Area">Its name.</param>
internal sealed record AskedForAlerts(string Area);

/// <summary>The key of an application that posts complaints.</summary>
/// <param name="KeepsContacts">Its users read the privacy notice that holds now.</param>
/// <param name="Demo">Counts with the demo only.</param>
public sealed record Open311Key(
    Guid Id, string Client, string Contact, int RequestsPerMinute, bool KeepsContacts, bool Demo, string IssuedBy, DateTimeOffset IssuedAt, string? RevokedBy, DateTimeOffset? RevokedAt, DateOnly? LastUsedOn);

/// <param name="ApiKey">Said this once.</param>
public sealed record IssuedOpen311Key(string ApiKey, Open311Key Key);

/// <summary>What a step answers; pages read the state anew, so any object will do.</summary>
internal sealed record Changed;

/// <param name="AsOf">When it was made: what is open and late is of this moment.</param>
/// <param name="Text">To forward, in Indonesian.</param>
public sealed record Report(DateOnly From, DateOnly To, DateTimeOffset AsOf, ReportFigures Figures, string Text);

/// <param name="MedianHours">From receipt to answer.</param>
/// <param name="Latest">Late for longest.</param>
public sealed record ReportFigures(
    int Received, int ReceivedBefore, int Emergencies, IReadOnlyList<ReportPart> Channels, IReadOnlyList<ReportPart> Categories, IReadOnlyList<ReportPart> Villages, int Answered, int AnsweredInTime,
    double? MedianHours, int Reopened, double? Rating, int Ratings, int Open, int Late, IReadOnlyList<ReportLoad> Agencies, IReadOnlyList<ReportLate> Latest, CallCounts Calls);

/// <param name="Code">Of a channel, category or village.</param>
public sealed record ReportPart(string Code, int Count);

public sealed record ReportLoad(string AgencyCode, int Open, int Late);

public sealed record ReportLate(Guid Id, string TrackingNumber, string CategoryCode, string? VillageCode, string? AgencyCode, DateTimeOffset DueAt);
