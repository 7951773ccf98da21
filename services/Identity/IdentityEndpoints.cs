using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Features.Acting;
using PlanningPlatform.Identity.Features.Crews;
using PlanningPlatform.Identity.Features.Oversight;
using PlanningPlatform.Identity.Features.Own;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity;

/// <summary>All that this service answers. What is not named here is refused.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        var discovery = app.MapGroup("/.well-known").AllowAnonymous();
        discovery.MapGet("/openid-configuration", Discovery.Configuration);
        discovery.MapGet("/jwks.json", Discovery.KeysAsync);

        var identity = app.MapGroup("/api/identity");
        identity.MapPost("/token", IssueToken.HandleAsync).AllowAnonymous();
        identity.MapPost("/revoke", RevokeToken.HandleAsync).AllowAnonymous();
        identity.MapGet("/setup", SetUpFirstAdministrator.CheckAsync).AllowAnonymous();
        identity.MapPost("/setup", SetUpFirstAdministrator.HandleAsync).AllowAnonymous();
        identity.MapGet("/password-link", UsePasswordLink.CheckAsync).AllowAnonymous();
        identity.MapPost("/password-link", UsePasswordLink.HandleAsync).AllowAnonymous();
        identity.MapPost("/password-forgotten", ReportForgottenPassword.HandleAsync).AllowAnonymous();

        var me = identity.MapGroup("/me").RequireAuthorization(signedIn => signedIn.RequireAuthenticatedUser());
        me.MapGet("", WhoAmI.Handle);
        me.MapPost("/password", ChangePassword.HandleAsync);
        me.MapGet("/second-factor", EnrolSecondFactor.ShowAsync);
        me.MapPost("/second-factor", EnrolSecondFactor.OfferAsync);
        me.MapPost("/second-factor/confirm", EnrolSecondFactor.ConfirmAsync);
        me.MapPost("/sign-out-elsewhere", SignOutElsewhere.HandleAsync);

        var accounts = identity.MapGroup("/accounts").RequireRoles(Roles.Admin).RequireWholeCity().AddEndpointFilter<StillAdministrator>();
        accounts.MapGet("", ListAccounts.HandleAsync);
        accounts.MapPost("", InviteAccount.HandleAsync);
        accounts.MapPost("/import", ImportAccounts.HandleAsync).WithMetadata(new RequestSizeLimitAttribute(ImportAccounts.LargestFile)).Accepts<string>("text/csv");
        accounts.MapGet("/{id:guid}", ShowAccount.HandleAsync);
        accounts.MapPut("/{id:guid}", ChangeContact.HandleAsync);
        accounts.MapPut("/{id:guid}/assignments", ChangeAssignments.HandleAsync);
        accounts.MapPost("/{id:guid}/deactivate", DeactivateAccount.HandleAsync);
        accounts.MapPost("/{id:guid}/reactivate", DeactivateAccount.UndoAsync);
        accounts.MapPost("/{id:guid}/password-reset", ResetPassword.HandleAsync);
        accounts.MapPost("/{id:guid}/sign-out", SignOutEverywhere.HandleAsync);
        accounts.MapPost("/{id:guid}/second-factor-reset", ResetSecondFactor.HandleAsync);

        identity.MapGet("/crew", ListCrew.HandleAsync)
            .RequireRoles(Roles.Dispatcher, Roles.ProgramManager, Roles.DistrictHead, Roles.VillageHead, Roles.VillageSectionHead);

        var acting = identity.MapGroup("/acting").RequireRoles(Roles.Admin).RequireWholeCity().AddEndpointFilter<StillAdministrator>();
        acting.MapGet("", ListActing.HandleAsync);
        acting.MapPost("", AppointActing.HandleAsync);
        acting.MapPost("/{id:guid}/end", EndActing.HandleAsync);

        identity.MapGroup("/keys").RequireRoles(Roles.Admin).RequireWholeCity().AddEndpointFilter<StillAdministrator>()
            .MapPost("/replace", ReplaceSigningKey.HandleAsync);
        identity.MapGroup("/audit").RequireRoles(Roles.Admin, Roles.Inspector).RequireWholeCity()
            .MapGet("", ListAudit.HandleAsync);
    }
}
