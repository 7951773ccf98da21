using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Crews;

/// <summary><c>GET /api/identity/crew?unit=MB-09&amp;place=35.71.03.1009</c>: whose accounts drive one mobile unit, for those who look after it; by user name.</summary>
internal static class ListCrew
{
    /// <summary>More nobody reads. [ours]</summary>
    private const int Most = 50;

    /// <param name="EveryUnit">It is crew of every unit in its region.</param>
    /// <param name="Until">Excluded; null until further notice.</param>
    /// <param name="State">Active or Invited: who was invited and has no password yet drives nothing.</param>
    internal sealed record Row(string Username, string Name, bool EveryUnit, DateTimeOffset? Until, AccountState State);

    /// <param name="unit">Code of the unit.</param>
    /// <param name="place">Code of the village or district that is its base: it says which grants reach it, and whose business the answer is.</param>
    public static async Task<Results<Ok<Paged<Row>>, Refusal>> HandleAsync(
        string? unit, string? place, GrantedScope scope, IdentityDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("unit", unit, AccountFields.LongestCode);
        if (!RegionCode.TryParse(place, out var code) || (regency.FindDistrict(code) is null && regency.FindVillage(code) is null))
        {
            errors.Add("place", "unknown", "Kode kecamatan atau kelurahan tidak dikenal.", "Unknown code of a district or village.");
        }

        if (errors.Any || code is null)
        {
            return errors.ToRefusal();
        }

        if (!scope.Covers(place))
        {
            return Refusal.OutsideScope;
        }

        var now = time.GetUtcNow();
        var held = await db.Accounts.AsNoTracking().Where(account => account.DeactivatedAt == null)
            .SelectMany(account => account.Assignments.Where(grant => grant.Role == Roles.Crew && (grant.Unit == unit || grant.Unit == "*") && grant.ValidFrom <= now && (grant.ValidUntil == null || grant.ValidUntil > now)),
                (account, grant) => new { account.UserName, account.FullName, HasPassword = account.PasswordHash != null, grant.Region, grant.Unit, grant.ValidUntil })
            .OrderBy(row => row.UserName).ToListAsync(cancellationToken);
        var crew = held
            .Where(row => row.Region is null || (RegionCode.TryParse(row.Region, out var region) && code.IsWithin(region)))
            .GroupBy(row => row.UserName, StringComparer.Ordinal)
            .Select(grants => grants.OrderBy(row => row.ValidUntil is not null).ThenByDescending(row => row.ValidUntil).First())
            .Select(row => new Row(row.UserName, row.FullName, row.Unit == "*", row.ValidUntil, row.HasPassword ? AccountState.Active : AccountState.Invited)).ToList();
        return TypedResults.Ok(new Paged<Row>([.. crew.Take(Most)], 1, Most, crew.Count));
    }
}
