using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>What boards are told of a request: all that the list of requests says, save for what it is.</summary>
/// <param name="Version">Grows with every change: what comes late with a lower one is old.</param>
internal sealed record RequestState(
    Guid Id, int Version, Guid? ComplaintId, string? TrackingNumber, string? VillageCode, string? PickUpVillageCode, string? PickUpName, double? Latitude, double? Longitude, string? DropOffVillageCode, string? DropOffName, bool IsVisit,
    DateTimeOffset? PickUpFrom, DateTimeOffset? PickUpUntil, DateTimeOffset WaitingSince, DateTimeOffset DueAt, int? Passengers, bool? NeedsWheelchair,
    RequestStatus Status, string? WaitsBecause, int Failures, DateTimeOffset? PlannedPickUpAt, Guid? JourneyId, string? UnitCode);

/// <param name="VillageCode">Of the next stop; null when nothing is left to do.</param>
internal sealed record JourneyEventState(Guid Id, int Version, Guid UnitId, string UnitCode, JourneyState State, string? VillageCode, DateTimeOffset SlotFrom, DateTimeOffset SlotUntil);

/// <summary>A journey that no longer concerns whoever reads this, or never did.</summary>
internal sealed record JourneyGone(Guid Id, bool Gone);

/// <param name="At">When it was there; null for a unit without a tracker.</param>
/// <param name="Stale">The position is older than the rules trust; null without one.</param>
/// <param name="Busy">On a journey.</param>
internal sealed record UnitState(
    Guid Id, string Code, double? Latitude, double? Longitude, DateTimeOffset? At, double? SpeedKilometresPerHour, double? Bearing, bool? Stale, bool Busy);

/// <param name="RaisedAt">Since when nobody looks at the queue although somebody waits; null while that is not so.</param>
internal sealed record AlarmState(bool Raised, DateTimeOffset? RaisedAt);

/// <summary>One event as it goes over the line, for all who may read it.</summary>
/// <param name="Places">The villages or districts that it is about: who has one of them reads it.</param>
/// <param name="ChangedAt">Null for what has no place in the order of changes.</param>
/// <param name="Elsewhere">What everybody else is told; null for nothing.</param>
internal sealed record BoardEvent(string Kind, Guid Id, int Version, IReadOnlyList<string?> Places, DateTimeOffset? ChangedAt, string Data, string? Elsewhere = null)
{
    public string? For(GrantedScope scope) => scope.IsWholeCity || Places.Any(scope.Covers) ? Data : Elsewhere;
}

/// <summary>Reads present states for the boards, a piece at a time.</summary>
internal static class BoardStates
{
    public const string Request = "request", Journey = "journey", Unit = "unit", Alarm = "alarm";

    /// <summary>Rows read at once.</summary>
    public const int Piece = 200;

    public static async Task<List<BoardEvent>> RequestsAsync(MobileUnitsDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var states = await db.Requests.AsNoTracking().Where(request => ids.Contains(request.Id)).OrderBy(request => request.ChangedAt).Select(request => new
        {
            request.ChangedAt,
            State = new RequestState(
                request.Id, request.Version, request.ComplaintId, request.TrackingNumber, request.VillageCode, request.PickUpVillageCode ?? request.VillageCode, request.PickUpName, request.Latitude, request.Longitude, request.DropOffVillageCode, request.DropOffName, request.IsVisit,
                request.PickUpFrom, request.PickUpUntil, request.WaitingSince, request.DueAt, request.Passengers, request.NeedsWheelchair,
                request.Status, request.WaitsBecause, request.Failures, request.PlannedPickUpAt, request.JourneyId, request.Journey!.Unit.Code),
        }).ToListAsync(cancellationToken);
        var names = await DestinationNames.ReadAsync(db, cancellationToken);
        return states.ConvertAll(row => new BoardEvent(Request, row.State.Id, row.State.Version, [row.State.VillageCode], row.ChangedAt, Json(row.State with
        {
            PickUpName = names.Of(row.State.PickUpVillageCode, row.State.PickUpName),
            DropOffName = names.Of(row.State.DropOffVillageCode, row.State.DropOffName),
        })));
    }

    public static async Task<List<BoardEvent>> JourneysAsync(MobileUnitsDb db, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var journeys = await db.Journeys.AsNoTracking().Include(journey => journey.Requests).Include(journey => journey.Unit)
            .Where(journey => ids.Contains(journey.Id)).OrderBy(journey => journey.ChangedAt).ToListAsync(cancellationToken);
        return journeys.ConvertAll(journey => new BoardEvent(
            Journey, journey.Id, journey.Version, [.. journey.Requests.Select(request => request.VillageCode)], journey.ChangedAt,
            Json(new JourneyEventState(journey.Id, journey.Version, journey.UnitId, journey.Unit.Code, journey.State, journey.NextStop?.Place.VillageCode, journey.SlotFrom, journey.SlotUntil)),
            Json(new JourneyGone(journey.Id, Gone: true))));
    }

    public static BoardEvent ToEvent(this UnitState state, string baseCode) => new(Unit, state.Id, Version: 0, [baseCode], ChangedAt: null, Json(state));

    public static BoardEvent ToEvent(this QueueAlarm? alarm) => new(Alarm, Guid.Empty, Version: 0, [], ChangedAt: null, AlarmJson(alarm), AlarmJson(alarm));

    private static string AlarmJson(QueueAlarm? alarm) => Json(new AlarmState(alarm?.RaisedAt is not null, alarm?.RaisedAt));

    private static string Json<T>(T state) => JsonSerializer.Serialize(state, StrictJson.Lenient);
}
