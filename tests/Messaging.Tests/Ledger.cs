using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>The smallest domain that shows a lost or doubled effect: money that is paid in and must add up.</summary>
[Subscribers("books")]
public sealed record Deposited(Guid AccountId, int Version, DateTimeOffset OccurredAt, int Amount) : IEvent
{
    Guid IEvent.AggregateId => AccountId;
}

/// <summary>Another type on the same key.</summary>
[Subscribers("books")]
public sealed record Closed(Guid AccountId, int Version, DateTimeOffset OccurredAt) : IEvent
{
    Guid IEvent.AggregateId => AccountId;
}

internal sealed class Account
{
    public Guid Id { get; init; }
    public long Balance { get; set; }

    /// <summary>The newest version of the deposits.</summary>
    public int Version { get; set; }

    /// <summary>Grows with every change, so that of two handlers at the same time one tries again.</summary>
    public int Changes { get; set; }

    /// <summary>True once an event came that was older than the one before it.</summary>
    public bool SawDisorder { get; set; }
}

internal class LedgerDb(DbContextOptions<LedgerDb> options) : MessagingDbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Account>().Property(account => account.Changes).IsConcurrencyToken();
    }
}

internal sealed class LedgerDbOnPostgreSql(DbContextOptions<LedgerDb> options) : LedgerDb(options);

internal sealed class LedgerDbOnSqlServer(DbContextOptions<LedgerDb> options) : LedgerDb(options);

/// <summary>For <c>dotnet ef</c> only, which cannot start this project as a service.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<LedgerDb>, IDesignTimeDbContextFactory<LedgerDbOnPostgreSql>, IDesignTimeDbContextFactory<LedgerDbOnSqlServer>
{
    LedgerDb IDesignTimeDbContextFactory<LedgerDb>.CreateDbContext(string[] args) => new(Options(DatabaseProvider.Sqlite, "Data Source=:memory:"));

    LedgerDbOnPostgreSql IDesignTimeDbContextFactory<LedgerDbOnPostgreSql>.CreateDbContext(string[] args) => new(Options(DatabaseProvider.PostgreSql, "Host=127.0.0.1"));

    LedgerDbOnSqlServer IDesignTimeDbContextFactory<LedgerDbOnSqlServer>.CreateDbContext(string[] args) => new(Options(DatabaseProvider.SqlServer, "Server=127.0.0.1"));

    private static DbContextOptions<LedgerDb> Options(DatabaseProvider provider, string connectionString)
    {
        var options = new DbContextOptionsBuilder<LedgerDb>();
        options.UseDatabase(provider, connectionString);
        return options.Options;
    }
}
