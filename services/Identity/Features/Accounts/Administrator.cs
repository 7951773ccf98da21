using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
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

    /// <summary>
    /// Holds the role by decree for some days, in nobody's right but the office holder's: must not be able to stay, by giving the role to
    /// themselves or somebody else, or by taking over the account of another administrator.
    /// </summary>
    public bool IsActing { get; set; }

    /// <summary>Why this account is not this administrator's to change; null when it is.</summary>
    public Refusal? MayNotChange(Account account, DateTimeOffset now)
        => IsDemo && !account.IsDemo ? NotInTheDemo
            : IsActing && account.Assignments.Any(held => held.Role == Roles.Admin && (held.ValidUntil is null || held.ValidUntil > now)) ? ActingAdministrator
            : null;

    /// <summary>Why this administrator may not hand these out; null when that is fine.</summary>
    public Refusal? MayNotGive(IEnumerable<Scope> scopes) => IsActing && scopes.Any(scope => scope.Role == Roles.Admin) ? ActingAdministrator : null;

    public static Refusal NotInTheDemo { get; } = new(409, "not_in_the_demo",
        new("Administrator contoh hanya mengubah akun contoh.", "The demo's administrator changes demo accounts only."));

    private static Refusal ActingAdministrator { get; } = new(403, "acting_administrator",
        new("Selaku Plh atau Plt Anda tidak memberi peran administrator dan tidak mengubah akun administrator, termasuk akun Anda sendiri. Mintalah administrator tetap.",
            "While you act for an administrator you may not give the role of administrator, nor change an administrator's account, your own included. Ask a permanent administrator."));
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
        if (account is null || !sessions.MaySignIn(account) || !account.Assignments.Any(Administers))
        {
            return Refusal.Forbidden;
        }

        administrator.IsDemo = account.IsDemo;
        administrator.IsActing = !account.Assignments.Any(held => held.IsOwn && Administers(held));
        return await next(context);

        bool Administers(Assignment held) => held.Role == Roles.Admin && held.Scope.IsWhole(regency.Code) && held.IsHeldAt(now);
    }
}
