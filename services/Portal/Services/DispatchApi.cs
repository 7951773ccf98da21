namespace PlanningPlatform.Portal.Services;

/// <summary>The mobile units' dispatch: requests, suggestions, journeys.</summary>
internal sealed class DispatchApi(HttpClient http)
{
    public Task<Answer<Listed<UnitRequest>>> WaitingAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<UnitRequest>>("/api/dispatch/requests?status=Waiting&pageSize=200", cancellationToken);

    public Task<Answer<Listed<Suggestion>>> SuggestionsAsync(Guid requestId, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Suggestion>>($"/api/dispatch/requests/{requestId}/suggestions", cancellationToken);

    public Task<Answer<AssignedJourney>> AssignAsync(Guid requestId, string unitId, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<AssignedJourney>($"/api/dispatch/requests/{requestId}/assign", new { unitId, reason }, cancellationToken);

    public Task<Answer<Listed<Journey>>> OpenJourneysAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<Journey>>("/api/dispatch/journeys?open=true&pageSize=200", cancellationToken);

    /// <param name="step">accept, depart, arrive or complete.</param>
    public Task<Answer<Changed>> StepAsync(Guid journeyId, string step, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/dispatch/journeys/{journeyId}/{step}", body: null, cancellationToken);
}

/// <param name="TrackingNumber">Null, as purpose, passengers and wheelchair are, once the reporter had it erased.</param>
public sealed record UnitRequest(
    Guid Id, Guid ComplaintId, string? TrackingNumber, string? Purpose, string? VillageCode, DateTimeOffset WaitingSince, int? Passengers, bool? NeedsWheelchair);

/// <param name="EstimatedArrivalMinutes">From where the unit stands now; null when a place is unknown.</param>
/// <param name="Recommended">Nothing speaks against it; any other needs a reason.</param>
/// <param name="RefusedBy">The rule that refuses it whatever the dispatcher says; null when it may be assigned.</param>
public sealed record Suggestion(Guid UnitId, string Name, int? EstimatedArrivalMinutes, bool Recommended, string? RefusedBy, IReadOnlyList<SuggestionReason> Reasons)
{
    public bool IsImpossible => RefusedBy is not null;
}

/// <param name="Text">In the reader's language.</param>
public sealed record SuggestionReason(string Code, string Text, double? Value);

internal sealed record AssignedJourney(Guid JourneyId);

/// <param name="UnitCode">Painted on the car: MB-09.</param>
/// <param name="TrackingNumber">Null, as place, passengers and wheelchair are, once the reporter had it erased.</param>
public sealed record Journey(
    Guid JourneyId, string UnitCode, string State, string? TrackingNumber, string? VillageCode, double? Latitude, double? Longitude,
    int? Passengers, bool? NeedsWheelchair, DateTimeOffset AssignedAt);
