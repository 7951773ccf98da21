using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;

namespace PlanningPlatform.Notifications.Data;

internal class NotificationsDb(DbContextOptions<NotificationsDb> options) : MessagingDbContext(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<EditedText> Texts => Set<EditedText>();

    public DbSet<OptOut> OptOuts => Set<OptOut>();

    public DbSet<Erasure> Erasures => Set<Erasure>();

    public DbSet<HashKey> HashKeys => Set<HashKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Notification>(notification =>
        {
            notification.Property(row => row.Id).ValueGeneratedNever();
            notification.Property(row => row.Template).HasMaxLength(40);
            notification.Property(row => row.Language).HasMaxLength(2);
            notification.Property(row => row.Channel).HasConversion<string>().HasMaxLength(8);
            notification.Property(row => row.State).HasConversion<string>().HasMaxLength(10);
            notification.Property(row => row.MaskedRecipient).HasMaxLength(300);
            notification.Property(row => row.RecipientHash).HasMaxLength(32);
            notification.Property(row => row.StopCode).HasMaxLength(20);
            notification.Property(row => row.Error).HasMaxLength(Notification.LongestError);
            notification.Property(row => row.ProviderId).HasMaxLength(100);
            notification.Property(row => row.Version).IsConcurrencyToken();
            notification.Ignore(row => row.CanBeSentAgain);
            notification.HasIndex(row => new { row.Channel, row.State, row.DueAt });
            notification.HasIndex(row => new { row.RecipientHash, row.CreatedAt });
            notification.HasIndex(row => new { row.CreatedAt, row.Id });
            notification.HasIndex(row => new { row.State, row.CreatedAt, row.Id });
            notification.HasIndex(row => new { row.HasContent, row.CreatedAt });
            notification.HasIndex(row => row.AboutId);
            notification.HasIndex(row => row.StopCode).IsUnique();
        });
        modelBuilder.Entity<EditedText>(text =>
        {
            text.ToTable("EditedTexts");
            text.HasKey(row => new { row.Template, row.Language });
            text.Property(row => row.Template).HasMaxLength(40);
            text.Property(row => row.Language).HasMaxLength(2);
            text.Property(row => row.Subject).HasMaxLength(TextRules.LongestSubject);
            text.Property(row => row.Body).HasMaxLength(TextRules.LongestBody);
            text.Property(row => row.Short).HasMaxLength(TextRules.LongestShort);
            text.Property(row => row.EditedBy).HasMaxLength(256);
            text.Property(row => row.Version).IsConcurrencyToken();
            text.Ignore(row => row.Wording);
        });
        modelBuilder.Entity<OptOut>(optOut =>
        {
            optOut.ToTable("OptOuts");
            optOut.HasKey(row => row.RecipientHash);
            optOut.Property(row => row.RecipientHash).HasMaxLength(32);
        });
        modelBuilder.Entity<Erasure>(erasure =>
        {
            erasure.HasKey(row => row.AboutId);
            erasure.Property(row => row.AboutId).ValueGeneratedNever();
        });
        modelBuilder.Entity<HashKey>(key => key.Property(row => row.Id).ValueGeneratedNever());
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class NotificationsDbOnPostgreSql(DbContextOptions<NotificationsDb> options) : NotificationsDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class NotificationsDbOnSqlServer(DbContextOptions<NotificationsDb> options) : NotificationsDb(options);
