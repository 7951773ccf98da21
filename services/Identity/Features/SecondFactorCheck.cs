using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;

namespace PlanningPlatform.Identity.Features;

/// <summary>A second factor's code after the right password. Wrong codes count like wrong passwords, and those of the app in a row besides.</summary>
internal sealed class SecondFactorCheck(IdentityDb db, SignInChallenge challenges, SecondFactors factors, Lockout lockout, Audit audit)
{
    public const int LongestCode = 32;

    public async Task<PasswordCheck.Outcome> CheckAsync(string challenge, string code, CancellationToken cancellationToken)
        => challenges.Read(challenge) is { } whose
            && await db.Accounts.SingleOrDefaultAsync(user => user.Id == whose.AccountId && user.SecurityStamp == whose.Stamp, cancellationToken) is { } account
                ? await CheckAsync(account, code, cancellationToken)
                : new(null, null);

    public async Task<PasswordCheck.Outcome> CheckAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (await factors.LockedForAsync(account, code, cancellationToken) is { } wait)
        {
            return new(null, wait);
        }

        var name = account.NormalizedUserName;
        if (!await lockout.TryCountAsync(name, cancellationToken))
        {
            return new(null, await lockout.RemainingAsync(name, cancellationToken) ?? TimeSpan.FromSeconds(1));
        }

        if (!await factors.AcceptAsync(account, code, cancellationToken))
        {
            await lockout.FailAsync(name, account.UserName, cancellationToken);
            if (await factors.LockedForAsync(account, code, cancellationToken) is { } locked)
            {
                audit.Add("second_factor_locked", account.UserName, $"for={locked:c}", AuditOutcome.Refused);
                await db.SaveChangesAsync(cancellationToken);
            }

            return new(null, null);
        }

        await lockout.ForgetAsync(account, cancellationToken);
        return new(account, null);
    }
}
