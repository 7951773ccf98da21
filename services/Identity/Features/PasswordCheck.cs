using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Features;

/// <summary>Is this the password? Takes as long for a user name that does not exist as for one that does.</summary>
internal sealed class PasswordCheck(UserManager<Account> accounts, Lockout lockout, UnknownAccount unknown)
{
    /// <param name="Account">Set when the password is right.</param>
    /// <param name="LockedFor">Set while the user name is locked; the password was not looked at.</param>
    /// <param name="TooBusy">More attempts wait than can be checked soon; the password was not looked at.</param>
    internal sealed record Outcome(Account? Account, TimeSpan? LockedFor, bool TooBusy = false);

    // A check costs about a fifth of a second of one core on purpose; half the cores stay free for everybody who is signed in.
    private static readonly ConcurrencyLimiter Checks = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 50,
    });

    // One attempt per user name at a time, or a hundred at once would all be checked before the first is counted.
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<Outcome> CheckAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var normalized = accounts.NormalizeName(userName);
        var turn = Turns[(uint)normalized.GetHashCode(StringComparison.Ordinal) % Turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await lockout.RemainingAsync(normalized, cancellationToken) is { } wait)
            {
                return new(null, wait);
            }

            using var check = await Checks.AcquireAsync(1, cancellationToken);
            if (!check.IsAcquired)
            {
                return new(null, null, TooBusy: true);
            }

            var account = await accounts.FindByNameAsync(userName);
            if (!IsRight(account, password))
            {
                await lockout.CountFailureAsync(normalized, cancellationToken);
                return new(null, null);
            }

            await lockout.ForgetAsync(normalized, cancellationToken);
            return new(account, null);
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsRight(Account? account, string password)
    {
        var known = account?.PasswordHash is not null;
        var answer = accounts.PasswordHasher.VerifyHashedPassword(
            known ? account! : unknown.Account, known ? account!.PasswordHash! : unknown.PasswordHash, password);
        return known && answer != PasswordVerificationResult.Failed;
    }
}

/// <summary>Stands in for an account that does not exist, so that its check costs the same.</summary>
internal sealed class UnknownAccount
{
    public UnknownAccount(IOptions<PasswordHasherOptions> options)
    {
        Account = new(Guid.Empty, "?", isDemo: false, default);
        PasswordHash = new PasswordHasher<Account>(options).HashPassword(Account, Tokens.OpaqueToken.Create());
    }

    public Account Account { get; }

    public string PasswordHash { get; }
}
