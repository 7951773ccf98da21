using PlanningPlatform.Identity.Features;

namespace PlanningPlatform.Identity;

/// <summary>All that this service answers. What is not named here is refused.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        var discovery = app.MapGroup("/.well-known").AllowAnonymous();
        discovery.MapGet("/openid-configuration", Discovery.Configuration);
        discovery.MapGet("/jwks.json", Discovery.Keys);

        var identity = app.MapGroup("/api/identity");
        identity.MapPost("/token", IssueToken.HandleAsync).AllowAnonymous();
        identity.MapPost("/revoke", RevokeToken.HandleAsync).AllowAnonymous();
        identity.MapPost("/setup", SetUpFirstAdministrator.HandleAsync).AllowAnonymous();
        identity.MapGet("/me", WhoAmI.Handle).RequireAuthorization(signedIn => signedIn.RequireAuthenticatedUser());
    }
}
