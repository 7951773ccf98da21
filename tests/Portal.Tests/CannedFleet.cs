using System.Globalization;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The fleet as the mobile units service answers it: Banjaran owns MB-06, which somebody has to look after.</summary>
internal static class CannedFleet
{
    /// <summary>Of a block and of an expense.</summary>
    public static readonly string Other = Canned.Id.Replace('1', '4');

    private static DateOnly Today => DateOnly.FromDateTime(Canned.Now.AddHours(7).DateTime);

    public static object Unit(DateTimeOffset? consentedAt = null, string? retiredOn = null) => new
    {
        id = Canned.Id, code = "MB-06", name = "Mobmas MB-06", baseCode = Canned.Village, baseName = "Banjaran", districtCode = "35.71.02", ownerVillageCode = Canned.Village, consentedAt, consentBy = "lurah",
        seats = 6, hasWheelchairLift = true, handedOverOn = "2026-01-05", serviceDueOn = Day(9), taxDueOn = Day(-2), retiredOn, deviceId = "k3v9x2m7q4w8r5t6", odometerKilometres = 12_345,
        breakFrom = "12:00:00", breakUntil = "13:00:00", lastPositionAt = Canned.Now.AddMinutes(-9),
        warnings = (object[])[new { code = "service_due", on = Day(9), daysLeft = 9 }, new { code = "tax_overdue", on = Day(-2), daysLeft = -2 }],
        blocks = (object[])[new { id = Other, kind = "OfficeUse", from = Canned.Now.AddHours(2), until = Canned.Now.AddHours(5), note = Canned.Hostile, setBy = "kasi" }],
        shifts = (object[])[new { day = "Monday", from = "07:00:00", until = "12:00:00" }, new { day = "Monday", from = "13:00:00", until = "16:00:00" }, new { day = "Tuesday", from = "07:00:00", until = "15:30:00" }],
        costs = (object[])[new { month = Day(0)[..8] + "01", total = 1_250_000, rupiah = new { Fuel = 950_000, DriverAllowance = 300_000 } }],
        journeys = (object[])
        [
            new { id = Other, state = "Completed", slotFrom = Canned.Now.AddDays(-1), slotUntil = Canned.Now.AddDays(-1).AddHours(1), departedAt = Canned.Now.AddDays(-1), endedAt = Canned.Now.AddDays(-1).AddHours(1), drivenBy = "kru-mb06", passengers = 3, kilometres = 9.0, isMeasured = true },
        ],
        drivers = (object[])[new { account = "kru-mb06", journeys = 1, kilometres = 9.0 }], version = 7,
    };

    /// <summary>A street of villages in the camat's district: the first has its unit, the second misses one and people asked in vain.</summary>
    public static object Coverage(bool reached = false) => new
    {
        year = Today.Year, asOf = Day(0), legalBasis = Canned.Hostile, targetUnitsPerVillage = 1, total = new { units = 12, need = 46, gap = 37, villages = 46, coveredVillages = 9, trips = 1_204, unmetDemand = 31 },
        districts = (object[])[new { code = "35.71.02", name = "Kecamatan Kota", sums = new { units = 4, need = 17, gap = 14, villages = 17, coveredVillages = 3, trips = 402, unmetDemand = 31 } }],
        villages = (object[])
        [
            new { code = Canned.Village, name = "Banjaran", districtCode = "35.71.02", units = 1, unitCodes = (string[])["MB-06"], need = 1, needIsRegistered = false, gap = 0, plannedOn = (string?)null, trips = 402, unmetDemand = 0, unmetByReason = new Dictionary<string, int>() },
            new { code = "35.71.02.1003", name = "Dandangan", districtCode = "35.71.02", units = 0, unitCodes = (string[])[], need = 2, needIsRegistered = true, gap = 2, plannedOn = (string?)Day(90), trips = 12, unmetDemand = 31, unmetByReason = new Dictionary<string, int> { ["no_unit"] = 30, ["outside_region"] = 1 } },
        ],
        forecast = new
        {
            targetYear = 2029, needed = 46, gap = 37, handedOver = 12, years = 1.0, ratePerYear = 12.0, formula = "laju = 12 unit / 1 tahun",
            byYear = (object[])[new { year = 2028, unitsByRate = 24, gapByRate = 13, unitsByPlan = 13, gapByPlan = 36 }, new { year = 2029, unitsByRate = 49, gapByRate = 0, unitsByPlan = 13, gapByPlan = 36 }],
            reachedByRate = reached, reachedByPlan = false, reachedInYearByRate = reached ? 2029 : 2031,
        },
        gaps = (string[])["35.71.02.1003"],
    };

    public static object Logbook(int trips = 2) => new
    {
        from = "2026-11-01", to = "2026-11-21", units = (object[])[new { code = "MB-06", baseCode = Canned.Village }],
        totals = new { trips, passengers = 5, rides = 2, kilometres = 21.5, measuredKilometres = 9.0, minutes = 75.0, fuelRupiah = 250_000, fuelLitres = 25.0, allowanceRupiah = 150_000 },
        trips = new
        {
            items = (object[])
            [
                new { date = "2026-11-20", unitCode = "MB-06", driver = "kru-mb06", fromVillage = Canned.Village, toVillage = "35.71.02.1003", passengers = (int?)3, departedAt = Canned.Now, arrivedAt = Canned.Now, endedAt = Canned.Now, odometerStart = (int?)12_000, odometerEnd = (int?)12_009, kilometres = 9.0, isMeasured = true, isShared = false },
                new { date = "2026-11-21", unitCode = "MB-06", driver = Canned.Hostile, fromVillage = Canned.Village, toVillage = (string?)null, passengers = (int?)null, departedAt = Canned.Now, arrivedAt = Canned.Now, endedAt = Canned.Now, odometerStart = (int?)null, odometerEnd = (int?)null, kilometres = 12.5, isMeasured = false, isShared = true },
            ],
            page = 1, pageSize = 200, total = trips,
        },
    };

    public static object Rules(string code = "default", string effectiveFrom = "2025-01-01") => new
    {
        code, effectiveFrom, legalBasis = Canned.Hostile, mostDaysAhead = 30, mostRepeatDays = 90, leastMinutesAhead = 60, mostTripsInSevenDays = 3, remindMinutesBefore = 720, staleAfterMinutes = 30,
        mostWorkMinutes = 480, mostDrivingMinutes = 240, stopMinutes = 5, visitMinutes = 30, mostDetourMinutes = 20, unmannedAfterMinutes = 10, targetUnitsPerVillage = 1, targetYear = 2029,
        purposes = (object[])
        [
            new { code = "Health", indonesian = "Kesehatan", english = "Health", isAllowed = true, approval = "None" }, new { code = "Other", indonesian = "Lainnya", english = "Other", isAllowed = true, approval = "VillageHead" },
        ],
    };

    public static void AnswerFleet(this CannedServices services)
    {
        services.Answer("GET /api/mobile-units", CannedServices.List(
            new
            {
                id = Canned.Id, code = "MB-06", name = "Mobmas MB-06", baseCode = Canned.Village, baseName = "Banjaran", districtCode = "35.71.02", ownerVillageCode = Canned.Village, servesOthers = true, seats = 6,
                hasWheelchairLift = true, retiredOn = (string?)null, outOfService = false, busy = true, warnings = (object[])[new { code = "tax_overdue", on = Day(-2), daysLeft = -2 }],
            },
            new
            {
                id = Other, code = "MB-01", name = "Mobmas MB-01", baseCode = "35.71.02", baseName = "Kecamatan Kota", districtCode = "35.71.02", ownerVillageCode = (string?)null, servesOthers = true, seats = 6,
                hasWheelchairLift = false, retiredOn = (string?)Day(-30), outOfService = false, busy = false, warnings = (object[])[],
            }));
        services.Answer($"GET /api/mobile-units/{Canned.Id}", Unit());
        services.Answer($"GET /api/mobile-units/{Canned.Id}/expenses", CannedServices.List(
            new { id = Other, kind = "Fuel", on = Day(-1), rupiah = 250_000, litres = 25.0, odometerKilometres = (int?)null, note = Canned.Hostile, reverses = (string?)null, isReversed = false, recordedBy = "kasi", recordedAt = Canned.Now }));
        services.Answer("GET /api/mobile-units/coverage", Coverage());
        services.Answer("GET /api/mobile-units/coverage.csv", _ => Microsoft.AspNetCore.Http.Results.Text("village_code\r\n", "text/csv"));
        services.Answer("GET /api/mobile-units/logbook", Logbook());
        services.Answer("GET /api/mobile-units/logbook.csv", _ => Microsoft.AspNetCore.Http.Results.Text("date\r\n", "text/csv"));
        services.Answer("GET /api/mobile-units/rules", CannedServices.List(Rules("perwali-2999", "2999-01-01"), Rules()));
    }

    private static string Day(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
