using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>What signing in gives: <c>expiresIn</c> is in seconds.</summary>
internal sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>A session is a chain of refresh tokens, each used once (RFC 9700, 4.14.2). It ends by itself, by signing out, or when a used token comes back.</summary>
internal sealed class Sessions(
    IdentityDb db,
    AccessTokens accessTokens,
    Audit audit,
    IOptions<IdentitySettings> settings,
    IOptions<DemoSettings> demo,
    TimeProvider time)
{
    public async Task<TokenPair> StartAsync(Account account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = Guid.CreateVersion7(now);
        return await GiveAsync(account, session, await AddAsync(account, session, now + settings.Value.SessionLifetime, cancellationToken), cancellationToken);
    }

    /// <summary>Exchanges a refresh token for the next pair.</summary>
    /// <returns>Null when the token is unknown, used, expired, or its account may no longer sign in.</returns>
    public async Task<TokenPair?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(refreshToken);
        var now = time.GetUtcNow();
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.RefreshTokens.Where(token => token.Hash == hash && token.UsedAt == null && token.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(token => token.UsedAt, now), cancellationToken);
        var stored = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, cancellationToken);
        if (stored is null || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(user => user.Id == stored.AccountId, cancellationToken) is not { } account)
        {
            return null;
        }

        if (taken == 0)
        {
            // Two requests of one browser may race, which is harmless: one of them got the next token. Much later it is a copy.
            if (stored.UsedAt + settings.Value.ReuseTolerance < now)
            {
                await EndReusedAsync(account, stored.SessionId, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return null;
        }

        if (!MaySignIn(account))
        {
            return null;
        }

        var next = await AddAsync(account, stored.SessionId, stored.ExpiresAt, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        turn?.Dispose();
        return await GiveAsync(account, stored.SessionId, next, cancellationToken);
    }

    /// <summary>Signs out: no token of the session works any more. Unknown tokens are nothing to end.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(refreshToken);
        var stored = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(token => token.Hash == hash, cancellationToken);
        if (stored is not null)
        {
            using var turn = await db.TakeTurnAsync(cancellationToken);
            await db.RefreshTokens.Where(token => token.SessionId == stored.SessionId).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Signs out everywhere, save from one session.</summary>
    /// <param name="except">Null ends all.</param>
    public async Task EndAllAsync(Guid accountId, Guid? except, CancellationToken cancellationToken)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        // The first round waits for a refresh that is under way; the token it leaves is found by the next.
        while (await db.RefreshTokens.Where(token => token.AccountId == accountId && token.SessionId != except).ExecuteDeleteAsync(cancellationToken) > 0)
        {
        }
    }

    public bool MaySignIn(Account account) => account.DeactivatedAt is null && (!account.IsDemo || demo.Value.Enabled);

    private async Task EndReusedAsync(Account account, Guid sessionId, CancellationToken cancellationToken)
    {
        if (await db.RefreshTokens.Where(token => token.SessionId == sessionId).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            audit.Add("session_reused", account.UserName, outcome: AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <returns>The refresh token.</returns>
    private async Task<string> AddAsync(Account account, Guid sessionId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var refreshToken = OpaqueToken.Create();
        db.RefreshTokens.Add(new RefreshToken { Hash = OpaqueToken.Hash(refreshToken), SessionId = sessionId, AccountId = account.Id, ExpiresAt = expiresAt });
        await db.SaveChangesAsync(cancellationToken);
        return refreshToken;
    }

    private async Task<TokenPair> GiveAsync(Account account, Guid sessionId, string refreshToken, CancellationToken cancellationToken)
    {
        var (token, lifetime) = await accessTokens.CreateAsync(account, sessionId, cancellationToken);
        return new(token, (int)lifetime.TotalSeconds, refreshToken);
    }
}
