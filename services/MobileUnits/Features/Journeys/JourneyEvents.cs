using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>What others are told of a journey.</summary>
internal static class JourneyEvents
{
    /// <param name="state">Where that is not the state of the request: Unassigned, Failed.</param>
    public static JourneyStateChanged ToEvent(this TripRequest request, Journey journey, DateTimeOffset now, string? state = null) => new(
        journey.Id, request.Version, now, request.ComplaintId, journey.UnitId, journey.Unit.Code, state ?? request.Status.ToString(), request.NotBefore, request.VillageCode, request.Id);

    /// <summary>Adds what a journey took, once it is over.</summary>
    public static void PublishEnd(this MobileUnitsDb db, Journey journey, DateTimeOffset now)
    {
        if (journey is not { State: JourneyState.Completed, EndedAt: { } ended })
        {
            return;
        }

        db.Publish(new JourneyEnded(
            journey.Id, journey.Version, now, journey.UnitId, journey.Unit.DistrictCode, journey.Requests.Count, journey.PassengersBrought,
            Math.Round(Math.Max(0, (ended - (journey.DepartedAt ?? ended)).TotalMinutes), 1), journey.Kilometres, journey.IsMeasured));
    }
}
