using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>Is this the password? Takes as long for a user name that does not exist as for one that does.</summary>
internal sealed class PasswordCheck(IdentityDb db, IPasswordHasher<Account> hasher, SecondFactors factors, Lockout lockout, IHttpContextAccessor current, AttemptsOfOneCaller attempts, UnknownAccount unknown)
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

    // One attempt per user name at a time: as each is counted before it is checked, a crowd that shares a name would lock itself out.
    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <remarks>A right password clears the count of failures only for whoever needs no code after it.</remarks>
    public async Task<Outcome> CheckAsync(string userName, string password, CancellationToken cancellationToken)
    {
        // Before anything that others wait for, too.
        using var attempt = attempts.Begin(current.HttpContext.CallerNetwork());
        if (!attempt.IsAcquired)
        {
            return new(null, null, TooBusy: true);
        }

        var normalized = Account.Normalize(userName);
        var turn = Turns[(uint)normalized.GetHashCode(StringComparison.Ordinal) % Turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await CheckOneAsync(normalized, password, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Outcome> CheckOneAsync(string normalized, string password, CancellationToken cancellationToken)
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

        if (!await lockout.TryCountAsync(normalized, cancellationToken))
        {
            return new(null, await lockout.RemainingAsync(normalized, cancellationToken) ?? TimeSpan.FromSeconds(1));
        }

        var account = await db.Accounts.SingleOrDefaultAsync(user => user.NormalizedUserName == normalized, cancellationToken);
        if (!IsRight(account, password))
        {
            await lockout.FailAsync(normalized, account?.UserName, cancellationToken);
            return new(null, null);
        }

        if (await factors.IsOnAsync(account!.Id, cancellationToken))
        {
            await lockout.TakeBackAsync(normalized, cancellationToken);
        }
        else
        {
            await lockout.ForgetAsync(account, cancellationToken);
        }

        return new(account, null);
    }

    private bool IsRight(Account? account, string password)
    {
        var known = account?.PasswordHash is not null;
        var answer = hasher.VerifyHashedPassword(known ? account! : unknown.Account, known ? account!.PasswordHash! : unknown.PasswordHash, password);
        return known && answer != PasswordVerificationResult.Failed;
    }
}

/// <summary>As many attempts of one address as take about two seconds on two cores: others wait no longer for somebody who tries names by the thousand.</summary>
internal sealed class AttemptsOfOneCaller : IDisposable
{
    private const int Most = 10;

    private readonly PartitionedRateLimiter<string> _underWay = PartitionedRateLimiter.Create<string, string>(
        network => RateLimitPartition.GetConcurrencyLimiter(network, _ => new() { PermitLimit = Most, QueueLimit = 0 }));

    /// <summary>Not acquired: too many of them are checked or wait already.</summary>
    public RateLimitLease Begin(string network) => _underWay.AttemptAcquire(network);

    public void Dispose() => _underWay.Dispose();
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
