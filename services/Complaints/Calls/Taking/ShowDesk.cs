using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Emergencies;
using PlanningPlatform.Complaints.Calls.Shifts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>All that an operator's screen shows: the one open call, who waits, open emergencies with their units, emergencies to call back, and what the last shift handed over.</summary>
internal static class ShowDesk
{
    private const int MostWaiting = 20;
    private const int MostCallBacks = 20;

    /// <param name="Shift">Null when the reader is not on duty.</param>
    /// <param name="Open">The reader's own open call; null when they are free.</param>
    /// <param name="Waiting">In the order in which they are answered; at most twenty.</param>
    /// <param name="WaitingTotal">All that wait.</param>
    /// <param name="CallBacks">Emergencies of which nothing was lodged and that nobody has; at most twenty, oldest first.</param>
    /// <param name="Handovers">Written by others and not taken over yet; at most ten, newest first.</param>
    internal sealed record Answer(
        ShiftAnswer? Shift, CallFile? Open, IReadOnlyList<CallAnswer> Waiting, int WaitingTotal, IReadOnlyList<CallAnswer> CallBacks, IReadOnlyList<EmergencyCard> Emergencies,
        IReadOnlyList<HandoverItem> Handovers);

    public static async Task<Ok<Answer>> Handle(
        ClaimsPrincipal user, ComplaintsDb db, CallFiles files, CallNumbers numbers, HttpContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var (reader, now) = (user.UserName(), time.GetUtcNow());
        var shift = await db.Shifts.AsNoTracking().FirstOrDefaultAsync(row => row.OnDuty == reader, cancellationToken);
        var open = await db.Calls.AsNoTracking().Include(call => call.Entries).FirstOrDefaultAsync(call => call.OpenWith == reader, cancellationToken);
        var waiting = await db.Waiting(now).AsNoTracking().Take(MostWaiting).ToListAsync(cancellationToken);
        var waitingTotal = waiting.Count < MostWaiting ? waiting.Count : await db.Waiting(now).CountAsync(cancellationToken);
        var callBacks = await db.Calls.AsNoTracking().NeedingCallBack().OrderBy(call => call.StartedAt).ThenBy(call => call.Id).Take(MostCallBacks).ToListAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(
            ShiftAnswer.Of(shift), open is null ? null : await files.OpenAsync(open, reader, cancellationToken),
            await db.AnswersAsync(waiting, numbers, now, cancellationToken), waitingTotal, await db.AnswersAsync(callBacks, numbers, now, cancellationToken),
            await db.OpenEmergenciesAsync(cancellationToken), await db.OpenHandoversAsync(reader, cancellationToken)));
    }
}
