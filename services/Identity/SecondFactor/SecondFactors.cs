using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.SecondFactor;

/// <summary>
/// Authenticator apps and recovery codes. ASP.NET Core Identity's own provider keeps the secret and the recovery codes readable in the
/// database and takes a code again within its window, so this is ours.
/// </summary>
internal sealed class SecondFactors(IdentityDb db, IDataProtectionProvider protection, Audit audit, TimeProvider time)
{
    private const int RecoveryCodes = 10;

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
        var plain = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length == 6 ? await AcceptCodeAsync(account, plain, cancellationToken) : await AcceptRecoveryCodeAsync(account, plain, cancellationToken);
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
        var stored = await db.SecondFactors.AsNoTracking().Where(factor => factor.AccountId == account.Id).Select(factor => factor.ProtectedSecret).SingleOrDefaultAsync(cancellationToken);
        if (stored is null || Open(stored) is not { } secret || Totp.StepOf(code, secret, time.GetUtcNow()) is not { } step)
        {
            return false;
        }

        using var turn = await db.TakeTurnAsync(cancellationToken);
        return await db.SecondFactors.Where(factor => factor.AccountId == account.Id && factor.LastStep < step)
            .ExecuteUpdateAsync(change => change.SetProperty(factor => factor.LastStep, step), cancellationToken) == 1;
    }

    private async Task<bool> AcceptRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(code);
        using (await db.TakeTurnAsync(cancellationToken))
        {
            if (await db.RecoveryCodes.Where(each => each.AccountId == account.Id && each.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 0)
            {
                return false;
            }
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
