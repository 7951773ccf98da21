using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// A service's database with its outbox and inbox inside, so that a state change, the events it causes and the mark that a
/// message was handled commit in one transaction.
/// </summary>
public abstract class MessagingDbContext : DbContext
{
    private bool _saveFailed;
    private bool _disposed;

    protected MessagingDbContext(DbContextOptions options) : base(options)
    {
    }

    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    internal DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    internal DbSet<FailedMessage> Failed => Set<FailedMessage>();

    /// <summary>True once this unit of work caused an event, so that its commit wakes the relay.</summary>
    internal bool HasPublished { get; private set; }

    /// <summary>Adds an event to the unit of work. It leaves after <c>SaveChanges</c> committed, and only then.</summary>
    public void Publish<TEvent>(TEvent happened) where TEvent : class, IEvent
    {
        HasPublished = true;
        Outbox.Add(new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(happened.OccurredAt),
            Type = EventTypes.NameOf(happened.GetType()),
            Payload = JsonSerializer.Serialize<object>(happened, JsonSerializerOptions.Web),
            OrderingKey = happened.AggregateId,
            TraceParent = Activity.Current?.Id,
            OccurredAt = happened.OccurredAt,
        });
    }

    /// <summary>Waits for its turn to write unless it is part of a transaction, whose owner has the turn already.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        _saveFailed = true;
        using var turn = Database.CurrentTransaction is null ? await Database.TakeWriteTurnAsync(cancellationToken) : null;
        var changed = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        _saveFailed = false;
        return changed;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.UsePlatformConventions(Database);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("OutboxMessage");
            outbox.HasKey(message => message.Sequence);
            outbox.Property(message => message.Sequence).ValueGeneratedOnAdd();
            outbox.Property(message => message.Type).HasMaxLength(200);
            outbox.Property(message => message.LastError).HasMaxLength(1000);
            outbox.Property(message => message.TraceParent).HasMaxLength(60);
            outbox.HasIndex(message => new { message.ParkedAt, message.Sequence });
            outbox.HasIndex(message => message.MessageId);
        });
        modelBuilder.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("InboxMessage");
            inbox.HasKey(message => new { message.MessageId, message.Consumer });
            inbox.Property(message => message.Consumer).HasMaxLength(100);
            inbox.HasIndex(message => message.HandledAt);
        });
        modelBuilder.Entity<FailedMessage>(failed =>
        {
            failed.ToTable("FailedMessage");
            failed.HasKey(message => message.MessageId);
            failed.Property(message => message.Type).HasMaxLength(FailedMessage.LongestType);
            failed.Property(message => message.ContentType).HasMaxLength(FailedMessage.LongestContentType);
            failed.Property(message => message.Error).HasMaxLength(FailedMessage.LongestError);
            failed.Property(message => message.ReplayedBy).HasMaxLength(100);
            failed.Property(message => message.Failures).IsConcurrencyToken();
            failed.HasIndex(message => message.ReplayedAt);
        });
        modelBuilder.Entity<OutboxLease>(lease =>
        {
            lease.ToTable("OutboxLease");
            lease.HasKey(row => row.Name);
            lease.Property(row => row.Name).HasMaxLength(50);
            lease.Property(row => row.Owner).HasMaxLength(36);
        });
    }

    public override void Dispose()
    {
        var forgotten = ForgottenEvent();
        base.Dispose();
        ThrowIfForgotten(forgotten);
    }

    public override async ValueTask DisposeAsync()
    {
        var forgotten = ForgottenEvent();
        await base.DisposeAsync();
        ThrowIfForgotten(forgotten);
    }

    /// <summary>
    /// The classic way to lose an event is to publish after saving: an event still unsaved when the context goes was forgotten.
    /// (After a failed save its rows are unsaved for a good reason.)
    /// </summary>
    private string? ForgottenEvent()
        => !HasPublished || _saveFailed || Interlocked.Exchange(ref _disposed, true) ? null : ChangeTracker.Entries<OutboxMessage>().FirstOrDefault(entry => entry.State == EntityState.Added)?.Entity.Type;

    private static void ThrowIfForgotten(string? type)
    {
        if (type is not null)
        {
            throw new InvalidOperationException($"{type} was published but never saved: call Publish before SaveChanges.");
        }
    }
}
