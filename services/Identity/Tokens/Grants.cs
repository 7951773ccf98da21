using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>What an account may do now.</summary>
/// <param name="Claims">For the token.</param>
/// <param name="ChangesAt">When the next of its assignments begins or ends by itself; a token may not outlive that.</param>
internal sealed record Granted(IReadOnlyList<Claim> Claims, DateTimeOffset? ChangesAt);

/// <summary>Turns assignments into the claims that services read.</summary>
internal sealed class Grants(IdentityDb db, SecondFactors factors, Regency regency, IOptions<IdentitySettings> settings, TimeProvider time)
{
    public const string Must = "must";
    public const string MustChangePassword = "password";
    public const string MustEnrolSecondFactor = "second_factor";

    public async Task<Granted> OfAsync(Account account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await db.Assignments.AsNoTracking().Where(held => held.AccountId == account.Id && (held.ValidUntil == null || held.ValidUntil > now)).ToListAsync(cancellationToken);
        var held = all.Where(assignment => assignment.IsHeldAt(now)).ToList();
        if (await WhatComesFirstAsync(account, held, cancellationToken) is { } must)
        {
            return new([new(Must, must)], null);
        }

        var acting = held.Where(assignment => !assignment.IsOwn).ToList();
        List<Claim> claims =
        [
            .. Distinct("role", held.Select(assignment => assignment.Role)),
            .. Distinct("region", held.Select(assignment => ScopeOf(assignment).Region)),
            .. Distinct("agency", held.Select(assignment => assignment.Agency)),
            .. Distinct("unit", held.Select(assignment => assignment.Unit)),
            .. Distinct("grant", held.Select(assignment => ScopeOf(assignment).ToString())),
            .. Distinct("acting_grant", acting.Select(assignment => ScopeOf(assignment).ToString())),
            .. Distinct("acting_for", await OfficeHoldersAsync(acting, cancellationToken)),
        ];
        return new(claims, all.SelectMany(assignment => new[] { assignment.ValidFrom, assignment.ValidUntil }).Where(moment => moment > now).Min());
    }

    /// <summary>Does one of the account's roles need a second factor to sign in?</summary>
    public bool NeedSecondFactor(IEnumerable<Assignment> held) => held.Any(assignment => settings.Value.TwoFactorRoles.Contains(assignment.Role));

    private Scope ScopeOf(Assignment assignment) => assignment.Scope.In(regency.Code);

    private static IEnumerable<Claim> Distinct(string type, IEnumerable<string?> values)
        => values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(value => new Claim(type, value));

    private async Task<string?> WhatComesFirstAsync(Account account, List<Assignment> held, CancellationToken cancellationToken)
        => account.MustChangePassword ? MustChangePassword
            : NeedSecondFactor(held) && !await factors.IsOnAsync(account.Id, cancellationToken) ? MustEnrolSecondFactor
            : null;

    private async Task<List<string>> OfficeHoldersAsync(List<Assignment> acting, CancellationToken cancellationToken)
    {
        if (acting.Count == 0)
        {
            return [];
        }

        var appointments = acting.Select(assignment => assignment.ActingId!.Value).Distinct().ToList();
        return await db.Acting.Where(appointment => appointments.Contains(appointment.Id))
            .Join(db.Accounts, appointment => appointment.ForAccountId, holder => holder.Id, (_, holder) => holder.UserName).ToListAsync(cancellationToken);
    }
}
