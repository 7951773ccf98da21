using Microsoft.EntityFrameworkCore;

namespace PlanningPlatform.Persistence;

/// <summary>
/// Lets one of several replicas lead. Expiry is judged by the database's clock, never by a replica's: clocks of machines differ.
/// The table is <c>OutboxLease(Name, Owner, ExpiresAt)</c> with <c>ExpiresAt</c> in Unix milliseconds.
/// </summary>
public static class Lease
{
    /// <summary>Takes or renews the lease. One that ends far in the future was taken before the clock was set back, and counts as expired.</summary>
    /// <returns>True when <paramref name="owner"/> holds it for <paramref name="duration"/> from now.</returns>
    public static async Task<bool> TryHoldLeaseAsync(this DbContext db, string name, Guid owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        var ownerText = owner.ToString();
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "OutboxLease" ("Name", "Owner", "ExpiresAt")
             VALUES ({name}, {ownerText}, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + {milliseconds})
             ON CONFLICT ("Name") DO UPDATE SET "Owner" = excluded."Owner", "ExpiresAt" = excluded."ExpiresAt"
             WHERE "OutboxLease"."Owner" = excluded."Owner"
                OR "OutboxLease"."ExpiresAt" <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
                OR "OutboxLease"."ExpiresAt" > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + 2 * {milliseconds}
             """, cancellationToken);
        return changed == 1;
    }

    /// <summary>Gives the lease back so that another replica need not wait for its expiry.</summary>
    public static async Task ReleaseLeaseAsync(this DbContext db, string name, Guid owner, CancellationToken cancellationToken)
    {
        var ownerText = owner.ToString();
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "OutboxLease" WHERE "Name" = {name} AND "Owner" = {ownerText}""", cancellationToken);
    }
}
