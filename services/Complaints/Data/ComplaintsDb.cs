using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Complaints.Data;

internal class ComplaintsDb(DbContextOptions<ComplaintsDb> options) : MessagingDbContext(options)
{
    public DbSet<Complaint> Complaints => Set<Complaint>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<ErasureRequest> ErasureRequests => Set<ErasureRequest>();

    public DbSet<Photo> Photos => Set<Photo>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Complaint>(complaint =>
        {
            complaint.Property(row => row.TrackingNumber).HasMaxLength(20);
            complaint.HasIndex(row => row.TrackingNumber).IsUnique();
            complaint.Property(row => row.SecretHash).HasMaxLength(32);
            complaint.Property(row => row.CategoryCode).HasMaxLength(20);
            complaint.Property(row => row.Description).HasMaxLength(4000);
            complaint.Property(row => row.Visibility).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.AgencyCode).HasMaxLength(20);
            complaint.Property(row => row.Version).IsConcurrencyToken();
            complaint.HasIndex(row => new { row.Status, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.AgencyCode, row.Status, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => row.ContactUnneededSince);
            complaint.HasIndex(row => row.WordsUnneededSince);
            complaint.HasIndex(row => row.TripUnneededSince);
            complaint.OwnsOne(row => row.Trip, trip => trip.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(20));
            complaint.ComplexProperty(row => row.Place, place =>
            {
                place.Property(row => row.VillageCode).HasMaxLength(13);
                place.Property(row => row.Street).HasMaxLength(200);
                place.Property(row => row.Rt).HasMaxLength(5);
                place.Property(row => row.Rw).HasMaxLength(5);
                place.Property(row => row.Landmark).HasMaxLength(300);
            });
            // By village, status and time of receipt there is one more: EF Core 10 has no indexes on members of complex properties, so only
            // the migration ComplaintsAreFoundByVillage knows it, and a test asks the database whether it is still there.
            complaint.HasMany(row => row.Timeline).WithOne().HasForeignKey(entry => entry.ComplaintId);
        });
        modelBuilder.Entity<TimelineEntry>(entry =>
        {
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
            entry.Property(row => row.Code).HasMaxLength(30);
            entry.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            entry.Property(row => row.Note).HasMaxLength(2400);
            entry.Property(row => row.DeskNote).HasMaxLength(2000);
            entry.Property(row => row.Actor).HasMaxLength(100);
        });
        modelBuilder.Entity<ErasureRequest>(request =>
        {
            request.Property(row => row.Reason).HasMaxLength(2000);
            request.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            request.Property(row => row.DecidedBy).HasMaxLength(100);
            request.Property(row => row.DecisionReason).HasMaxLength(2000);
            request.Property(row => row.Version).IsConcurrencyToken();
            request.HasIndex(row => new { row.State, row.DueAt, row.Id });
            request.HasOne(row => row.Complaint).WithMany().HasForeignKey(row => row.ComplaintId);
        });
        modelBuilder.Entity<Photo>(photo =>
        {
            photo.Property(row => row.Stage).HasConversion<string>().HasMaxLength(20);
            photo.Property(row => row.KeyHash).HasMaxLength(32);
            photo.Property(row => row.Format).HasConversion<string>().HasMaxLength(10);
            photo.Property(row => row.Sha256).HasMaxLength(32);
            photo.Property(row => row.Version).IsConcurrencyToken();
            photo.HasIndex(row => new { row.ComplaintId, row.UploadedAt });
            photo.HasOne<Complaint>().WithMany().HasForeignKey(row => row.ComplaintId);
        });
        modelBuilder.Entity<Category>(category =>
        {
            category.HasKey(row => row.Code);
            category.Property(row => row.Code).HasMaxLength(20);
            category.Property(row => row.Name).HasMaxLength(200);
            category.Property(row => row.AgencyCodes).HasMaxLength(100);
            category.Property(row => row.LocalTarget).HasMaxLength(100);
            category.Property(row => row.MobileUnit).HasConversion<string>().HasMaxLength(20);
        });
        modelBuilder.Entity<Agency>(agency =>
        {
            agency.HasKey(row => row.Code);
            agency.Property(row => row.Code).HasMaxLength(20);
            agency.Property(row => row.Name).HasMaxLength(200);
            agency.Property(row => row.Role).HasMaxLength(300);
        });
        modelBuilder.AddIntakeKeys();
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class ComplaintsDbOnPostgreSql(DbContextOptions<ComplaintsDb> options) : ComplaintsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class ComplaintsDbOnSqlServer(DbContextOptions<ComplaintsDb> options) : ComplaintsDb(options);
