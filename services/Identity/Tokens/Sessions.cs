using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>What signing in gives: <c>expiresIn</c> is in seconds.</summary>
internal sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>A session is a chain of refresh tokens, each used once (RFC 9700, 4.14.2). It ends by itself, by signing out, or when a used token comes back.</summary>
internal sealed class Sessions(
    IdentityDb db,
    UserManager<Account> accounts,
    AccessTokens accessTokens,
    IOptions<IdentitySettings> settings,
    IOptions<DemoSettings> demo,
    TimeProvider time)
{
    public async Task<TokenPair> StartAsync(Account account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.RefreshTokens.Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        return await IssueAsync(account, Guid.CreateVersion7(now), now + settings.Value.SessionLifetime, cancellationToken);
    }

    /// <summary>Exchanges a refresh token for the next pair.</summary>
    /// <returns>Null when the token is unknown, used, expired, or its account may no longer sign in.</returns>
    public async Task<TokenPair?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(refreshToken);
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.RefreshTokens.Where(token => token.Hash == hash && token.UsedAt == null && token.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(token => token.UsedAt, now), cancellationToken);
        var stored = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        if (taken == 0)
        {
            // Two requests of one browser may race, which is harmless: one of them got the next token. Much later it is a copy.
            if (stored.UsedAt + settings.Value.ReuseTolerance < now)
            {
                await EndAsync(stored.SessionId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return null;
        }

        var account = await accounts.FindByIdAsync(stored.AccountId.ToString());
        if (account is null || !MaySignIn(account))
        {
            return null;
        }

        var pair = await IssueAsync(account, stored.SessionId, stored.ExpiresAt, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return pair;
    }

    /// <summary>Signs out: no token of the session works any more. Unknown tokens are nothing to end.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(refreshToken);
        var stored = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, cancellationToken);
        if (stored is not null)
        {
            await EndAsync(stored.SessionId, cancellationToken);
        }
    }

    public bool MaySignIn(Account account) => !account.IsDemo || demo.Value.Enabled;

    private Task EndAsync(Guid sessionId, CancellationToken cancellationToken)
        => db.RefreshTokens.Where(token => token.SessionId == sessionId).ExecuteDeleteAsync(cancellationToken);

    private async Task<TokenPair> IssueAsync(Account account, Guid sessionId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var refreshToken = OpaqueToken.Create();
        db.RefreshTokens.Add(new RefreshToken { Hash = OpaqueToken.Hash(refreshToken), SessionId = sessionId, AccountId = account.Id, ExpiresAt = expiresAt });
        await db.SaveChangesAsync(cancellationToken);
        var claims = await accounts.GetClaimsAsync(account);
        return new(accessTokens.Create(account, claims), (int)settings.Value.AccessTokenLifetime.TotalSeconds, refreshToken);
    }
}
