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
        var sql = db.Database.Provider() switch
        {
            DatabaseProvider.PostgreSql => Upsert("CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"),
            DatabaseProvider.SqlServer => UpdateOrInsert,
            _ => Upsert("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
        };
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        return await db.Database.ExecuteSqlRawAsync(sql, [name, owner.ToString(), (long)duration.TotalMilliseconds], cancellationToken) == 1;
    }

    /// <summary>Gives the lease back so that another replica need not wait for its expiry.</summary>
    public static async Task ReleaseLeaseAsync(this DbContext db, string name, Guid owner, CancellationToken cancellationToken)
    {
        var ownerText = owner.ToString();
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "OutboxLease" WHERE "Name" = {name} AND "Owner" = {ownerText}""", cancellationToken);
    }

    private static string Upsert(string now) =>
        $$"""
          INSERT INTO "OutboxLease" ("Name", "Owner", "ExpiresAt") VALUES ({0}, {1}, {{now}} + {2})
          ON CONFLICT ("Name") DO UPDATE SET "Owner" = excluded."Owner", "ExpiresAt" = excluded."ExpiresAt"
          WHERE "OutboxLease"."Owner" = excluded."Owner" OR "OutboxLease"."ExpiresAt" <= {{now}} OR "OutboxLease"."ExpiresAt" > {{now}} + 2 * {2}
          """;

    /// <summary>SQL Server has no upsert that is safe under concurrency without locking hints; two statements count one row between them.</summary>
    private const string UpdateOrInsert =
        """
        DECLARE @now bigint = DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME());
        BEGIN TRANSACTION;
        UPDATE [OutboxLease] WITH (UPDLOCK, SERIALIZABLE) SET [Owner] = {1}, [ExpiresAt] = @now + {2}
        WHERE [Name] = {0} AND ([Owner] = {1} OR [ExpiresAt] <= @now OR [ExpiresAt] > @now + 2 * {2});
        INSERT INTO [OutboxLease] ([Name], [Owner], [ExpiresAt])
        SELECT {0}, {1}, @now + {2} WHERE NOT EXISTS (SELECT 1 FROM [OutboxLease] WHERE [Name] = {0});
        COMMIT;
        """;
}
