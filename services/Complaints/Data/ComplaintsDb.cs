using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Messages;
using PlanningPlatform.Complaints.Open311.Keys;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Complaints.Data;

internal class ComplaintsDb(DbContextOptions<ComplaintsDb> options) : MessagingDbContext(options)
{
    public DbSet<Complaint> Complaints => Set<Complaint>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<CategoryRule> CategoryRules => Set<CategoryRule>();

    public DbSet<IdentityView> IdentityViews => Set<IdentityView>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<TakenMessage> TakenMessages => Set<TakenMessage>();

    public DbSet<RegulationProfile> Profiles => Set<RegulationProfile>();

    public DbSet<ErasureRequest> ErasureRequests => Set<ErasureRequest>();

    public DbSet<Photo> Photos => Set<Photo>();

    public DbSet<AreaAlert> AreaAlerts => Set<AreaAlert>();

    public DbSet<Open311Key> Open311Keys => Set<Open311Key>();

    public DbSet<Call> Calls => Set<Call>();

    public DbSet<Caller> Callers => Set<Caller>();

    public DbSet<NumberBlock> NumberBlocks => Set<NumberBlock>();

    public DbSet<CallNumberKey> CallNumberKeys => Set<CallNumberKey>();

    public DbSet<StandardAnswer> StandardAnswers => Set<StandardAnswer>();

    public DbSet<EmergencyUnit> EmergencyUnits => Set<EmergencyUnit>();

    public DbSet<Shift> Shifts => Set<Shift>();

    public DbSet<Handover> Handovers => Set<Handover>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Complaint>(complaint =>
        {
            complaint.Property(row => row.TrackingNumber).HasMaxLength(20);
            complaint.HasIndex(row => row.TrackingNumber).IsUnique();
            complaint.Property(row => row.SecretHash).HasMaxLength(32);
            complaint.Property(row => row.CategoryCode).HasMaxLength(20);
            complaint.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.Description).HasMaxLength(4000);
            complaint.Property(row => row.Attributes).HasConversion<JsonText<IReadOnlyDictionary<string, IReadOnlyList<string>>>, SameJson<IReadOnlyDictionary<string, IReadOnlyList<string>>>>();
            complaint.Property(row => row.Channel).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.TakenBy).HasMaxLength(100);
            complaint.Property(row => row.Visibility).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.AgencyCode).HasMaxLength(20);
            complaint.Property(row => row.OutsideParty).HasMaxLength(200);
            complaint.Property(row => row.OutsideTicket).HasMaxLength(100);
            complaint.Property(row => row.ProposalNumber).HasMaxLength(20);
            complaint.Property(row => row.ProposalStatus).HasMaxLength(30);
            complaint.Property(row => row.WorkNumber).HasMaxLength(Complaint.LongestWorkNumber);
            complaint.Property(row => row.StatusBeforeMerge).HasConversion<string>().HasMaxLength(20);
            complaint.Property(row => row.ProfileCode).HasMaxLength(20);
            complaint.Property(row => row.Version).IsConcurrencyToken();
            complaint.ComplexProperty(row => row.Limits);
            complaint.Property(row => row.VillageCode).HasMaxLength(13);
            complaint.HasIndex(row => new { row.VillageCode, row.Status, row.ReceivedAt });
            complaint.HasIndex(row => new { row.Status, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.IsEmergency, row.Status, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.ReceivedAt, row.Id });
            // All that the public map asks for, so that it reads no rows.
            complaint.HasIndex(row => new { row.ReceivedAt, row.Visibility, row.Status, row.CategoryCode, row.Cell, row.ResolvedAt });
            complaint.HasIndex(row => new { row.AgencyCode, row.Status, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.CategoryCode, row.Cell, row.ReceivedAt });
            complaint.HasIndex(row => new { row.CategoryCode, row.VillageCode, row.ReceivedAt });
            complaint.HasIndex(row => new { row.CategoryCode, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.Cell, row.ReceivedAt });
            complaint.HasIndex(row => new { row.DueAt, row.Id });
            complaint.HasIndex(row => new { row.AgencyCode, row.DueAt, row.Id });
            complaint.HasIndex(row => row.NextCheckAt);
            complaint.HasIndex(row => row.MasterId);
            complaint.HasIndex(row => new { row.TakenBy, row.ReceivedAt, row.Id });
            complaint.HasIndex(row => new { row.Status, row.EndedAt });
            complaint.HasIndex(row => row.ContactUnneededSince);
            complaint.HasIndex(row => row.WordsUnneededSince);
            complaint.HasIndex(row => row.TripUnneededSince);
            complaint.OwnsOne(row => row.Trip, trip => trip.Property(row => row.Purpose).HasConversion<string>().HasMaxLength(20));
            complaint.ComplexProperty(row => row.Place, place =>
            {
                place.Property(row => row.Street).HasMaxLength(200);
                place.Property(row => row.Rt).HasMaxLength(5);
                place.Property(row => row.Rw).HasMaxLength(5);
                place.Property(row => row.Landmark).HasMaxLength(300);
            });
            complaint.HasMany(row => row.Timeline).WithOne().HasForeignKey(entry => entry.ComplaintId);
            complaint.HasMany(row => row.Supporters).WithOne().HasForeignKey(supporter => supporter.ComplaintId);
            complaint.HasMany(row => row.HandOffs).WithOne().HasForeignKey(handOff => handOff.ComplaintId);
        });
        modelBuilder.Entity<SupportingAgency>(supporter =>
        {
            supporter.ToTable("SupportingAgencies");
            supporter.HasKey(row => new { row.ComplaintId, row.AgencyCode });
            supporter.Property(row => row.AgencyCode).HasMaxLength(20);
            supporter.HasIndex(row => row.AgencyCode);
        });
        modelBuilder.Entity<HandOff>(handOff =>
        {
            handOff.ToTable("HandOffs");
            handOff.Property(row => row.Id).ValueGeneratedNever();
            handOff.Property(row => row.Unit).HasMaxLength(HandOff.LongestUnit);
            handOff.Property(row => row.CalledBy).HasMaxLength(100);
            handOff.Property(row => row.Outcome).HasMaxLength(2000);
        });
        modelBuilder.Entity<IdentityView>(view =>
        {
            view.ToTable("IdentityViews");
            view.HasKey(row => row.Sequence);
            view.Property(row => row.Sequence).ValueGeneratedOnAdd();
            view.Property(row => row.Viewer).HasMaxLength(100);
            view.Property(row => row.AgencyCode).HasMaxLength(20);
            view.Property(row => row.Reason).HasMaxLength(IdentityView.LongestReason);
            view.HasIndex(row => row.ComplaintId);
            view.HasIndex(row => new { row.Viewer, row.Sequence });
            view.HasOne<Complaint>().WithMany().HasForeignKey(row => row.ComplaintId);
        });
        modelBuilder.Entity<Conversation>(conversation =>
        {
            conversation.ToTable("Conversations");
            conversation.HasKey(row => row.SenderHash);
            conversation.Property(row => row.SenderHash).HasMaxLength(32);
            conversation.Property(row => row.Version).IsConcurrencyToken();
            conversation.HasIndex(row => row.ExpiresAt);
        });
        modelBuilder.Entity<TakenMessage>(message =>
        {
            message.ToTable("TakenMessages");
            message.Property(row => row.Id).HasMaxLength(TakenMessage.LongestId);
            message.HasIndex(row => row.TakenAt);
        });
        modelBuilder.Entity<AreaAlert>(alert =>
        {
            alert.Property(row => row.Area).HasMaxLength(13);
            alert.Property(row => row.AddressHash).HasMaxLength(32);
            alert.Property(row => row.CodeHash).HasMaxLength(32);
            alert.Property(row => row.Version).IsConcurrencyToken();
            alert.HasIndex(row => new { row.AddressHash, row.Area }).IsUnique();
            alert.HasIndex(row => row.CodeHash).IsUnique();
            alert.HasIndex(row => row.UnconfirmedSince);
            alert.HasIndex(row => new { row.NextDigestAt, row.Area });
        });
        modelBuilder.Entity<RegulationProfile>(profile =>
        {
            profile.HasKey(row => row.Code);
            profile.Property(row => row.Code).HasMaxLength(20);
            profile.Property(row => row.Name).HasMaxLength(100);
            profile.Property(row => row.LegalBasis).HasMaxLength(300);
        });
        modelBuilder.Entity<TimelineEntry>(entry =>
        {
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
            entry.HasIndex(row => new { row.At, row.Sequence });
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
            category.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            category.Property(row => row.PublicDetail).HasConversion<string>().HasMaxLength(20);
            category.Property(row => row.Attributes).HasConversion<JsonText<IReadOnlyList<CategoryAttribute>>, SameJson<IReadOnlyList<CategoryAttribute>>>();
            category.HasMany(row => row.Rules).WithOne().HasForeignKey(rule => rule.CategoryCode);
        });
        modelBuilder.Entity<CategoryRule>(rule =>
        {
            rule.ToTable("CategoryRules");
            rule.HasKey(row => new { row.CategoryCode, row.EffectiveFrom });
            rule.Property(row => row.CategoryCode).HasMaxLength(20);
            rule.Property(row => row.AgencyCodes).HasMaxLength(100);
            rule.Property(row => row.Clock).HasConversion<string>().HasMaxLength(20);
            rule.Property(row => row.LocalTarget).HasMaxLength(100);
            rule.Property(row => row.MobileUnit).HasConversion<string>().HasMaxLength(20);
        });
        modelBuilder.Entity<Agency>(agency =>
        {
            agency.HasKey(row => row.Code);
            agency.Property(row => row.Code).HasMaxLength(20);
            agency.Property(row => row.Name).HasMaxLength(200);
            agency.Property(row => row.Role).HasMaxLength(300);
        });
        modelBuilder.AddCalls();
        modelBuilder.AddIntakeKeys();
        modelBuilder.AddOpen311Keys();
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class ComplaintsDbOnPostgreSql(DbContextOptions<ComplaintsDb> options) : ComplaintsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class ComplaintsDbOnSqlServer(DbContextOptions<ComplaintsDb> options) : ComplaintsDb(options);
