using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Oversight;

/// <summary><c>POST /api/identity/keys/replace</c>: the key may have leaked. Every access token is void at once; sessions go on with new ones.</summary>
internal static class ReplaceSigningKey
{
    internal sealed record Request(string? Reason);

    public static async Task<Results<NoContent, Refusal>> HandleAsync(Request request, KeyRotation rotation, Administrator administrator, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, maximum: 500);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (administrator.IsDemo)
        {
            return Administrator.NotInTheDemo;
        }

        return await rotation.ReplaceNowAsync(request.Reason!, cancellationToken) ? TypedResults.NoContent() : ReplacedMeanwhile;
    }

    private static Refusal ReplacedMeanwhile { get; } = new(409, "changed_meanwhile",
        new("Kunci baru saja diganti oleh administrator lain.", "Another administrator replaced the key a moment ago."));
}
