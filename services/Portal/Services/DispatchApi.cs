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

public sealed record UnitRequest(Guid Id, Guid ComplaintId, string TrackingNumber, string Purpose, string? VillageCode, DateTimeOffset WaitingSince, string? Note);

/// <param name="EstimatedArrivalMinutes">From where the unit stands now; null when it cannot come.</param>
public sealed record Suggestion(string UnitId, string Name, double? EstimatedArrivalMinutes, bool Recommended, IReadOnlyList<SuggestionReason> Reasons);

public sealed record SuggestionReason(string Code, string Text, System.Text.Json.JsonElement? Value);

internal sealed record AssignedJourney(Guid JourneyId, string UnitId, string State);

public sealed record Journey(
    Guid Id, string UnitId, string? UnitName, string State, string? TrackingNumber, string? Purpose, string? VillageCode, DateTimeOffset? AssignedAt);
