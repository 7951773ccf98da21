using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>Whoever administers in this request.</summary>
internal sealed class Administrator
{
    /// <summary>
    /// An administrator of the demo, whose password is printed in a banner, makes and changes demo accounts only: nothing of it may
    /// still open a door when the demo is off.
    /// </summary>
    public bool IsDemo { get; set; }

    public bool MayChange(Account account) => !IsDemo || account.IsDemo;
}

/// <summary>
/// Elsewhere a role taken away, or narrowed to a part of the city, works on until the token ends. Not here, where in those minutes somebody
/// could give it back to themselves.
/// </summary>
internal sealed class StillAdministrator(IdentityDb db, Sessions sessions, Administrator administrator, Regency regency, TimeProvider time) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (id, now) = (context.HttpContext.User.AccountId(), time.GetUtcNow());
        var account = await db.Accounts.AsNoTracking().Include(user => user.Assignments).SingleOrDefaultAsync(user => user.Id == id, context.HttpContext.RequestAborted);
        if (account is null || !sessions.MaySignIn(account) || !account.Assignments.Any(held => held.Role == Roles.Admin && held.Scope.IsWhole(regency.Code) && held.IsHeldAt(now)))
        {
            return Refusal.Forbidden;
        }

        administrator.IsDemo = account.IsDemo;
        return await next(context);
    }
}
