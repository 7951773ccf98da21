using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>The whole number of a call, to call back. The city's audit log says who asked; the operator who has the call open sees it without.</summary>
internal static class RevealNumber
{
    /// <param name="Number">E.164 where it could be read so.</param>
    internal sealed record Answer(string Number);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, HttpContext caller, ComplaintsDb db, CallNumbers numbers, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        if (await db.Calls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
        {
            return Refusal.NotFound;
        }

        var kept = await db.Callers.Where(row => row.Id == call.CallerId).Select(row => row.ProtectedNumber).FirstOrDefaultAsync(cancellationToken);
        if (numbers.Reveal(kept) is not { } number)
        {
            return CallRefusals.NumberWithheld;
        }

        if (call.OpenWith != caller.User.UserName())
        {
            db.Audit(caller, "caller_number_seen", id.ToString(), detail: null, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        caller.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(number));
    }
}
