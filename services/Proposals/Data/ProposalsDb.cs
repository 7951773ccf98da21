using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Proposals.Domain;

namespace PlanningPlatform.Proposals.Data;

internal class ProposalsDb(DbContextOptions<ProposalsDb> options) : MessagingDbContext(options)
{
    public DbSet<Proposal> Proposals => Set<Proposal>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Proposal>(proposal =>
        {
            proposal.Property(row => row.TrackingNumber).HasMaxLength(20);
            proposal.HasIndex(row => row.TrackingNumber).IsUnique();
            proposal.Property(row => row.SecretHash).HasMaxLength(32);
            proposal.Property(row => row.Title).HasMaxLength(200);
            proposal.Property(row => row.Problem).HasMaxLength(4000);
            proposal.Property(row => row.VillageCode).HasMaxLength(13);
            proposal.Property(row => row.Sector).HasMaxLength(30);
            proposal.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            proposal.Property(row => row.Version).IsConcurrencyToken();
            proposal.Property(row => row.ComplaintNumber).HasMaxLength(20);
            proposal.Property(row => row.Affected).HasDefaultValue(1);
            // Of one complaint one proposal is made, however often it is asked for.
            proposal.HasIndex(row => row.ComplaintId).IsUnique();
            proposal.HasIndex(row => row.ContactKeptSince);
            proposal.HasMany(row => row.Timeline).WithOne().HasForeignKey(entry => entry.ProposalId);
        });
        modelBuilder.Entity<TimelineEntry>(entry =>
        {
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
            entry.Property(row => row.Code).HasMaxLength(30);
            entry.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            entry.Property(row => row.Note).HasMaxLength(2200);
        });
        modelBuilder.AddIntakeKeys();
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class ProposalsDbOnPostgreSql(DbContextOptions<ProposalsDb> options) : ProposalsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class ProposalsDbOnSqlServer(DbContextOptions<ProposalsDb> options) : ProposalsDb(options);
