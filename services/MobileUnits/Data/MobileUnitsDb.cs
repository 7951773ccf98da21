using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Data;

internal class MobileUnitsDb(DbContextOptions<MobileUnitsDb> options) : MessagingDbContext(options)
{
    public DbSet<MobileUnit> Units => Set<MobileUnit>();

    public DbSet<VisitRequest> Requests => Set<VisitRequest>();

    public DbSet<Journey> Journeys => Set<Journey>();

    public DbSet<ErasedComplaint> ErasedComplaints => Set<ErasedComplaint>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<MobileUnit>(unit =>
        {
            unit.Property(row => row.Code).HasMaxLength(20);
            unit.HasIndex(row => row.Code).IsUnique();
            unit.Property(row => row.Name).HasMaxLength(100);
            unit.Property(row => row.BaseCode).HasMaxLength(13);
            unit.Property(row => row.BaseName).HasMaxLength(100);
            unit.Property(row => row.DistrictCode).HasMaxLength(8);
            unit.HasIndex(row => row.BaseCode);
            unit.OwnsOne(row => row.OfficeUse);
            unit.OwnsOne(row => row.LastPosition);
            unit.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<VisitRequest>(request =>
        {
            request.Property(row => row.TrackingNumber).HasMaxLength(20);
            request.Property(row => row.Purpose).HasMaxLength(20);
            request.Property(row => row.VillageCode).HasMaxLength(13);
            request.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            request.Property(row => row.Version).IsConcurrencyToken();
            request.HasIndex(row => new { row.Status, row.WaitingSince, row.Id });
            request.HasIndex(row => new { row.VillageCode, row.Status, row.WaitingSince });
            request.HasIndex(row => row.ComplaintId);
            request.HasIndex(row => row.DetailsUnneededSince);
        });
        modelBuilder.Entity<Journey>(journey =>
        {
            journey.HasOne(row => row.Request).WithOne(request => request.Journey).HasForeignKey<Journey>(row => row.RequestId);
            journey.HasOne(row => row.Unit).WithMany().HasForeignKey(row => row.UnitId);
            // The two rules that hold whatever two dispatchers do in the same millisecond.
            journey.HasIndex(row => row.RequestId).IsUnique();
            journey.HasIndex(row => row.OccupiesUnitId).IsUnique();
            journey.HasIndex(row => new { row.UnitId, row.AssignedAt });
            journey.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            journey.Property(row => row.Reason).HasMaxLength(500);
            journey.Property(row => row.AssignedBy).HasMaxLength(100);
            journey.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<ErasedComplaint>(erased =>
        {
            erased.HasKey(row => row.ComplaintId);
            erased.Property(row => row.ComplaintId).ValueGeneratedNever();
        });
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class MobileUnitsDbOnPostgreSql(DbContextOptions<MobileUnitsDb> options) : MobileUnitsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class MobileUnitsDbOnSqlServer(DbContextOptions<MobileUnitsDb> options) : MobileUnitsDb(options);
