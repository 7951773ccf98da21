using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>
/// The next key is published before it signs, and the last one stays until its tokens have ended. That one of several instances
/// makes it is the work of the primary key.
/// </summary>
internal sealed class KeyRotation(IdentityDb db, SigningKeys keys, Audit audit, IOptions<IdentitySettings> settings, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var newest = await db.SigningKeys.AsNoTracking().OrderBy(key => key.Generation).LastOrDefaultAsync(cancellationToken);
        var ahead = settings.Value.Keys.PublishAhead;
        if (newest is not null && time.GetUtcNow() >= newest.SignsFrom + settings.Value.Keys.RotateEvery - ahead)
        {
            var next = keys.Make(newest.Generation + 1, time.GetUtcNow() + ahead);
            db.SigningKeys.Add(next);
            audit.AddBySystem("key_published", next.KeyId, $"signsFrom={next.SignsFrom:O}");
            await db.TrySaveAsync(cancellationToken);
        }

        var over = keys.SuccessorsBefore();
        using var turn = await db.TakeTurnAsync(cancellationToken);
        await db.SigningKeys.Where(key => db.SigningKeys.Any(successor => successor.Generation > key.Generation && successor.SignsFrom < over)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>A private key may have leaked: a new one signs from now on, and all others are void, with every token they signed.</summary>
    /// <returns>False when another administrator did so at the same moment.</returns>
    public async Task<bool> ReplaceNowAsync(string reason, CancellationToken cancellationToken)
    {
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var newest = await db.SigningKeys.MaxAsync(key => (int?)key.Generation, cancellationToken) ?? 0;
        var next = keys.Make(newest + 1, time.GetUtcNow());
        db.SigningKeys.Add(next);
        audit.Add("key_replaced", next.KeyId, reason);
        if (!await db.TrySaveAsync(cancellationToken))
        {
            return false;
        }

        await db.SigningKeys.Where(key => key.Generation != next.Generation).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
