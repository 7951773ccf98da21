namespace PlanningPlatform.Portal.Services;

/// <summary>A complaint as the desk and the agencies that have it see it in lists.</summary>
/// <param name="ExpectedBy">The legal limit of the whole.</param>
/// <param name="LocalTargetBy">The city's own, shorter promise; null without one.</param>
/// <param name="DueAt">The legal limit of the step that is due now; null when nothing is: ended, or waiting for the reporter.</param>
/// <param name="AskedAt">Since when the clock waits for the reporter; null while it runs.</param>
/// <param name="Escalation">None, Warned, Supervisor or Leaders.</param>
/// <param name="AlarmAt">When the silence of a called unit is an alarm; null when none is awaited.</param>
public sealed record Complaint(
    Guid Id, string TrackingNumber, string Status, string CategoryCode, string Description, string? VillageCode, string Visibility,
    string? AgencyCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, bool HasOpenJourney,
    bool Emergency = false, bool Misconduct = false, string? Channel = null, DateTimeOffset? LocalTargetBy = null, DateTimeOffset? DueAt = null, DateTimeOffset? AskedAt = null,
    string? Escalation = null, DateTimeOffset? AlarmAt = null, bool HasOpenHandOff = false, int? Rating = null)
{
    /// <summary>Somebody still has to do something about the matter itself.</summary>
    public bool IsOpen => Status is not ("Resolved" or "Closed" or "Rejected" or "Merged" or "Archived");

    /// <summary>What is due by <see cref="DueAt"/>: Call, Forward, FollowUp or Finish. The limits follow each other in this order.</summary>
    public string DueStep => Emergency ? "Call" : DueAt == ExpectedBy ? "Finish" : Status is "Received" or "Verified" or "Reopened" ? "Forward" : "FollowUp";
}

/// <summary>One complaint with all that its page shows.</summary>
/// <param name="Attributes">Answers to the category's own questions, by their code.</param>
/// <param name="OutsideTicket">The number that the outside party gave; null without one.</param>
/// <param name="Master">The complaint that this one was merged into; null without one.</param>
/// <param name="Affected">How many reported the same, this one included.</param>
/// <param name="Proposal">The proposal that it became, or the complaint that it follows; null without one.</param>
/// <param name="WorkNumber">The Merata work that it is about; null when it is about none.</param>
/// <param name="LegalMoves">What the reader can do now, by the service's names: Verify, Forward, Resolve.</param>
public sealed record ComplaintFile(
    Complaint Complaint, Place? Location, Address? Address, IReadOnlyList<string> LegalMoves, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null, Regulation? Profile = null, IReadOnlyList<string>? SupportingAgencyCodes = null,
    string? OutsideParty = null, string? OutsideTicket = null, DateOnly? PostponedUntil = null, LinkedComplaint? Master = null, int Affected = 1,
    IReadOnlyList<HandOff>? HandOffs = null, IReadOnlyList<ComplaintPhoto>? Photos = null, LinkedProposal? Proposal = null, string? WorkNumber = null)
{
    public bool Can(string move) => LegalMoves.Contains(move);
}

/// <summary>The regulation that a clock runs by.</summary>
public sealed record Regulation(string Name, string LegalBasis);

public sealed record LinkedComplaint(Guid Id, string TrackingNumber);

/// <summary>The proposal for the plan that a complaint became.</summary>
/// <param name="TrackingNumber">Null for the moments until it has one.</param>
public sealed record LinkedProposal(string? TrackingNumber, string? Status);

/// <summary>A unit that was called to an emergency.</summary>
/// <param name="ConfirmedAt">When it said that it is over; null while the card is open.</param>
/// <param name="AlarmAt">When its silence is an alarm, or an alarm again.</param>
/// <param name="Alarms">How often its silence was an alarm.</param>
/// <param name="Alarming">It has been silent for too long since it was last heard.</param>
public sealed record HandOff(
    Guid Id, string Unit, string CalledBy, DateTimeOffset CalledAt, DateTimeOffset? EnRouteAt, DateTimeOffset? OnSceneAt, DateTimeOffset? ConfirmedAt, string? Outcome,
    DateTimeOffset? AlarmAt, int Alarms, bool Alarming = false)
{
    public bool IsOpen => ConfirmedAt is null;

    /// <summary>Called, EnRoute, OnScene or Confirmed.</summary>
    public string State => ConfirmedAt is not null ? "Confirmed" : OnSceneAt is not null ? "OnScene" : EnRouteAt is not null ? "EnRoute" : "Called";
}

public sealed record SimilarComplaints(IReadOnlyList<SimilarComplaint> Items);

/// <param name="Reason">Why it may be the same, in the reader's language.</param>
public sealed record SimilarComplaint(Complaint Complaint, string Reason);

/// <summary>Which complaints a list shows, in the service's words; what is null does not narrow it.</summary>
/// <param name="Statuses">Any of these; all when empty.</param>
/// <param name="Due">Late, Today, PastTarget or Alarm.</param>
internal sealed record CaseFilter(
    IReadOnlyList<string> Statuses, string? Due = null, bool? Emergency = null, string? Category = null, string? Village = null, string? Agency = null, string? Number = null)
{
    /// <summary>Empty or ending in <c>&amp;</c>.</summary>
    public string Query => string.Concat(Statuses.Select(status => ("status", (string?)status))
        .Concat([("due", Due), ("emergency", Emergency is null ? null : Emergency.Value ? "true" : "false"), ("category", Category), ("village", Village), ("agency", Agency), ("number", Number)])
        .Where(part => part.Item2 is not null)
        .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}&"));
}
