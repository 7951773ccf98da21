using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Own;

/// <summary><c>POST /api/identity/me/sign-out-elsewhere</c>: ends every session but this one.</summary>
internal static class SignOutElsewhere
{
    public static async Task<NoContent> HandleAsync(Nothing? _, ClaimsPrincipal user, IdentityDb db, Sessions sessions, Audit audit, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(user.AccountId(), user.SessionId(), cancellationToken);
        audit.Add("sessions_ended", user.UserName());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
