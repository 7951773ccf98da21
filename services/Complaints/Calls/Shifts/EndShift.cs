using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Calls.Emergencies;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>An operator goes off duty and leaves a handover (serah terima): what is open, written down as it is now, and a note. A call that is open still is in it, for whoever takes it over.</summary>
internal static class EndShift
{
    private const int Most = 50;

    /// <param name="Note">For the next shift; may be left out.</param>
    internal sealed record Request(string? Note);

    public static async Task<Results<Ok<HandoverAnswer>, Refusal>> Handle(Request request, ClaimsPrincipal user, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AllowText("note", request.Note, Handover.LongestNote);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        return await db.DecideAsync<Results<Ok<HandoverAnswer>, Refusal>>(async () =>
        {
            var (actor, now) = (user.UserName(), time.GetUtcNow());
            if (await db.Shifts.FirstOrDefaultAsync(row => row.OnDuty == actor, cancellationToken) is not { } shift)
            {
                return CallRefusals.NotOnDuty;
            }

            var handover = Handover.Write(shift, await WhatIsOpenAsync(shift, db, cancellationToken), string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), now);
            shift.End(now);
            db.Handovers.Add(handover);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(HandoverAnswer.Of(handover));
        });
    }

    private static async Task<HandoverLists> WhatIsOpenAsync(Shift shift, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var emergencies = await db.OpenEmergencies().FirstOnScreenAsync(Most, cancellationToken);
        var unfinished = await db.Calls.AsNoTracking()
            .Where(call => call.State == CallState.Open || (call.ComplaintId == null && call.State == CallState.Missed && call.Kind == CallKind.Emergency)
                || (call.ComplaintId == null && call.State == CallState.Ended && (call.Kind == CallKind.Emergency || call.Kind == CallKind.Complaint)))
            .OrderBy(call => call.StartedAt).ThenBy(call => call.Id).Take(Most).Select(call => new { call.Id, call.StartedAt, call.Kind, call.Operator }).ToListAsync(cancellationToken);
        // What was answered in the shift, also where it rang before: answering a call is what puts somebody on duty. Nothing rings for a day; the bound lets the index of operators be of use.
        var rang = shift.StartedAt.AddDays(-1);
        var taken = await db.Calls.Where(call => call.Operator == shift.Operator && call.StartedAt >= rang && call.AnsweredAt >= shift.StartedAt)
            .GroupBy(call => call.Kind).Select(group => new { Kind = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new(
            [.. emergencies.Select(each => new HandoverLists.Emergency(each.Id, each.TrackingNumber, each.CategoryCode, each.VillageCode, each.ReceivedAt))],
            [.. emergencies.SelectMany(each => each.HandOffs.Where(card => card.IsOpen).OrderBy(card => card.CalledAt)
                .Select(card => new HandoverLists.Card(each.Id, each.TrackingNumber, card.Unit, card.CalledAt, card.EnRouteAt, card.OnSceneAt, card.Alarms)))],
            [.. unfinished.Select(call => new HandoverLists.UnfinishedCall(call.Id, call.StartedAt, call.Kind?.ToString(), call.Operator))],
            CallCounts.Of(taken.Select(each => (each.Kind, each.Count))));
    }
}
