using System.Globalization;
using System.Net.Http.Headers;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Services;

/// <summary>The mobile units' dispatch: requests, suggestions, journeys.</summary>
internal sealed class DispatchApi(HttpClient http)
{
    /// <summary>Who waits, the most urgent first; also those for whom a day plan has a unit.</summary>
    /// <param name="looking">False when a page reads it by itself: nobody may be sitting there.</param>
    public Task<Answer<Listed<UnitRequest>>> WaitingAsync(bool looking, CancellationToken cancellationToken)
        => http.AskAsync<Listed<UnitRequest>>($"/api/dispatch/requests?status=Waiting&status=Suggested&pageSize=200{(looking ? "" : "&looking=false")}", cancellationToken);

    public Task<Answer<RequestFile>> RequestAsync(Guid requestId, CancellationToken cancellationToken)
        => http.AskAsync<RequestFile>($"/api/dispatch/requests/{requestId}", cancellationToken);

    public Task<Answer<Listed<Suggestion>>> SuggestionsAsync(Guid requestId, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Suggestion>>($"/api/dispatch/requests/{requestId}/suggestions", cancellationToken);

    public Task<Answer<Listed<StandingUnit>>> FleetAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<StandingUnit>>("/api/mobile-units?pageSize=200", cancellationToken);

    /// <param name="journeyId">The open journey that takes them along; null for a journey of their own.</param>
    public Task<Answer<AssignedJourney>> AssignAsync(Guid requestId, string unitId, string? reason, Guid? journeyId, CancellationToken cancellationToken)
        => http.TellAsync<AssignedJourney>($"/api/dispatch/requests/{requestId}/assign", new { unitId, reason, journeyId }, cancellationToken);

    public Task<Answer<AssignedJourney>> ReassignAsync(Guid requestId, string unitId, string reason, CancellationToken cancellationToken)
        => http.TellAsync<AssignedJourney>($"/api/dispatch/requests/{requestId}/reassign", new { unitId, reason }, cancellationToken);

    public Task<Answer<Changed>> UnassignAsync(Guid requestId, string reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/dispatch/requests/{requestId}/unassign", new { reason }, cancellationToken);

    /// <param name="outcome">Failed, NoUnit or Cancelled.</param>
    public Task<Answer<Changed>> CloseAsync(Guid requestId, string? outcome, string reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/dispatch/requests/{requestId}/close", new { outcome, reason }, cancellationToken);

    /// <summary>For a crew that cannot say so itself.</summary>
    /// <param name="outcome">Completed or Failed.</param>
    public Task<Answer<CrewAnswer>> EndJourneyAsync(Guid journeyId, string? outcome, string reason, CancellationToken cancellationToken)
        => http.TellAsync<CrewAnswer>($"/api/dispatch/journeys/{journeyId}/end", new { outcome, reason }, cancellationToken);

    public Task<Answer<Listed<Journey>>> OpenJourneysAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<Journey>>("/api/dispatch/journeys?open=true&pageSize=200", cancellationToken);

    /// <param name="step">accept, depart, arrive, board, complete or fail.</param>
    /// <param name="report">What the crew's phone says: only members that the step knows.</param>
    public Task<Answer<CrewAnswer>> StepAsync(Guid journeyId, string step, IReadOnlyDictionary<string, object> report, CancellationToken cancellationToken)
        => http.TellAsync<CrewAnswer>($"/api/dispatch/journeys/{journeyId}/{step}", report, cancellationToken);

    /// <summary>A signature or photo of somebody who was brought; with the same id it is kept once.</summary>
    /// <param name="kind">Signature or Photo.</param>
    /// <param name="at">When it was taken; null for now.</param>
    public Task<Answer<Changed>> KeepProofAsync(Guid journeyId, Guid proofId, Guid requestId, string kind, DateTimeOffset? at, Stream picture, CancellationToken cancellationToken)
        => http.UploadAsync<Changed>(
            $"/api/dispatch/journeys/{journeyId}/proofs/{proofId}?requestId={requestId}&kind={Uri.EscapeDataString(kind)}{(at is { } taken ? $"&at={Uri.EscapeDataString(taken.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : null)}",
            picture, "image/*", cancellationToken);

    public Task<Answer<Fetched>> ProofAsync(Guid journeyId, Guid proofId, CancellationToken cancellationToken)
        => http.FetchAsync($"/api/dispatch/journeys/{journeyId}/proofs/{proofId}", cancellationToken);

    /// <summary>Day plans of the caller's region, the newest first.</summary>
    public Task<Answer<Listed<DayPlan>>> PlansAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<DayPlan>>(string.Create(CultureInfo.InvariantCulture, $"/api/dispatch/plans?page={page}&pageSize={pageSize}"), cancellationToken);

    public Task<Answer<DayPlanFile>> PlanAsync(Guid planId, CancellationToken cancellationToken)
        => http.AskAsync<DayPlanFile>($"/api/dispatch/plans/{planId}", cancellationToken);

    public Task<Answer<AskedPlan>> AskForPlanAsync(DateOnly? day, int? seconds, CancellationToken cancellationToken)
        => http.TellAsync<AskedPlan>("/api/dispatch/plans", new { day, seconds }, cancellationToken);

    public Task<Answer<Changed>> StopPlanAsync(Guid planId, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/dispatch/plans/{planId}/stop", body: null, cancellationToken);

    public Task<Answer<AdoptedPlan>> AdoptPlanAsync(Guid planId, CancellationToken cancellationToken)
        => http.TellAsync<AdoptedPlan>($"/api/dispatch/plans/{planId}/adopt", body: null, cancellationToken);

    /// <summary>A request that came in since goes into the plan.</summary>
    public Task<Answer<Changed>> InsertIntoPlanAsync(Guid planId, string requestId, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/dispatch/plans/{planId}/insert", new { requestId = Posted.Said(requestId) }, cancellationToken);

    /// <summary>What happens on the board, as a stream that goes on; the caller disposes the answer.</summary>
    /// <param name="after">The last event that the reader had; null for from now on.</param>
    /// <param name="looking">False while nobody sits at the board.</param>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public async Task<HttpResponseMessage> EventsAsync(string? after, bool looking, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, looking ? "/api/dispatch/events" : "/api/dispatch/events?looking=false");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is { Length: > 0 and <= 200 } && after.All(character => character is >= ' ' and <= '~'))
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

/// <param name="TrackingNumber">Null, as places, passengers and wheelchair are, once the reporter had it erased.</param>
/// <param name="VillageCode">Whose resident it is for.</param>
/// <param name="PickUpVillageCode">Where they are fetched: elsewhere on the way back.</param>
/// <param name="PickUpName">Words by which the place is found; in a list only a destination's name, as the drop-off's.</param>
/// <param name="PickUpFrom">Null for as soon as possible.</param>
/// <param name="DueAt">By when a unit has to be there.</param>
/// <param name="WaitsBecause">Why it waits although there was a plan or a unit.</param>
/// <param name="Failures">How often a unit that had it could not go on.</param>
/// <param name="UnitCode">The unit that has it, or that the day plan has for it.</param>
public sealed record UnitRequest(
    Guid Id, string? TrackingNumber, string? VillageCode, string? PickUpName, double? Latitude, double? Longitude, string? DropOffVillageCode, string? DropOffName, bool IsVisit,
    DateTimeOffset? PickUpFrom, DateTimeOffset? PickUpUntil, DateTimeOffset WaitingSince, DateTimeOffset DueAt, int? Passengers, bool? NeedsWheelchair,
    string Status, string? WaitsBecause, int Failures, DateTimeOffset? PlannedPickUpAt, Guid? JourneyId, string? UnitCode, string? PickUpVillageCode = null)
{
    /// <summary>The village where they are fetched.</summary>
    public string? FetchedIn => PickUpVillageCode ?? VillageCode;

    public bool Waits => Status is "Waiting" or "Suggested";

    public bool IsUnderWay => Status is "Assigned" or "Accepted" or "EnRoute" or "Arrived" or "OnBoard";
}

/// <summary>One request with all that happened to it.</summary>
public sealed record RequestFile(UnitRequest Request, IReadOnlyList<RequestEntry> Timeline, IReadOnlyList<Proof>? Proofs);

public sealed record RequestEntry(string Code, DateTimeOffset At, string Actor, string? Note);

/// <param name="EstimatedArrivalMinutes">From where the unit stands now; null when a place is unknown.</param>
/// <param name="Recommended">Nothing speaks against it; any other needs a reason.</param>
/// <param name="RefusedBy">The rule that refuses it whatever the dispatcher says; null when it may be assigned.</param>
/// <param name="Share">The journey of it that could take them along; null when none can.</param>
public sealed record Suggestion(
    Guid UnitId, string Name, int? EstimatedArrivalMinutes, DateTimeOffset? PickUpAt, bool Recommended, string? RefusedBy, IReadOnlyList<SuggestionReason> Reasons, SharedRide? Share = null)
{
    public bool IsImpossible => RefusedBy is not null;
}

/// <param name="Text">In the reader's language.</param>
public sealed record SuggestionReason(string Code, string Text, double? Value);

/// <param name="DetourMinutes">What it costs those who are on it already, at most.</param>
/// <param name="With">Villages of those who are on it already.</param>
public sealed record SharedRide(Guid JourneyId, int DetourMinutes, DateTimeOffset? PickUpAt, IReadOnlyList<string> With);

/// <summary>That somebody was brought.</summary>
/// <param name="Kind">Signature or Photo.</param>
public sealed record Proof(Guid Id, Guid JourneyId, string Kind, DateTimeOffset At);

internal sealed record AssignedJourney(Guid JourneyId);

/// <param name="Code">Painted on the car: MB-09.</param>
/// <param name="LastPositionAt">Null without a tracker: it stands at its base.</param>
/// <param name="Stale">The last position is older than is trusted; null without one.</param>
public sealed record StandingUnit(
    Guid Id, string Code, string Name, string BaseCode, string BaseName, int Seats, bool HasWheelchairLift, DateOnly? RetiredOn, bool OutOfService, bool InOfficeUse, bool Busy,
    DateTimeOffset? LastPositionAt, double? Latitude, double? Longitude, bool? Stale);

/// <param name="UnitCode">Painted on the car: MB-09.</param>
/// <param name="LegalSteps">What the crew can report, the usual first.</param>
/// <param name="TrackingNumber">Of the next stop, as place, passengers and wheelchair are; null once the reporter had it erased.</param>
/// <param name="OdometerKilometres">The last reading; for the crew only.</param>
public sealed record Journey(
    Guid JourneyId, Guid UnitId, string UnitCode, string State, IReadOnlyList<string>? LegalSteps, string? TrackingNumber, string? VillageCode, double? Latitude, double? Longitude,
    int? Passengers, bool? NeedsWheelchair, DateTimeOffset AssignedAt, DateTimeOffset SlotFrom, int? OdometerKilometres, IReadOnlyList<JourneyStop>? Stops)
{
    /// <summary>Where it goes, or stands; null when nothing is left to do.</summary>
    public JourneyStop? NextStop => Stops?.FirstOrDefault(stop => !stop.Done);
}

/// <param name="Kind">PickUp, DropOff or Visit.</param>
/// <param name="Name">Words by which the place is found, or a destination's name.</param>
/// <param name="Contact">Who is fetched, with telephone and note: for the crew only, while the journey is open.</param>
public sealed record JourneyStop(
    Guid RequestId, string Kind, string? TrackingNumber, string? VillageCode, double? Latitude, double? Longitude, string? Name, int? Passengers, bool? NeedsWheelchair,
    DateTimeOffset? PlannedAt, bool Done, string Status, string? Contact, string? Phone, string? Note);

/// <summary>How a journey stands after a report.</summary>
public sealed record CrewAnswer(Guid JourneyId, string State, IReadOnlyList<string>? LegalSteps);
