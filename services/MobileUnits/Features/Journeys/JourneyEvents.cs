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

    /// <summary>Adds what a journey took, once it is over, however it ended: of one that broke down with two brought, two and the way until then. It counts on the day on which it ended.</summary>
    public static void PublishEnd(this MobileUnitsDb db, Journey journey)
    {
        if (journey is not { DepartedAt: not null, EndedAt: { } ended })
        {
            return;
        }

        db.Publish(new JourneyEnded(
            journey.Id, journey.Version, ended, journey.UnitId, journey.Unit.DistrictCode, journey.Requests.Count, journey.PassengersBrought,
            Math.Round(Math.Max(0, (ended - (journey.DepartedAt ?? ended)).TotalMinutes), 1), journey.Kilometres, journey.IsMeasured));
    }
}
