using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>Day plans of the dispatcher's region: how far a run is, what came of it, and why whom is left out.</summary>
internal static class ReadDayPlans
{
    /// <param name="Progress">Percent of the time limit that is over.</param>
    /// <param name="Kilometres">0 while it runs.</param>
    internal sealed record Item(
        Guid Id, DateOnly Day, DayPlanState State, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, int Seconds, int Progress, int Served, int Unserved, int UnitsUsed, double Kilometres);

    /// <param name="TravelTimes">Who said how long the ways take, in the caller's language; null before the end.</param>
    internal sealed record Answer(Item Plan, string? TravelTimes, IReadOnlyList<PlannedRoute> Routes, IReadOnlyList<LeftOutItem> LeftOut);

    internal sealed record LeftOutItem(Guid RequestId, string Code, string Why);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> ListAsync(
        DateOnly? day, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var regions = string.Join(' ', scope.Regions);
        var plans = db.DayPlans.AsNoTracking().Where(plan => plan.Regions == regions && (day == null || plan.Day == day));
        var total = await plans.CountAsync(cancellationToken);
        var page = await plans.OrderByDescending(plan => plan.AskedAt).Skip(paging.Skip).Take(paging.Size)
            // Without the plans themselves, which are large.
            .Select(plan => new Item(
                plan.Id, plan.Day, plan.State, plan.AskedBy, plan.AskedAt, plan.EndedAt, plan.Seconds, plan.Progress, plan.Served, plan.Unserved, plan.UnitsUsed, plan.Kilometres))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page, paging.Number, paging.Size, total));
    }

    public static async Task<Results<Ok<Answer>, Refusal>> ReadAsync(Guid id, HttpContext context, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var (plan, refusal) = await db.PlanOfAsync(id, scope, cancellationToken);
        if (plan is null)
        {
            return refusal!;
        }

        var planned = ResultOf(plan);
        return TypedResults.Ok(new Answer(
            ItemOf(plan), planned?.TravelTimes.For(context), planned?.Routes ?? [], [.. (planned?.LeftOut ?? []).Select(each => new LeftOutItem(each.RequestId, each.Code, each.Why.For(context)))]));
    }

    public static async Task<Results<Ok<Item>, Refusal>> StopAsync(Guid id, Nothing? _, GrantedScope scope, MobileUnitsDb db, DayPlanRuns runs, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (plan, refusal) = await db.PlanOfAsync(id, scope, cancellationToken);
            if (plan is null)
            {
                return refusal!;
            }

            if (plan.State != DayPlanState.Running)
            {
                return NotRunning;
            }

            plan.AskToStop();
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                runs.Stop(id);
                return TypedResults.Ok(ItemOf(plan));
            }

            // It reported, or ended, at the same moment.
        }
    }

    /// <summary>Only whoever has all of the regions that it is for.</summary>
    public static async Task<(DayPlan? Plan, Refusal? Refusal)> PlanOfAsync(this MobileUnitsDb db, Guid id, GrantedScope scope, CancellationToken cancellationToken)
        => await db.DayPlans.FindAsync([id], cancellationToken) is not { } plan ? (null, Refusal.NotFound)
            : plan.Regions.Split(' ').All(region => RegionCode.Parse(region) is { Level: RegionLevel.Regency } ? scope.IsWholeCity : scope.Covers(region)) ? (plan, null)
            : (null, Refusal.OutsideScope);

    public static PlannedDay? ResultOf(DayPlan plan) => plan.Result is null ? null : JsonSerializer.Deserialize<PlannedDay>(plan.Result, JsonSerializerOptions.Web);

    public static Item ItemOf(DayPlan plan) => new(
        plan.Id, plan.Day, plan.State, plan.AskedBy, plan.AskedAt, plan.EndedAt, plan.Seconds, plan.Progress, plan.Served, plan.Unserved, plan.UnitsUsed, plan.Kilometres);

    private static readonly Refusal NotRunning = new(409, "not_running", new("Perhitungan ini sudah selesai.", "This run is over."));
}
