using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>The smallest domain that shows a lost or doubled effect: money that is paid in and must add up.</summary>
[Subscribers("books")]
public sealed record Deposited(Guid AccountId, int Version, DateTimeOffset OccurredAt, int Amount) : IEvent
{
    Guid IEvent.AggregateId => AccountId;
}

internal sealed class Account
{
    public Guid Id { get; init; }
    public long Balance { get; set; }
    public int Version { get; set; }

    /// <summary>True once an event came that was older than the one before it.</summary>
    public bool SawDisorder { get; set; }
}

internal sealed class LedgerDb(DbContextOptions<LedgerDb> options) : MessagingDbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Account>().Property(account => account.Version).IsConcurrencyToken();
    }
}

internal sealed class LedgerDbFactory : IDesignTimeDbContextFactory<LedgerDb>
{
    public LedgerDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<LedgerDb>().UseSqlite("Data Source=:memory:").Options);
}
