using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>The calls of one day of the region, newest first; today when no day is named.</summary>
internal static class ListCalls
{
    /// <param name="Day">On the region's wall calendar: <c>2026-11-21</c>.</param>
    /// <param name="Kind">Only these.</param>
    /// <param name="State">Only these.</param>
    /// <param name="Operator">Only those that this operator answered or took over last.</param>
    /// <param name="CallBack">Only emergencies of which nothing was lodged and that nobody has; of every day.</param>
    internal sealed record Filter(DateOnly? Day, Choice<CallKind>? Kind, Choice<CallState>? State, string? Operator, bool? CallBack);

    public static async Task<Results<Ok<Paged<CallAnswer>>, Refusal>> Handle(
        [AsParameters] Filter filter, [AsParameters] Paging paging, ComplaintsDb db, CallNumbers numbers, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var calls = db.Calls.AsNoTracking();
        if (filter.CallBack == true)
        {
            calls = calls.NeedingCallBack();
        }
        else
        {
            var day = filter.Day ?? regency.TimeZone.DateOf(now);
            calls = calls.Where(call => call.Day == day);
        }

        if (filter.Kind is { } kind)
        {
            calls = calls.Where(call => call.Kind == kind.Value);
        }

        if (filter.State is { } state)
        {
            calls = calls.Where(call => call.State == state.Value);
        }

        if (filter.Operator is { } who)
        {
            calls = calls.Where(call => call.Operator == who);
        }

        var total = await calls.CountAsync(cancellationToken);
        var page = await calls.OrderByDescending(call => call.StartedAt).ThenByDescending(call => call.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<CallAnswer>(await db.AnswersAsync(page, numbers, now, cancellationToken), paging.Number, paging.Size, total));
    }

    /// <summary>As <see cref="Call.NeedsCallBack"/>.</summary>
    public static IQueryable<Call> NeedingCallBack(this IQueryable<Call> calls)
        => calls.Where(call => call.Kind == CallKind.Emergency && call.ComplaintId == null && call.State != CallState.Ringing && call.State != CallState.Open);
}
