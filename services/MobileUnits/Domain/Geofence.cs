using System.Runtime.InteropServices;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>When a unit counts as arrived by its positions alone.</summary>
/// <param name="Radius">Metres from the stop: within it the unit is there. A position less accurate than this says nothing.</param>
/// <param name="LeaveRadius">Metres: beyond it the unit is away; between the two it stays what it was.</param>
/// <param name="Stay">How long it has to be there, by the tracker's clock.</param>
/// <param name="Positions">In how many positions.</param>
/// <param name="MostSilence">After a longer silence nobody knows that it stayed there.</param>
/// <param name="FastestStanding">Kilometres per hour: who is faster drives past.</param>
internal sealed record GeofenceRules(double Radius, double LeaveRadius, TimeSpan Stay, int Positions, TimeSpan MostSilence, double FastestStanding);

/// <summary>The next stop of a journey, as far as it can be recognised on the map.</summary>
/// <param name="Since">When the unit set out for it: earlier positions, which may come late, say nothing about it.</param>
internal sealed record Target(Guid JourneyId, Guid RequestId, bool IsPickUp, GeoPoint Point, DateTimeOffset Since)
{
    public static Target? Of(Journey journey)
        => journey.LegalSteps.Contains(CrewStep.Arrive) && journey.NextStop is { Place: { Latitude: { } latitude, Longitude: { } longitude } } stop && GeoPoint.TryCreate(latitude, longitude, out var point)
            ? new(journey.Id, stop.Request.Id, stop.IsPickUp, point, SetOut(journey))
            : null;

    public bool IsSameStopAs(Target? other) => other is not null && (JourneyId, RequestId, IsPickUp) == (other.JourneyId, other.RequestId, other.IsPickUp);

    private static DateTimeOffset SetOut(Journey journey)
        => journey.Requests.SelectMany(request => (DateTimeOffset?[])[request.PickedUpAt, request.EndedAt]).Append(journey.DepartedAt).Max() ?? journey.AssignedAt;
}

/// <summary>One position, as far as it matters here.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Fix(GeoPoint Point, DateTimeOffset At, double? AccuracyMetres, double? SpeedKilometresPerHour);

/// <summary>How long a unit has been at its next stop without a break; a value, so that a position can be tried and taken back.</summary>
/// <param name="Target">Null while it is not near one.</param>
internal sealed record Nearness(Target? Target, DateTimeOffset Since, int Positions)
{
    public static readonly Nearness None = new(null, default, 0);

    /// <summary>Goes on by a position that is newer than all before.</summary>
    /// <param name="before">When the position before it was; null for the first.</param>
    /// <returns>What holds now, and whether the unit has arrived.</returns>
    public (Nearness Now, bool Arrived) After(Fix fix, DateTimeOffset? before, Target? target, GeofenceRules rules)
    {
        var here = target is not null && target.IsSameStopAs(Target) && fix.At - before <= rules.MostSilence ? this : None;
        if (target is null || fix.At < target.Since || fix.AccuracyMetres > rules.Radius)
        {
            return (here, false);
        }

        var metres = fix.Point.DistanceKilometresTo(target.Point) * 1000;
        if (metres > rules.LeaveRadius)
        {
            return (None, false);
        }

        if (metres > rules.Radius || fix.SpeedKilometresPerHour > rules.FastestStanding)
        {
            return (here, false);
        }

        here = here.Target is null ? new(target, fix.At, 1) : here with { Positions = here.Positions + 1 };
        return (here, here.Positions >= rules.Positions && fix.At - here.Since >= rules.Stay);
    }

    /// <summary>A position that comes late can say that the unit was away in between; that it was there it cannot.</summary>
    public Nearness AfterLate(Fix fix, GeofenceRules rules)
        => Target is not null && fix.At >= Since && !(fix.AccuracyMetres > rules.Radius) && fix.Point.DistanceKilometresTo(Target.Point) * 1000 > rules.LeaveRadius ? None : this;
}
