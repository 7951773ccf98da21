using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>GET /api/identity/accounts?search=&amp;role=&amp;state=</c>: by user name.</summary>
internal static class ListAccounts
{
    /// <param name="Roles">Held now.</param>
    /// <param name="ActingRoles">Those of them that are inherited by decree.</param>
    internal sealed record Row(Guid Id, string Username, string Name, AccountState State, IReadOnlyList<string> Roles, IReadOnlyList<string> ActingRoles, IReadOnlyList<string> Regions, IReadOnlyList<string> Agencies);

    public static async Task<Results<Ok<Paged<Row>>, Refusal>> HandleAsync(
        string? search, string? role, Choice<AccountState>? state, [AsParameters] Paging paging, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if ((paging.Check() ?? Check(search, role)) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var accounts = InState(db.Accounts.AsNoTracking(), state?.Value);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var wanted = search.Trim().ToUpperInvariant();
            accounts = accounts.Where(account => account.SearchText.Contains(wanted));
        }

        if (role is not null)
        {
            accounts = accounts.Where(account => account.Assignments.Any(held => held.Role == role && held.ValidFrom <= now && (held.ValidUntil == null || held.ValidUntil > now)));
        }

        var page = await accounts.Include(account => account.Assignments).OrderBy(account => account.NormalizedUserName).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Row>([.. page.Select(account => ToRow(account, now))], paging.Number, paging.Size, await accounts.CountAsync(cancellationToken)));
    }

    private static IQueryable<Account> InState(IQueryable<Account> accounts, AccountState? state) => state switch
    {
        AccountState.Active => accounts.Where(account => account.DeactivatedAt == null && account.PasswordHash != null),
        AccountState.Invited => accounts.Where(account => account.DeactivatedAt == null && account.PasswordHash == null),
        AccountState.Deactivated => accounts.Where(account => account.DeactivatedAt != null),
        _ => accounts,
    };

    private static Row ToRow(Account account, DateTimeOffset now)
    {
        var held = account.Assignments.Where(assignment => assignment.IsHeldAt(now)).ToList();
        return new(
            account.Id, account.UserName, account.FullName, account.State(),
            [.. held.Select(assignment => assignment.Role).Distinct()],
            [.. held.Where(assignment => !assignment.IsOwn).Select(assignment => assignment.Role).Distinct()],
            [.. held.Select(assignment => assignment.Region).OfType<string>().Distinct()],
            [.. held.Select(assignment => assignment.Agency).OfType<string>().Distinct()]);
    }

    private static Refusal? Check(string? search, string? role)
    {
        var errors = new FieldErrors();
        errors.AllowText("search", search, 100);
        if (role is not null && !AccountFields.StaffRoles.Contains(role))
        {
            errors.Add("role", "unknown", "Peran ini tidak dikenal.", "Unknown role.");
        }

        return errors.Any ? errors.ToRefusal() : null;
    }
}
