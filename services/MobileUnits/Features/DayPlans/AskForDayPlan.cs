using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>Has a day of the dispatcher's region planned, within the time that the dispatcher gives. The answer leaves at once; the run tells how far it is.</summary>
internal static class AskForDayPlan
{
    /// <summary>A day plan needs no more, and somebody else waits behind it. [ours]</summary>
    private const int MostSeconds = 300;

    private const int UsualSeconds = 10;

    /// <param name="Day">Local date; today or later.</param>
    /// <param name="Seconds">1 to 300; 10 when absent.</param>
    internal sealed record Request(DateOnly? Day, int? Seconds);

    internal sealed record Answer(Guid Id, DayPlanState State);

    public static async Task<Results<Accepted<Answer>, Refusal>> Handle(
        Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, DayPlanRuns runs, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = regency.TimeZone.DateOf(now);
        var errors = new FieldErrors();
        if (body.Day is not { } day || day < today || day > today.AddDays(60))
        {
            errors.Add("day", "out_of_range", "Pilih hari ini atau sesudahnya, paling lama 60 hari lagi.", "Choose today or later, at most 60 days ahead.");
        }

        if (body.Seconds is < 1 or > MostSeconds)
        {
            errors.Add("seconds", "out_of_range", $"Antara 1 dan {MostSeconds} detik.", $"Between 1 and {MostSeconds} seconds.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var plan = new DayPlan
        {
            Id = Guid.CreateVersion7(now),
            Day = body.Day!.Value,
            Regions = string.Join(' ', scope.Regions),
            AskedBy = user.UserName(),
            AskedAt = now,
            Seconds = body.Seconds ?? UsualSeconds,
        };
        plan.Report(0, 0, 0, 0, 0, now);
        db.DayPlans.Add(plan);
        await db.SaveChangesAsync(cancellationToken);
        if (runs.TryQueue(plan.Id))
        {
            return TypedResults.Accepted($"/api/dispatch/plans/{plan.Id}", new Answer(plan.Id, plan.State));
        }

        plan.Finish(DayPlanState.Failed, result: null, now);
        await db.SaveChangesAsync(cancellationToken);
        return TooMany;
    }

    private static readonly Refusal TooMany = new(429, "too_many_plans", new("Terlalu banyak rencana sedang dihitung. Coba lagi sebentar.", "Too many plans are being made. Try again in a while."));
}
