using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>One call with what is known about its number and what happened to it.</summary>
internal static class GetCall
{
    public static async Task<Results<Ok<CallFile>, Refusal>> Handle(Guid id, ClaimsPrincipal user, ComplaintsDb db, CallFiles files, HttpContext context, CancellationToken cancellationToken)
    {
        if (await db.Calls.AsNoTracking().Include(row => row.Entries).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
        {
            return Refusal.NotFound;
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await files.OpenAsync(call, user.UserName(), cancellationToken));
    }
}
