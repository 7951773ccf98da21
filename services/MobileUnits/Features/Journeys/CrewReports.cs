using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>What every report of a crew has: whose journey it is, whether it was told before, and a clock and an odometer that can be believed.</summary>
internal static class CrewReports
{
    /// <summary>Phones' clocks differ by so much. [ours]</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>In one journey within a city. [ours]</summary>
    private const int MostKilometresAtOnce = 1_000;

    public static async Task<(Journey? Journey, Refusal? Refusal)> OwnJourneyAsync(this MobileUnitsDb db, Guid id, GrantedScope scope, CancellationToken cancellationToken)
    {
        var journey = await db.Journeys.Include(row => row.Requests).ThenInclude(request => request.Booking).Include(row => row.Unit).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return journey is null ? (null, Refusal.NotFound)
            : scope.Grants.Any(grant => grant.CoversUnit(journey.Unit.Code, journey.Unit.BaseCode)) ? (journey, null)
            : (null, NotYourUnit);
    }

    /// <returns>Null when it is new; with a refusal when its id was used for something else.</returns>
    public static async Task<(CrewReport Report, Refusal? Refusal)?> WasReportedAsync(
        this MobileUnitsDb db, Guid? reportId, Journey journey, string step, CancellationToken cancellationToken)
        => reportId is null || await db.CrewReports.FindAsync([reportId], cancellationToken) is not { } earlier ? null
            : (earlier, earlier.JourneyId == journey.Id && earlier.Step == step ? null : ReportIdReused);

    /// <summary>As it is after a report that was found: what was read before may be older than that.</summary>
    public static Task<Journey> AgainAsync(this MobileUnitsDb db, Journey journey, CancellationToken cancellationToken)
        => db.Journeys.AsNoTracking().Include(row => row.Requests).FirstAsync(row => row.Id == journey.Id, cancellationToken);

    public static FieldErrors Check(Journey journey, DateTimeOffset? at, int? odometer, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        if (at > now + ClockTolerance)
        {
            errors.Add("at", "clock_ahead", "Jam telepon ini lebih cepat dari waktu sebenarnya. Perbaiki jam telepon.", "This phone's clock is ahead. Please set it right.");
        }
        else if (at < journey.AssignedAt - ClockTolerance)
        {
            errors.Add("at", "before_assignment", "Waktu ini sebelum perjalanan ditugaskan. Perbaiki jam telepon.", "This is before the journey was assigned. Please set the phone's clock right.");
        }

        errors.CheckReading("odometer", odometer, journey.Unit);
        if (!errors.Any && odometer > journey.OdometerStart + MostKilometresAtOnce)
        {
            errors.Add("odometer", "too_far", "Lebih dari 1.000 km dalam satu perjalanan. Periksa kembali.", "More than 1,000 km in one journey. Please check.");
        }

        return errors;
    }

    /// <summary>When it was done: as the phone says, but neither before it could have been nor in the time to come.</summary>
    public static DateTimeOffset Believed(Journey journey, DateTimeOffset? at, DateTimeOffset now)
    {
        var earliest = journey.DepartedAt ?? journey.AssignedAt;
        var said = at is { } moment && moment < now ? moment.ToUniversalTime() : now;
        return said < earliest ? earliest : said;
    }

    public static void Remember(this MobileUnitsDb db, Guid? reportId, Journey journey, string step, int? odometer, ClaimsPrincipal user, DateTimeOffset at, DateTimeOffset now)
    {
        if (odometer is { } kilometres)
        {
            journey.ReadOdometer(kilometres);
            journey.Unit.ReadOdometer(kilometres);
        }

        if (reportId is { } id)
        {
            db.CrewReports.Add(new CrewReport { Id = id, JourneyId = journey.Id, Step = step, Crew = user.UserName(), At = at, ReceivedAt = now });
        }
    }

    private static readonly Refusal NotYourUnit = new(403, "not_your_unit", new("Perjalanan ini milik unit lain.", "This journey belongs to another unit."));

    private static readonly Refusal ReportIdReused = new(422, "report_id_reused", new(
        "Nomor laporan ini sudah dipakai untuk langkah lain.", "This report's id was used for another step."));
}
