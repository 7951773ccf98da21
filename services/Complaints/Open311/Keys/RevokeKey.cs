using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>From now on the key opens nothing; what was posted with it stays. Revoking again changes nothing.</summary>
internal static class RevokeKey
{
    public static async Task<Results<Ok<KeyAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        if (await db.Open311Keys.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } key)
        {
            return Refusal.NotFound;
        }

        if (key.RevokedAt is null)
        {
            var now = time.GetUtcNow();
            key.Revoke(caller.User.UserName(), now);
            db.Audit(caller, "open311_key_revoked", key.Client, detail: null, now);
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(KeyAnswer.Of(key));
    }
}
