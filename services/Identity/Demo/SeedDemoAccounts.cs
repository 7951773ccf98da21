using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Identity.Demo;

/// <summary>
/// Makes the demo accounts, and brings their assignment and password up to date at each start. A name that a real account holds (an administrator
/// called admin, made before the demo was switched on) stays that account's.
/// </summary>
internal sealed class SeedDemoAccounts(
    IdentityDb db, IPasswordHasher<Account> hasher, IOptions<DemoSettings> demo, Regency regency, TimeProvider time)
{
    /// <returns>The demo accounts there are now.</returns>
    public async Task<IReadOnlyList<DemoAccount>> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Not those that a demo administrator made: their passwords are their own.
        var names = DemoAccounts.All.Select(wanted => wanted.UserName).ToList();
        var present = await db.Accounts.Include(account => account.Assignments).Where(account => account.IsDemo && names.Contains(account.UserName)).ToListAsync(cancellationToken);
        var passwordHash = PasswordHash(present);
        var taken = await db.Accounts.Where(account => !account.IsDemo).Select(account => account.NormalizedUserName).ToListAsync(cancellationToken);
        var free = DemoAccounts.All.Where(wanted => !taken.Contains(Account.Normalize(wanted.UserName))).ToList();
        foreach (var wanted in free)
        {
            var account = present.Find(account => account.UserName == wanted.UserName);
            if (account is null)
            {
                account = Make(wanted.UserName, wanted.Description.Split(':')[0], passwordHash);
            }
            else if (account.PasswordHash != passwordHash)
            {
                account.SetPassword(passwordHash, mustChange: false);
                await db.SaveChangesAsync(cancellationToken);
            }

            await AssignAsync(account, ScopeOf(wanted), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return free;
    }

    /// <summary>One hash for all, as they share the password anyway: sixteen would hold up the start by seconds.</summary>
    private string PasswordHash(List<Account> present)
    {
        var password = demo.Value.Password!;
        var known = present.Find(account => account.PasswordHash is not null);
        return known is not null && hasher.VerifyHashedPassword(known, known.PasswordHash!, password) == PasswordVerificationResult.Success
            ? known.PasswordHash!
            : hasher.HashPassword(known!, password);
    }

    private Account Make(string userName, string description, string passwordHash)
    {
        var now = time.GetUtcNow();
        var account = new Account(Guid.CreateVersion7(now), userName, isDemo: true, now);
        account.SetPassword(passwordHash, mustChange: false);
        account.Describe(description, email: null, phone: null);
        db.Accounts.Add(account);
        return account;
    }

    private Scope ScopeOf(DemoAccount wanted)
    {
        // The demo's villages are those of Kota Kediri; another city has the accounts without them.
        var city = regency.Code.ToString();
        return new(wanted.Role, wanted.Place?.StartsWith(city + ".", StringComparison.Ordinal) == true ? wanted.Place : city, wanted.Agency, wanted.Unit);
    }

    private async Task AssignAsync(Account account, Scope wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (account.Assignments.Count(held => held.IsOwn && held.IsHeldAt(now)) != 1 || !account.Assignments.Any(held => held.IsOwn && held.IsHeldAt(now) && held.Scope == wanted))
        {
            account.AssignFrom(now, [wanted], time);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
