using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Calls.Emergencies;
using PlanningPlatform.Complaints.Calls.Taking;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Calls.Supervision;

/// <summary>The line at this moment, for its supervisor: who is on duty and on a call, who waits, open emergencies with clocks and alarms, today's calls.</summary>
internal static class LiveView
{
    private const int MostOperators = 100;
    private const int MostWaiting = 20;

    /// <param name="Operators">On duty; those on a call first.</param>
    /// <param name="CallBacks">Emergencies of which nothing was lodged and that nobody has.</param>
    /// <param name="Today">Since midnight of the region.</param>
    internal sealed record Answer(
        DateTimeOffset AsOf, IReadOnlyList<Duty> Operators, IReadOnlyList<CallAnswer> Waiting, int WaitingTotal, int CallBacks, IReadOnlyList<EmergencyCard> Emergencies, int EmergenciesTotal,
        CallStatistics.Answer Today);

    /// <param name="OnCallSince">Null when free or on a break.</param>
    internal sealed record Duty(string Operator, DateTimeOffset Since, DateTimeOffset? BreakSince, Guid? CallId, DateTimeOffset? OnCallSince, CallKind? Kind);

    public static async Task<Ok<Answer>> Handle(ComplaintsDb db, CallNumbers numbers, Regency regency, IOptions<CallLimits> limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var shifts = await db.Shifts.AsNoTracking().Where(shift => shift.OnDuty != null).OrderBy(shift => shift.StartedAt).Take(MostOperators).ToListAsync(cancellationToken);
        var open = (await db.Calls.AsNoTracking().Where(call => call.State == CallState.Open).Take(MostOperators).ToListAsync(cancellationToken)).ToDictionary(call => call.OpenWith!, StringComparer.Ordinal);
        var waiting = await db.Waiting(now).AsNoTracking().Take(MostWaiting).ToListAsync(cancellationToken);
        var emergencies = await db.OpenEmergenciesAsync(cancellationToken);
        var today = regency.TimeZone.DateOf(now);
        return TypedResults.Ok(new Answer(
            now,
            [.. shifts.Select(shift => Of(shift, open.GetValueOrDefault(shift.Operator))).OrderBy(duty => duty.CallId is null).ThenBy(duty => duty.BreakSince is not null).ThenBy(duty => duty.Operator, StringComparer.Ordinal)],
            await db.AnswersAsync(waiting, numbers, now, cancellationToken), waiting.Count < MostWaiting ? waiting.Count : await db.Waiting(now).CountAsync(cancellationToken),
            await db.Calls.NeedingCallBack().CountAsync(cancellationToken), emergencies, await db.OpenEmergencies().CountAsync(cancellationToken),
            await CallStatistics.CountAsync(today, today, db, regency, limits.Value, cancellationToken)));
    }

    private static Duty Of(Shift shift, Call? call) => new(shift.Operator, shift.StartedAt, shift.BreakSince, call?.Id, call?.AnsweredAt, call?.Kind);
}
