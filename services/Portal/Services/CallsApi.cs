using System.Globalization;

namespace PlanningPlatform.Portal.Services;

/// <summary>The 112 line, as its pages need it.</summary>
internal sealed class CallsApi(HttpClient http)
{
    private const string Calls = "/api/complaints/calls";

    public Task<Answer<CallDesk>> DeskAsync(CancellationToken cancellationToken) => http.AskAsync<CallDesk>($"{Calls}/desk", cancellationToken);

    public Task<Answer<CallFile>> FindAsync(Guid id, CancellationToken cancellationToken) => http.AskAsync<CallFile>($"{Calls}/{id}", cancellationToken);

    public Task<Answer<Listed<Call>>> ListAsync(DateOnly? day, string? kind, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Call>>($"{Calls}?{(day is { } of ? $"day={of:yyyy-MM-dd}&" : "")}{(kind is null ? "" : $"kind={kind}&")}page={page}&pageSize={pageSize}", cancellationToken);

    /// <param name="key">Drawn with the form: pressing twice rings once.</param>
    public Task<Answer<Call>> RingAsync(string? number, bool emergency, string key, CancellationToken cancellationToken)
        => http.TellAsync<Call>(Calls, new { number, emergency, externalId = key, answer = true }, cancellationToken);

    public Task<Answer<Call>> NextAsync(CancellationToken cancellationToken) => http.TellAsync<Call>($"{Calls}/next", body: null, cancellationToken);

    /// <param name="step">answer, take-over, emergency, hang-up, turn-away, finish: what takes no words.</param>
    public Task<Answer<Changed>> StepAsync(Guid id, string step, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Calls}/{id}/{step}", body: null, cancellationToken);

    public Task<Answer<Changed>> CategoriseAsync(Guid id, string kind, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Calls}/{id}/categorise", new { kind, reason }, cancellationToken);

    public Task<Answer<Changed>> NoteAsync(Guid id, string text, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Calls}/{id}/note", new { text }, cancellationToken);

    public Task<Answer<CallReport>> LodgeAsync(Guid id, NewCallReport report, CancellationToken cancellationToken) => http.TellAsync<CallReport>($"{Calls}/{id}/lodge", report, cancellationToken);

    public Task<Answer<CallReport>> AnswerAsync(Guid id, string code, string? question, CancellationToken cancellationToken)
        => http.TellAsync<CallReport>($"{Calls}/{id}/answer-question", new { code, question }, cancellationToken);

    public Task<Answer<RevealedNumber>> RevealAsync(Guid id, CancellationToken cancellationToken) => http.TellAsync<RevealedNumber>($"{Calls}/{id}/reveal-number", body: null, cancellationToken);

    public Task<Answer<Changed>> BlockAsync(Guid id, int? minutes, string reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Calls}/{id}/block", new { minutes, reason }, cancellationToken);

    public Task<Answer<Listed<NumberBlock>>> BlocksAsync(bool inForce, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<NumberBlock>>($"{Calls}/blocks?inForce={(inForce ? "true" : "false")}&page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<Changed>> LiftAsync(Guid id, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Calls}/blocks/{id}/lift", body: null, cancellationToken);

    public Task<Answer<EmergencyCard>> EmergencyAsync(Guid id, CancellationToken cancellationToken) => http.AskAsync<EmergencyCard>($"{Calls}/emergencies/{id}", cancellationToken);

    public Task<Answer<Changed>> CallUnitAsync(Guid id, string unit, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Calls}/emergencies/{id}/units", new { unit }, cancellationToken);

    /// <param name="step">EnRoute, OnScene or Confirmed.</param>
    public Task<Answer<Changed>> ReportUnitAsync(Guid id, Guid card, string step, string? outcome, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Calls}/emergencies/{id}/units/{card}", new { step, outcome }, cancellationToken);

    public Task<Answer<Changed>> HandOverAsync(Guid id, string party, string? ticket, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{Calls}/emergencies/{id}/transfer", new { party, ticket }, cancellationToken);

    public Task<Answer<Listed<StandardAnswer>>> AnswersAsync(string? search, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<StandardAnswer>>($"{Calls}/answers?pageSize={pageSize}{(search is null ? "" : $"&q={Uri.EscapeDataString(search)}")}", cancellationToken);

    public Task<Answer<Changed>> EditAnswerAsync(string code, StandardAnswerWords words, int? version, CancellationToken cancellationToken)
        => http.PutAsync<Changed>($"{Calls}/answers/{Uri.EscapeDataString(code)}", new { words.Title, words.Text, words.Keywords, version }, cancellationToken);

    public Task<Answer<Changed>> RetireAnswerAsync(string code, CancellationToken cancellationToken) => http.DeleteAsync<Changed>($"{Calls}/answers/{Uri.EscapeDataString(code)}", cancellationToken);

    public Task<Answer<Listed<EmergencyUnit>>> UnitsAsync(CancellationToken cancellationToken) => http.AskAsync<Listed<EmergencyUnit>>($"{Calls}/units", cancellationToken);

    public Task<Answer<Changed>> EditUnitAsync(EmergencyUnit unit, int? version, CancellationToken cancellationToken)
        => http.PutAsync<Changed>($"{Calls}/units/{Uri.EscapeDataString(unit.Code)}", new { unit.Name, unit.AgencyCode, unit.Phone, unit.Outside, unit.Ambulance, version }, cancellationToken);

    public Task<Answer<Changed>> RemoveUnitAsync(string code, CancellationToken cancellationToken) => http.DeleteAsync<Changed>($"{Calls}/units/{Uri.EscapeDataString(code)}", cancellationToken);

    /// <param name="step">start, break or resume.</param>
    public Task<Answer<Changed>> ShiftAsync(string step, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Calls}/shifts/{step}", body: null, cancellationToken);

    public Task<Answer<ShiftHandover>> EndShiftAsync(string? note, CancellationToken cancellationToken) => http.TellAsync<ShiftHandover>($"{Calls}/shifts/end", new { note }, cancellationToken);

    public Task<Answer<Listed<ShiftHandoverItem>>> HandoversAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<ShiftHandoverItem>>($"{Calls}/handovers?page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<ShiftHandover>> HandoverAsync(Guid id, CancellationToken cancellationToken) => http.AskAsync<ShiftHandover>($"{Calls}/handovers/{id}", cancellationToken);

    public Task<Answer<Changed>> AcknowledgeAsync(Guid id, CancellationToken cancellationToken) => http.TellAsync<Changed>($"{Calls}/handovers/{id}/acknowledge", body: null, cancellationToken);

    public Task<Answer<LiveLine>> LiveAsync(CancellationToken cancellationToken) => http.AskAsync<LiveLine>($"{Calls}/live", cancellationToken);

    public Task<Answer<CallFigures>> FiguresAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
        => http.AskAsync<CallFigures>(string.Create(CultureInfo.InvariantCulture, $"{Calls}/statistics?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}"), cancellationToken);
}

/// <param name="State">Ringing, Open, Ended, Missed or TurnedAway.</param>
/// <param name="Kind">Ghost, Prank, Information, Emergency or Complaint; null when nobody said.</param>
/// <param name="Number">Masked.</param>
public sealed record Call(
    Guid Id, string State, string? Kind, string? Number, bool Blocked, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? HungUpAt, DateTimeOffset? EndedAt,
    int? WaitedSeconds, int? HandledSeconds, string? Operator, string? Note, Guid? ComplaintId, string? StandardAnswerCode)
{
    public bool IsEmergency => Kind == "Emergency";
}

/// <param name="Number">All of it, only for whoever has the call open.</param>
public sealed record CallFile(Call Call, string? Number, CallerFacts? Caller, CallComplaint? Complaint, bool CanLodge, bool CanBeCategorised, IReadOnlyList<CallStep> Steps);

/// <param name="Pranks">Lately.</param>
public sealed record CallerFacts(NumberBlock? Block, CallCounts Before, DateTimeOffset? LastCallAt, int Pranks, bool BlockProposed, IReadOnlyList<CallComplaint> OpenComplaints);

public sealed record CallCounts(int Ghost, int Prank, int Information, int Emergency, int Complaint, int Unsorted, int Total)
{
    public IEnumerable<(string? Kind, int Count)> ByKind
        => [("Ghost", Ghost), ("Prank", Prank), ("Information", Information), ("Emergency", Emergency), ("Complaint", Complaint), (null, Unsorted)];
}

public sealed record CallComplaint(Guid Id, string TrackingNumber, string Status, string CategoryCode, bool Emergency);

public sealed record CallStep(string Code, DateTimeOffset At, string Actor, string? Detail, string? Reason);

/// <param name="End">Lifted or Emergency; null while it is in force and when it ran out.</param>
public sealed record NumberBlock(
    Guid Id, Guid CallId, string? Number, DateTimeOffset PlacedAt, string PlacedBy, string Reason, DateTimeOffset Until, bool InForce, DateTimeOffset? LiftedAt, string? LiftedBy, string? End);

public sealed record EmergencyCard(
    Guid Id, string TrackingNumber, string Status, string CategoryCode, string Description, string? VillageCode, Address Address, DateTimeOffset ReceivedAt, DateTimeOffset? DueAt, bool Alarming,
    string? OutsideParty, Guid? CallId, IReadOnlyList<HandOff> Units);

/// <param name="BreakSince">Null at work.</param>
public sealed record DutyShift(string Operator, DateTimeOffset StartedAt, DateTimeOffset? BreakSince);

/// <param name="Open">The reader's own open call.</param>
public sealed record CallDesk(
    DutyShift? Shift, CallFile? Open, IReadOnlyList<Call> Waiting, int WaitingTotal, IReadOnlyList<Call> CallBacks, IReadOnlyList<EmergencyCard> Emergencies, IReadOnlyList<ShiftHandoverItem> Handovers);

internal sealed record NewCallReport(
    string? CategoryCode, string? Description, string? VillageCode, Address? Address, string? Visibility, string? Name, bool News, string? Unit, string? OutsideParty);

internal sealed record CallReport(Guid Id, string TrackingNumber, string TrackingSecret, string Status);

internal sealed record RevealedNumber(string Number);

public sealed record StandardAnswer(string Code, string Title, string Text, string Keywords, string EditedBy, DateTimeOffset EditedAt, int Version);

public sealed record StandardAnswerWords(string Title, string Text, string Keywords);

/// <param name="Outside">Not led by the city.</param>
/// <param name="Ambulance">Offered in place of a Mobmas.</param>
public sealed record EmergencyUnit(string Code, string Name, string? AgencyCode, string? Phone, bool Outside, bool Ambulance, int Version);

public sealed record ShiftHandoverItem(Guid Id, string WrittenBy, DateTimeOffset WrittenAt, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt);

public sealed record ShiftHandover(
    Guid Id, string WrittenBy, DateTimeOffset ShiftStartedAt, DateTimeOffset WrittenAt, string? Note, IReadOnlyList<OpenEmergency> Emergencies, IReadOnlyList<OpenCard> Cards,
    IReadOnlyList<UnfinishedCall> Calls, CallCounts Taken, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt);

public sealed record OpenEmergency(Guid ComplaintId, string TrackingNumber, string CategoryCode, string? VillageCode, DateTimeOffset ReceivedAt);

public sealed record OpenCard(Guid ComplaintId, string TrackingNumber, string Unit, DateTimeOffset CalledAt, DateTimeOffset? EnRouteAt, DateTimeOffset? OnSceneAt, int Alarms);

public sealed record UnfinishedCall(Guid CallId, DateTimeOffset StartedAt, string? Kind, string? Operator);

public sealed record LiveLine(
    DateTimeOffset AsOf, IReadOnlyList<LiveOperator> Operators, IReadOnlyList<Call> Waiting, int WaitingTotal, int CallBacks, IReadOnlyList<EmergencyCard> Emergencies, int EmergenciesTotal, CallFigures Today);

public sealed record LiveOperator(string Operator, DateTimeOffset Since, DateTimeOffset? BreakSince, Guid? CallId, DateTimeOffset? OnCallSince, string? Kind);

/// <param name="Published">What the city published, to compare; null for another city.</param>
public sealed record CallFigures(DateOnly From, DateOnly To, CallCounts Total, IReadOnlyList<HourFigures> Hours, IReadOnlyList<KindFigures> Kinds, PublishedShares? Published);

public sealed record HourFigures(int Hour, CallCounts Calls);

/// <param name="Percent">Of those that somebody sorted.</param>
public sealed record KindFigures(string? Kind, int Count, double? Percent, double? AverageWaitSeconds, double? AverageHandledSeconds);

public sealed record PublishedShares(DateOnly From, DateOnly Until, int Total, IReadOnlyDictionary<string, double> Percent);
