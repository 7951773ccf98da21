using System.Globalization;

namespace PlanningPlatform.Portal.Tests;

/// <summary>A day plan as the mobile units service answers it: one ride that has set out, one that is planned, a pause, and somebody whom nobody can take.</summary>
internal static class CannedPlans
{
    public static readonly string SetOut = Canned.Id.Replace('1', '3'), Left = Canned.Id.Replace('1', '4'), Late = Canned.Id.Replace('1', '5');

    /// <summary>Local midnight of tomorrow.</summary>
    public static DateTimeOffset Midnight => new(DateOnly.FromDateTime(Canned.Now.AddHours(7).DateTime).AddDays(1), default, TimeSpan.FromHours(7));

    public static DateTimeOffset At(int hour, int minute = 0) => Midnight.AddHours(hour).AddMinutes(minute);

    public static object Item(string state = "Done", int progress = 100, int served = 2, int unserved = 1) => new
    {
        id = Canned.Id, day = Midnight.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), state, askedBy = "armada", askedAt = Canned.Now.AddMinutes(-3), endedAt = state == "Running" ? null : (DateTimeOffset?)Canned.Now,
        seconds = 30, progress, served, unserved, unitsUsed = 2, kilometres = 21.4,
    };

    public static object File(string state = "Done", string code = "TooManyPassengers", string why = Canned.Hostile) => state is "Running" or "Failed"
        ? new { plan = Item(state, 40, 1, 2), travelTimes = (string?)null, routes = (object[])[], leftOut = (object[])[] }
        : new
        {
            plan = Item(state), travelTimes = (string?)"perkiraan",
            routes = (object[])
            [
                new { unitId = Canned.Id, unitCode = "MB-09", leaves = At(6, 50), ends = At(13), kilometres = 12.4, stops = (object[])
                [
                    Stop("PickUp", SetOut, At(7), At(7, 3), 2), Stop("DropOff", SetOut, At(7, 20), At(7, 22), 0),
                    Stop("Pause", null, At(12), At(13), 0),
                ] },
                new { unitId = Left, unitCode = "MB-02", leaves = At(8, 45), ends = At(9, 40), kilometres = 9.0, stops = (object[])
                [
                    Stop("PickUp", Canned.Id, At(9), At(9, 3), 2), Stop("DropOff", Canned.Id, At(9, 20), At(9, 22), 0),
                ] },
            ],
            leftOut = (object[])[new { requestId = Left, code, why }],
        };

    public static void AnswerAll(CannedServices services)
    {
        services.Answer("GET /api/dispatch/plans", CannedServices.List(Item(), Item("Failed")));
        services.Answer($"GET /api/dispatch/plans/{Canned.Id}", File());
    }

    /// <summary>Who waits: two of the plan, and one that came in since. Whoever has set out is on a journey.</summary>
    public static void AnswerWaiting(CannedServices services)
    {
        Canned.AnswerStanding(services);
        services.Answer("GET /api/dispatch/requests", CannedServices.List(
            Canned.Trip(status: "Suggested", from: At(9), until: At(9, 30)), Canned.Trip(Left, from: At(13), until: At(13, 30), village: "35.71.03.1009"),
            Canned.Trip(Late, from: At(10), until: At(10, 30), village: "35.71.01.1001"), Canned.Trip(Canned.Id.Replace('1', '6'), from: At(34), until: At(35))));
        services.Answer("GET /api/dispatch/journeys", CannedServices.List(new
        {
            journeyId = Canned.Id, unitId = Canned.Id, unitCode = "MB-09", state = "EnRoute", villageCode = Canned.Village, assignedAt = Canned.Now, slotFrom = Canned.Now,
            stops = (object[])
            [
                new { requestId = SetOut, kind = "PickUp", villageCode = Canned.Village, done = false, status = "EnRoute" },
                new { requestId = SetOut, kind = "DropOff", villageCode = "35.71.03.1003", name = "RSUD Kilisuci", done = false, status = "EnRoute" },
            ],
        }));
    }

    private static object Stop(string kind, string? requestId, DateTimeOffset begin, DateTimeOffset departure, int load) => new { kind, requestId, arrival = begin, begin, departure, load };
}
