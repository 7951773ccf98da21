using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>A unit with all that decides about its time around one request.</summary>
/// <param name="Open">Its journeys that have not ended, of that day and the days beside it, and the one that is under way.</param>
/// <param name="Driven">From departure to the end of those that have ended on that day, by whatever end.</param>
internal sealed record UnitTimetable(MobileUnit Unit, IReadOnlyList<Journey> Open, IReadOnlyList<Period> Driven)
{
    /// <summary>Its journeys that begin on that day, driven or planned.</summary>
    public IEnumerable<Period> On(DateOnly day, RegionTimeZone zone)
        => Driven.Concat(Open.Select(journey => new Period(journey.DepartedAt ?? journey.SlotFrom, journey.SlotUntil))).Where(journey => zone.DateOf(journey.From) == day);

    /// <summary>After so long it is at its base again. [ours]</summary>
    private static readonly TimeSpan StaysOut = TimeSpan.FromHours(4);

    /// <summary>Where it sets out for a trip at that time: where the journey before ends; where it is, when that is soon; else its base.</summary>
    public GeoPoint? StartFor(DateTimeOffset pickUp, DateTimeOffset now, RoadEstimate roads)
    {
        var before = Open.Where(journey => journey.SlotFrom <= pickUp && pickUp - journey.SlotUntil < StaysOut && journey.Stops.Count > 0).MaxBy(journey => journey.SlotUntil);
        if (before is not null)
        {
            return roads.PointOf(before.Stops[^1].Place);
        }

        return Unit.Track is { } track && pickUp - now <= TimeSpan.FromHours(1) ? new GeoPoint(track.Latitude, track.Longitude) : roads.PointOf(Unit.BaseCode);
    }

    /// <summary>The open journey that this would overlap; null when it is free.</summary>
    public Journey? InTheWay(Period slot, DateTimeOffset now) => Open.FirstOrDefault(journey => OccupiedBy(journey, now).Overlaps(slot));

    /// <summary>The rule that keeps the unit from serving all of these in that time; null when none does.</summary>
    /// <param name="load">The most that are on board at once.</param>
    public string? RefusalOf(Period slot, IReadOnlyList<TripRequest> requests, int load, DateOnly day, DateTimeOffset now)
        => !Unit.Serves(day) ? "retired"
            : Unit.BlockDuring(slot) is { } block ? block.Rule
            : InTheWay(slot, now) is not null ? "busy"
            : Unit.Seats < load ? "seats"
            : requests.Any(request => request.NeedsWheelchair == true) && !Unit.HasWheelchairLift ? "capability"
            : requests.Any(request => !Unit.MayServe(request.VillageCode)) ? "no_consent"
            : null;

    /// <summary>One that should be over and is not goes on.</summary>
    private static Period OccupiedBy(Journey journey, DateTimeOffset now)
        => new(journey.SlotFrom, journey.SlotFrom <= now && journey.SlotUntil <= now ? now.AddMinutes(1) : journey.SlotUntil);
}
