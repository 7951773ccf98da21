using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>A call comes in: typed by an operator, or handed over by the telephone system. It is never refused, whatever its number and whoever blocked it.</summary>
internal static class RingCall
{
    /// <param name="Number">As the exchange has it; left out when it is withheld. What is no number counts as withheld.</param>
    /// <param name="Emergency">The caller pressed the key for an emergency: every block of the number ends at once.</param>
    /// <param name="ExternalId">The telephone system's name for the call: the same one again rings once.</param>
    /// <param name="Answer">The operator has the caller on the line already. When another call of theirs is open, it rings like any other.</param>
    internal sealed record Request(string? Number, bool? Emergency, string? ExternalId, bool? Answer);

    public static Task<Results<Created<CallAnswer>, Ok<CallAnswer>>> Handle(
        Request request, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CallNumbers numbers, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => db.DecideAsync<Results<Created<CallAnswer>, Ok<CallAnswer>>>(async () =>
        {
            var external = string.IsNullOrEmpty(request.ExternalId) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(request.ExternalId));
            if (external is not null && await db.Calls.FirstOrDefaultAsync(call => call.ExternalHash == external, cancellationToken) is { } known)
            {
                return TypedResults.Ok(await desk.AnswerAsync(known, cancellationToken));
            }

            var (actor, now) = (user.UserName(), time.GetUtcNow());
            var caller = CallNumbers.Read(request.Number) is { } number ? await numbers.MeetAsync(db, number, now, cancellationToken) : null;
            var call = Call.Ring(caller, await db.IsBlockedAsync(caller?.Id, now, cancellationToken), external, regency.TimeZone.ToLocal(now), actor, now);
            db.Calls.Add(call);
            if (request.Emergency == true)
            {
                await db.MarkEmergencyAsync(call, actor, now, cancellationToken);
            }

            if (request.Answer == true)
            {
                await desk.PickUpAsync(call, actor, now, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Created($"/api/complaints/calls/{call.Id}", await desk.AnswerAsync(call, cancellationToken));
        });
}
