using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>POST /api/identity/revoke</c>: signs out. The same answer for a token nobody knows (RFC 7009, 2.2).</summary>
internal static class RevokeToken
{
    internal sealed record Request(string? RefreshToken);

    public static async Task<Results<NoContent, Refusal>> HandleAsync(Request request, Sessions sessions, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("refreshToken", request.RefreshToken, maximum: 128);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        await sessions.EndAsync(request.RefreshToken!, cancellationToken);
        return TypedResults.NoContent();
    }
}
