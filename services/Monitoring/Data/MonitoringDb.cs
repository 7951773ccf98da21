using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Data;

/// <summary>What was told by events, one row per aggregate. Every column that the summary groups, orders or is narrowed by has an index.</summary>
internal class MonitoringDb(DbContextOptions<MonitoringDb> options) : MessagingDbContext(options)
{
    public DbSet<WatchedComplaint> Complaints => Set<WatchedComplaint>();

    public DbSet<WatchedJourney> Journeys => Set<WatchedJourney>();

    public DbSet<WatchedUnit> Units => Set<WatchedUnit>();

    public DbSet<WatchedRide> Rides => Set<WatchedRide>();

    public DbSet<WatchedDemand> UnmetDemand => Set<WatchedDemand>();

    public DbSet<WatchedExpense> Expenses => Set<WatchedExpense>();

    public DbSet<WatchedProposal> Proposals => Set<WatchedProposal>();

    /// <summary>The row of an aggregate, a new one at its first event.</summary>
    public async Task<TWatched> WatchAsync<TWatched>(Guid id, CancellationToken cancellationToken)
        where TWatched : Watched, new()
    {
        if (await FindAsync<TWatched>([id], cancellationToken) is { } known)
        {
            return known;
        }

        var watched = new TWatched { Id = id };
        Add(watched);
        return watched;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<WatchedComplaint>(complaint =>
        {
            complaint.Property(row => row.Status).HasMaxLength(20);
            complaint.Property(row => row.Version).IsConcurrencyToken();
            complaint.Property(row => row.VillageCode).HasMaxLength(13);
            complaint.HasIndex(row => row.Status);
            complaint.HasIndex(row => new { row.VillageCode, row.Status });
        });
        modelBuilder.Entity<WatchedJourney>(journey =>
        {
            journey.Property(row => row.State).HasMaxLength(20);
            journey.Property(row => row.Version).IsConcurrencyToken();
            journey.HasIndex(row => row.State);
            journey.Property(row => row.VillageCode).HasMaxLength(13);
            journey.HasIndex(row => row.MinutesToArrival);
            journey.HasIndex(row => new { row.VillageCode, row.State });
            journey.HasIndex(row => new { row.VillageCode, row.MinutesToArrival });
        });
        modelBuilder.Entity<WatchedUnit>(unit =>
        {
            unit.Property(row => row.DistrictCode).HasMaxLength(8);
            unit.Property(row => row.Version).IsConcurrencyToken();
            unit.Property(row => row.VillageCode).HasMaxLength(13);
            unit.HasIndex(row => row.DistrictCode);
        });
        modelBuilder.Entity<WatchedRide>(ride =>
        {
            ride.Property(row => row.DistrictCode).HasMaxLength(8);
            ride.Property(row => row.Version).IsConcurrencyToken();
            ride.HasIndex(row => new { row.On, row.DistrictCode });
        });
        modelBuilder.Entity<WatchedDemand>(demand =>
        {
            demand.Property(row => row.VillageCode).HasMaxLength(13);
            demand.Property(row => row.Reason).HasMaxLength(40);
            demand.Property(row => row.Version).IsConcurrencyToken();
            demand.HasIndex(row => new { row.On, row.VillageCode, row.Reason });
        });
        modelBuilder.Entity<WatchedExpense>(expense =>
        {
            expense.Property(row => row.DistrictCode).HasMaxLength(8);
            expense.Property(row => row.Kind).HasMaxLength(20);
            expense.Property(row => row.Version).IsConcurrencyToken();
            expense.HasIndex(row => new { row.On, row.DistrictCode, row.Kind, row.Rupiah });
        });
        modelBuilder.Entity<WatchedProposal>(proposal =>
        {
            proposal.Property(row => row.VillageCode).HasMaxLength(13);
            proposal.Property(row => row.Version).IsConcurrencyToken();
            proposal.HasIndex(row => row.VillageCode);
        });
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class MonitoringDbOnPostgreSql(DbContextOptions<MonitoringDb> options) : MonitoringDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class MonitoringDbOnSqlServer(DbContextOptions<MonitoringDb> options) : MonitoringDb(options);
