using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Data;

internal class MobileUnitsDb(DbContextOptions<MobileUnitsDb> options) : MessagingDbContext(options)
{
    public DbSet<MobileUnit> Units => Set<MobileUnit>();

    public DbSet<UnitTrack> Tracks => Set<UnitTrack>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<TripRequest> Requests => Set<TripRequest>();

    public DbSet<Journey> Journeys => Set<Journey>();

    public DbSet<CrewReport> CrewReports => Set<CrewReport>();

    public DbSet<ServiceRules> Rules => Set<ServiceRules>();

    public DbSet<Destination> Destinations => Set<Destination>();

    public DbSet<UnmetDemand> UnmetDemand => Set<UnmetDemand>();

    public DbSet<PositionPoint> Positions => Set<PositionPoint>();

    public DbSet<DispatcherWatch> Watches => Set<DispatcherWatch>();

    public DbSet<QueueAlarm> Alarms => Set<QueueAlarm>();

    public DbSet<UnitExpense> Expenses => Set<UnitExpense>();

    public DbSet<VillageNeed> Needs => Set<VillageNeed>();

    public DbSet<JourneyProof> Proofs => Set<JourneyProof>();

    public DbSet<DayPlan> DayPlans => Set<DayPlan>();

    public DbSet<PhoneKey> PhoneKeys => Set<PhoneKey>();

    public DbSet<ErasedComplaint> ErasedComplaints => Set<ErasedComplaint>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddIntakeKeys();
        Fleet(modelBuilder);
        Trips(modelBuilder);
        RulesAndPlaces(modelBuilder);
        Books(modelBuilder);
    }

    private static void Fleet(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<MobileUnit>(unit =>
        {
            unit.Property(row => row.Code).HasMaxLength(20);
            unit.HasIndex(row => row.Code).IsUnique();
            unit.Property(row => row.Name).HasMaxLength(100);
            unit.Property(row => row.BaseCode).HasMaxLength(13);
            unit.Property(row => row.BaseName).HasMaxLength(100);
            unit.Property(row => row.DistrictCode).HasMaxLength(8);
            unit.Property(row => row.OwnerVillageCode).HasMaxLength(13);
            unit.Property(row => row.ConsentBy).HasMaxLength(100);
            unit.Property(row => row.DeviceId).HasMaxLength(64);
            unit.HasIndex(row => row.DeviceId).IsUnique();
            unit.HasIndex(row => row.BaseCode);
            unit.HasMany(row => row.Blocks).WithOne().HasForeignKey(block => block.UnitId);
            unit.HasMany(row => row.Shifts).WithOne().HasForeignKey(shift => shift.UnitId);
            unit.HasOne(row => row.Track).WithOne().HasForeignKey<UnitTrack>(track => track.UnitId);
            unit.Property(row => row.ScheduleVersion).IsConcurrencyToken();
            unit.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<UnitBlock>(block =>
        {
            block.Property(row => row.Id).ValueGeneratedNever();
            block.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            block.Property(row => row.Note).HasMaxLength(200);
            block.Property(row => row.SetBy).HasMaxLength(100);
            block.HasIndex(row => new { row.UnitId, row.Until });
        });
        modelBuilder.Entity<UnitShift>(shift =>
        {
            shift.Property(row => row.Id).ValueGeneratedNever();
            shift.Property(row => row.Day).HasConversion<string>().HasMaxLength(10);
        });
        modelBuilder.Entity<UnitTrack>(track =>
        {
            track.HasKey(row => row.UnitId);
            track.HasIndex(row => row.ReceivedAt);
        });
    }

    private static void Trips(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Booking>(booking =>
        {
            booking.Property(row => row.Number).HasMaxLength(20);
            booking.HasIndex(row => row.Number).IsUnique();
            booking.Property(row => row.PhoneHash).HasMaxLength(32);
            booking.HasIndex(row => new { row.PhoneHash, row.Ordinal }).IsUnique();
            booking.Property(row => row.BookedBy).HasMaxLength(100);
            booking.Property(row => row.VillageCode).HasMaxLength(13);
            booking.HasIndex(row => new { row.BookedBy, row.BookedAt });
            booking.HasMany(row => row.Trips).WithOne(trip => trip.Booking).HasForeignKey(trip => trip.BookingId);
            booking.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<TripRequest>(request =>
        {
            request.Property(row => row.TrackingNumber).HasMaxLength(20);
            request.Property(row => row.Purpose).HasMaxLength(20);
            request.Property(row => row.VillageCode).HasMaxLength(13);
            request.Property(row => row.PickUpVillageCode).HasMaxLength(13);
            request.Property(row => row.PickUpName).HasMaxLength(Place.LongestName);
            request.Property(row => row.DropOffVillageCode).HasMaxLength(13);
            request.Property(row => row.DropOffName).HasMaxLength(Place.LongestName);
            request.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            request.Property(row => row.WaitsBecause).HasMaxLength(500);
            request.Property(row => row.Version).IsConcurrencyToken();
            request.HasOne(row => row.Journey).WithMany(journey => journey.Requests).HasForeignKey(row => row.JourneyId);
            request.Property(row => row.SuggestedUnitCode).HasMaxLength(20);
            request.HasIndex(row => new { row.Status, row.DueAt, row.Id });
            request.HasIndex(row => new { row.VillageCode, row.Status, row.DueAt });
            request.HasIndex(row => row.ComplaintId);
            request.HasIndex(row => row.ChangedAt);
            request.HasIndex(row => row.RemindAt);
            request.HasIndex(row => row.DetailsUnneededSince);
            request.HasMany(row => row.Timeline).WithOne().HasForeignKey(entry => entry.RequestId);
        });
        modelBuilder.Entity<TripEntry>(entry =>
        {
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedOnAdd();
            entry.Property(row => row.Code).HasMaxLength(20);
            entry.Property(row => row.Status).HasConversion<string>().HasMaxLength(20);
            entry.Property(row => row.Actor).HasMaxLength(100);
            entry.Property(row => row.Note).HasMaxLength(500);
        });
        modelBuilder.Entity<Journey>(journey =>
        {
            journey.HasOne(row => row.Unit).WithMany().HasForeignKey(row => row.UnitId);
            // A unit is on one journey at a time, whatever two crews do in the same millisecond.
            journey.HasIndex(row => row.OccupiesUnitId).IsUnique();
            journey.HasIndex(row => new { row.UnitId, row.SlotFrom });
            journey.HasIndex(row => new { row.EndedAt, row.UnitId });
            journey.HasIndex(row => row.ChangedAt);
            journey.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            journey.Property(row => row.Reason).HasMaxLength(500);
            journey.Property(row => row.AssignedBy).HasMaxLength(100);
            journey.Property(row => row.DrivenBy).HasMaxLength(100);
            journey.Property(row => row.Version).IsConcurrencyToken();
            journey.Ignore(row => row.Stops).Ignore(row => row.NextStop).Ignore(row => row.IsMeasured).Ignore(row => row.Kilometres);
        });
        modelBuilder.Entity<CrewReport>(report =>
        {
            report.HasKey(row => row.Id);
            report.Property(row => row.Id).ValueGeneratedNever();
            report.HasIndex(row => row.JourneyId);
            report.HasIndex(row => row.ReceivedAt);
            report.Property(row => row.Step).HasMaxLength(20);
            report.Property(row => row.Crew).HasMaxLength(100);
        });
        modelBuilder.Entity<UnmetDemand>(demand =>
        {
            demand.Property(row => row.VillageCode).HasMaxLength(13);
            demand.Property(row => row.Reason).HasMaxLength(40);
            demand.Property(row => row.OnceKey).HasMaxLength(32);
            demand.HasIndex(row => row.OnceKey).IsUnique();
            demand.HasIndex(row => new { row.At, row.VillageCode });
        });
        modelBuilder.Entity<ErasedComplaint>(erased =>
        {
            erased.HasKey(row => row.ComplaintId);
            erased.Property(row => row.ComplaintId).ValueGeneratedNever();
        });
    }

    private static void Books(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PositionPoint>(point =>
        {
            point.HasKey(row => new { row.UnitId, row.At });
            point.HasIndex(row => row.At);
        });
        modelBuilder.Entity<DispatcherWatch>(watch =>
        {
            watch.HasKey(row => row.UserName);
            watch.Property(row => row.UserName).HasMaxLength(100);
        });
        modelBuilder.Entity<QueueAlarm>(alarm =>
        {
            alarm.Property(row => row.Id).ValueGeneratedNever();
            alarm.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<UnitExpense>(expense =>
        {
            expense.Property(row => row.Id).ValueGeneratedNever();
            expense.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            expense.Property(row => row.Note).HasMaxLength(300);
            expense.Property(row => row.RecordedBy).HasMaxLength(100);
            expense.HasIndex(row => new { row.UnitId, row.On });
            expense.HasIndex(row => row.On);
            // An entry is taken back once.
            expense.HasIndex(row => row.Reverses).IsUnique();
        });
        modelBuilder.Entity<VillageNeed>(need =>
        {
            need.HasKey(row => row.VillageCode);
            need.Property(row => row.VillageCode).HasMaxLength(13);
            need.Property(row => row.Note).HasMaxLength(300);
            need.Property(row => row.RegisteredBy).HasMaxLength(100);
            need.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<JourneyProof>(proof =>
        {
            proof.Property(row => row.Id).ValueGeneratedNever();
            proof.Property(row => row.Kind).HasConversion<string>().HasMaxLength(20);
            proof.Property(row => row.FileName).HasMaxLength(100);
            proof.Property(row => row.TakenBy).HasMaxLength(100);
            proof.HasIndex(row => row.JourneyId);
            proof.HasIndex(row => row.RequestId);
        });
        modelBuilder.Entity<DayPlan>(plan =>
        {
            plan.Property(row => row.Id).ValueGeneratedNever();
            // So many villages fit as anybody has to plan for one by one.
            plan.Property(row => row.Regions).HasMaxLength(4000);
            plan.Property(row => row.AskedBy).HasMaxLength(100);
            plan.Property(row => row.State).HasConversion<string>().HasMaxLength(20);
            plan.Property(row => row.Version).IsConcurrencyToken();
            plan.HasIndex(row => new { row.Day, row.AskedAt });
            plan.HasIndex(row => new { row.State, row.HeardAt });
        });
    }

    private static void RulesAndPlaces(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ServiceRules>(rules =>
        {
            rules.HasKey(row => row.Code);
            rules.Property(row => row.Code).HasMaxLength(20);
            rules.Property(row => row.LegalBasis).HasMaxLength(300);
            rules.HasIndex(row => row.EffectiveFrom).IsUnique();
            rules.HasMany(row => row.Purposes).WithOne().HasForeignKey(purpose => purpose.RulesCode);
        });
        modelBuilder.Entity<PurposeRule>(purpose =>
        {
            purpose.HasKey(row => new { row.RulesCode, row.Code });
            purpose.Property(row => row.Code).HasMaxLength(20);
            purpose.Property(row => row.Indonesian).HasMaxLength(200);
            purpose.Property(row => row.English).HasMaxLength(200);
            purpose.Property(row => row.Approval).HasConversion<string>().HasMaxLength(20);
        });
        modelBuilder.Entity<Destination>(destination =>
        {
            destination.HasKey(row => row.Code);
            destination.Property(row => row.Code).HasMaxLength(40);
            destination.Property(row => row.Name).HasMaxLength(100);
            destination.Property(row => row.VillageCode).HasMaxLength(13);
        });
        modelBuilder.Entity<PhoneKey>(key => key.Property(row => row.Id).ValueGeneratedNever());
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class MobileUnitsDbOnPostgreSql(DbContextOptions<MobileUnitsDb> options) : MobileUnitsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class MobileUnitsDbOnSqlServer(DbContextOptions<MobileUnitsDb> options) : MobileUnitsDb(options);
