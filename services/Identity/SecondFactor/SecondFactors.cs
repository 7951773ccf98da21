using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.SecondFactor;

/// <summary>
/// Authenticator apps and recovery codes. ASP.NET Core Identity's own provider keeps the secret and the recovery codes readable in the
/// database and takes a code again within its window, so this is ours.
/// </summary>
internal sealed class SecondFactors(IdentityDb db, IDataProtectionProvider protection, Audit audit, IOptions<IdentitySettings> settings, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private static readonly TimeSpan LongestLock = TimeSpan.FromDays(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Identity.SecondFactors.v1");

    public Task<bool> IsOnAsync(Guid accountId, CancellationToken cancellationToken)
        => db.SecondFactors.AnyAsync(factor => factor.AccountId == accountId && factor.ProtectedSecret != null, cancellationToken);

    /// <summary>A new secret, which counts once <see cref="ConfirmAsync"/> saw a code of it. Until then the old one does.</summary>
    public async Task<byte[]> OfferAsync(Account account, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        var factor = await db.SecondFactors.SingleOrDefaultAsync(each => each.AccountId == account.Id, cancellationToken);
        if (factor is null)
        {
            factor = new() { AccountId = account.Id };
            db.SecondFactors.Add(factor);
        }

        factor.PendingSecret = _protector.Protect(secret);
        await db.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <returns>The recovery codes, shown this once; null when the code is wrong or nothing was offered.</returns>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var factor = await db.SecondFactors.SingleOrDefaultAsync(each => each.AccountId == account.Id, cancellationToken);
        if (factor?.PendingSecret is not { } pending || Open(pending) is not { } secret || Totp.StepOf(code, secret, time.GetUtcNow()) is not { } step)
        {
            return null;
        }

        (factor.ProtectedSecret, factor.PendingSecret, factor.LastStep) = (pending, null, step);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Totp.Base32(RandomNumberGenerator.GetBytes(10))).ToList();
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.RecoveryCodes.Where(each => each.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        db.RecoveryCodes.AddRange(codes.Select(each => new RecoveryCode { Hash = OpaqueToken.Hash(each), AccountId = account.Id }));
        audit.Add("second_factor_enrolled", account.UserName);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. codes.Select(each => string.Join('-', each.Chunk(4).Select(four => new string(four))))];
    }

    /// <summary>Takes a code of the app or a recovery code, each once, whatever replicas are asked at the same moment.</summary>
    public async Task<bool> AcceptAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var plain = Plain(code);
        return IsOfApp(plain) ? await AcceptCodeAsync(account, plain, cancellationToken) : await AcceptRecoveryCodeAsync(account, plain, cancellationToken);
    }

    /// <summary>After too many wrong codes in a row. A recovery code is always looked at: nobody guesses 80 bits.</summary>
    public async Task<TimeSpan?> LockedForAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (!IsOfApp(Plain(code)))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var until = await db.SecondFactors.Where(factor => factor.AccountId == account.Id).Select(factor => factor.CodesLockedUntil).SingleOrDefaultAsync(cancellationToken);
        return until > now ? until - now : null;
    }

    /// <returns>False when there was none.</returns>
    public async Task<bool> RemoveAsync(Account account, CancellationToken cancellationToken)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        return await db.SecondFactors.Where(factor => factor.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private async Task<bool> AcceptCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(account, cancellationToken))
        {
            return false;
        }

        var stored = await db.SecondFactors.AsNoTracking().Where(factor => factor.AccountId == account.Id).Select(factor => factor.ProtectedSecret).SingleOrDefaultAsync(cancellationToken);
        if (stored is null || Open(stored) is not { } secret || Totp.StepOf(code, secret, time.GetUtcNow()) is not { } step)
        {
            return false;
        }

        using var turn = await db.TakeTurnAsync(cancellationToken);
        return await db.SecondFactors.Where(factor => factor.AccountId == account.Id && factor.LastStep < step)
            .ExecuteUpdateAsync(
                change => change.SetProperty(factor => factor.LastStep, step).SetProperty(factor => factor.WrongCodes, 0).SetProperty(factor => factor.CodesLockedUntil, (DateTimeOffset?)null),
                cancellationToken) == 1;
    }

    /// <summary>Counts a code as wrong before it is looked at; a right one begins anew.</summary>
    /// <returns>False when it may not be looked at.</returns>
    private async Task<bool> TryCountAsync(Account account, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(factor => factor.AccountId == account.Id, cancellationToken) is not { } seen || seen.CodesLockedUntil > now)
            {
                return false;
            }

            var wrong = seen.WrongCodes + 1;
            var lockedUntil = now + LockAfter(wrong);
            using var turn = await db.TakeTurnAsync(cancellationToken);
            if (await db.SecondFactors.Where(factor => factor.AccountId == account.Id && factor.WrongCodes == seen.WrongCodes && (factor.CodesLockedUntil == null || factor.CodesLockedUntil <= now))
                .ExecuteUpdateAsync(change => change.SetProperty(factor => factor.WrongCodes, wrong).SetProperty(factor => factor.CodesLockedUntil, lockedUntil), cancellationToken) == 1)
            {
                return true;
            }
        }
    }

    private TimeSpan? LockAfter(int wrongCodes)
    {
        var beyond = wrongCodes - settings.Value.Lockout.WrongCodes;
        return beyond < 0 ? null : beyond > 16 ? LongestLock : TimeSpan.FromTicks(Math.Min(LongestLock.Ticks, settings.Value.Lockout.Duration.Ticks << beyond));
    }

    private static string Plain(string code) => code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static bool IsOfApp(string plain) => plain.Length == 6;

    private async Task<bool> AcceptRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(code);
        using (await db.TakeTurnAsync(cancellationToken))
        {
            if (await db.RecoveryCodes.Where(each => each.AccountId == account.Id && each.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return false;
            }

            await db.SecondFactors.Where(factor => factor.AccountId == account.Id)
                .ExecuteUpdateAsync(change => change.SetProperty(factor => factor.WrongCodes, 0).SetProperty(factor => factor.CodesLockedUntil, (DateTimeOffset?)null), cancellationToken);
        }

        audit.AddBy(account.UserName, "recovery_code_used", account.UserName);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Null when the key ring was lost: an administrator then resets the second factor.</summary>
    private byte[]? Open(byte[] stored)
    {
        try
        {
            return _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
