using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Demo;

/// <summary>
/// Makes the demo accounts, and brings their claims and password up to date at each start. A name that a real account holds (an administrator
/// called admin, made before the demo was switched on) stays that account's.
/// </summary>
internal sealed class SeedDemoAccounts(
    IdentityDb db, UserManager<Account> accounts, IOptions<DemoSettings> demo, IConfiguration configuration, TimeProvider time)
{
    /// <returns>The demo accounts there are now.</returns>
    public async Task<IReadOnlyList<DemoAccount>> RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var present = await db.Users.Where(account => account.IsDemo).ToListAsync(cancellationToken);
        var passwordHash = PasswordHash(present);
        var taken = await db.Users.Where(account => !account.IsDemo).Select(account => account.NormalizedUserName).ToListAsync(cancellationToken);
        var free = DemoAccounts.All.Where(wanted => !taken.Contains(accounts.NormalizeName(wanted.UserName))).ToList();
        foreach (var wanted in free)
        {
            var account = present.Find(account => account.UserName == wanted.UserName);
            if (account is null)
            {
                account = await MakeAsync(wanted.UserName, passwordHash);
            }
            else if (account.PasswordHash != passwordHash)
            {
                account.PasswordHash = passwordHash;
                Require(await accounts.UpdateSecurityStampAsync(account), wanted.UserName);
            }

            await SetClaimsAsync(account, Claims(wanted));
        }

        await transaction.CommitAsync(cancellationToken);
        return free;
    }

    /// <summary>One hash for all, as they share the password anyway: sixteen would hold up the start by seconds.</summary>
    private string PasswordHash(List<Account> present)
    {
        var password = demo.Value.Password!;
        var known = present.Find(account => account.PasswordHash is not null);
        return known is not null && accounts.PasswordHasher.VerifyHashedPassword(known, known.PasswordHash!, password) == PasswordVerificationResult.Success
            ? known.PasswordHash!
            : accounts.PasswordHasher.HashPassword(known!, password);
    }

    private async Task<Account> MakeAsync(string userName, string passwordHash)
    {
        var now = time.GetUtcNow();
        var account = new Account(Guid.CreateVersion7(now), userName, isDemo: true, now) { PasswordHash = passwordHash };
        Require(await accounts.CreateAsync(account), userName);
        return account;
    }

    private List<Claim> Claims(DemoAccount wanted)
    {
        List<Claim> claims = [new("role", wanted.Role)];
        if (configuration["Region:Code"] is { Length: > 0 } city)
        {
            // The demo's villages are those of Kota Kediri; another city has the accounts without them.
            claims.Add(new("region", wanted.Place?.StartsWith(city + ".", StringComparison.Ordinal) == true ? wanted.Place : city));
        }

        if (wanted.Agency is not null)
        {
            claims.Add(new("agency", wanted.Agency));
        }

        if (wanted.Unit is not null)
        {
            claims.Add(new("unit", wanted.Unit));
        }

        return claims;
    }

    private async Task SetClaimsAsync(Account account, List<Claim> wanted)
    {
        var present = await accounts.GetClaimsAsync(account);
        if (!present.Select(claim => (claim.Type, claim.Value)).Order().SequenceEqual(wanted.Select(claim => (claim.Type, claim.Value)).Order()))
        {
            Require(await accounts.RemoveClaimsAsync(account, present), account.UserName!);
            Require(await accounts.AddClaimsAsync(account, wanted), account.UserName!);
        }
    }

    private static void Require(IdentityResult result, string userName)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Demo account '{userName}' could not be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
