using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Messaging;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Data;

internal class IdentityDb(DbContextOptions<IdentityDb> options) : MessagingDbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<ActingAppointment> Acting => Set<ActingAppointment>();

    public DbSet<PasswordLink> PasswordLinks => Set<PasswordLink>();

    public DbSet<ForgottenPassword> ForgottenPasswords => Set<ForgottenPassword>();

    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<SetupToken> SetupTokens => Set<SetupToken>();

    public DbSet<FailedSignIns> FailedSignIns => Set<FailedSignIns>();

    /// <summary>Who can administer at that moment, in their own right, the whole city (codes below it have two dots) and until further notice.</summary>
    /// <remarks>No region is the whole city, too, and has to be asked for by itself: what is NULL is neither like nor unlike anything.</remarks>
    /// <param name="demo">Whether the demo's accounts count.</param>
    public IQueryable<Account> Administrators(bool demo, DateTimeOffset now)
        => Accounts.Where(account => account.DeactivatedAt == null && (demo || !account.IsDemo) && account.PasswordHash != null
            && account.Assignments.Any(held => held.Role == Roles.Admin && (held.Region == null || !EF.Functions.Like(held.Region, "%.%.%")) && held.ActingId == null && held.ValidUntil == null && held.ValidFrom <= now));

    /// <summary>For ExecuteUpdate and ExecuteDelete: waits for the turn to write, unless a transaction of this context has it.</summary>
    public async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
        => Database.CurrentTransaction is null ? await Database.TakeWriteTurnAsync(cancellationToken) : null;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        KeepAudit();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        KeepAudit();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(account =>
        {
            account.ToTable("Accounts");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.UserName).HasMaxLength(IssueToken.LongestUserName);
            account.Property(a => a.NormalizedUserName).HasMaxLength(IssueToken.LongestUserName);
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.Property(a => a.PasswordHash).HasMaxLength(256);
            account.Property(a => a.SecurityStamp).HasMaxLength(64);
            account.Property(a => a.Email).HasMaxLength(AccountFields.LongestEmail);
            account.Property(a => a.NormalizedEmail).HasMaxLength(AccountFields.LongestEmail);
            account.HasIndex(a => a.NormalizedEmail);
            account.Property(a => a.PhoneNumber).HasMaxLength(AccountFields.LongestPhone);
            account.Property(a => a.FullName).HasMaxLength(AccountFields.LongestName);
            account.Property(a => a.SearchText).HasMaxLength(AccountFields.LongestName + 64 + 256 + 2);
            account.Property(a => a.Version).IsConcurrencyToken();
            account.HasMany(a => a.Assignments).WithOne().HasForeignKey(held => held.AccountId).OnDelete(DeleteBehavior.Cascade);
            account.Navigation(a => a.Assignments).HasField("_assignments").UsePropertyAccessMode(PropertyAccessMode.Field);
        });
        builder.Entity<Assignment>(held =>
        {
            held.ToTable("Assignments");
            held.Property(h => h.Id).ValueGeneratedNever();
            held.Property(h => h.Role).HasMaxLength(40);
            held.Property(h => h.Region).HasMaxLength(20);
            held.Property(h => h.Agency).HasMaxLength(AccountFields.LongestCode);
            held.Property(h => h.Unit).HasMaxLength(AccountFields.LongestCode);
            held.HasIndex(h => h.Role);
            held.Ignore(h => h.Scope);
        });
        builder.Entity<ActingAppointment>(acting =>
        {
            acting.ToTable("ActingAppointments");
            acting.Property(a => a.Id).ValueGeneratedNever();
            acting.Property(a => a.Kind).HasConversion<string>().HasMaxLength(8);
            acting.Property(a => a.Decree).HasMaxLength(AccountFields.LongestDecree);
            acting.Property(a => a.RegisteredBy).HasMaxLength(256);
            // Two foreign keys to one table: no engine may have to guess an order of deletion.
            acting.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
            acting.HasOne<Account>().WithMany().HasForeignKey(a => a.ForAccountId).OnDelete(DeleteBehavior.Restrict);
            acting.HasIndex(a => a.Until);
        });
        builder.Entity<PasswordLink>(link =>
        {
            link.HasKey(l => l.Hash);
            link.Property(l => l.Hash).HasMaxLength(64);
            link.HasIndex(l => l.ExpiresAt);
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ForgottenPassword>(forgotten =>
        {
            forgotten.Property(f => f.Id).ValueGeneratedNever();
            forgotten.Property(f => f.NormalizedName).HasMaxLength(AccountFields.LongestEmail);
            forgotten.Property(f => f.Address).HasMaxLength(64);
        });
        builder.Entity<SecondFactor>(factor =>
        {
            factor.HasKey(f => f.AccountId);
            factor.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RecoveryCode>(code =>
        {
            code.HasKey(c => c.Hash);
            code.Property(c => c.Hash).HasMaxLength(64);
            code.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Actor).HasMaxLength(256);
            entry.Property(e => e.Action).HasMaxLength(40);
            entry.Property(e => e.Target).HasMaxLength(AuditEntry.LongestTarget);
            entry.Property(e => e.Address).HasMaxLength(64);
            entry.Property(e => e.Outcome).HasConversion<string>().HasMaxLength(16);
            entry.Property(e => e.Detail).HasMaxLength(AuditEntry.LongestDetail);
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => e.Target);
        });
        builder.Entity<RefreshToken>(token =>
        {
            token.HasKey(t => t.Hash);
            token.Property(t => t.Hash).HasMaxLength(64);
            token.HasIndex(t => t.SessionId);
            token.HasIndex(t => t.ExpiresAt);
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SigningKey>(key =>
        {
            key.HasKey(k => k.Generation);
            key.Property(k => k.Generation).ValueGeneratedNever();
            key.Property(k => k.KeyId).HasMaxLength(64);
        });
        builder.Entity<SetupToken>(token =>
        {
            token.HasKey(t => t.Hash);
            token.Property(t => t.Hash).HasMaxLength(64);
            token.HasIndex(t => t.ExpiresAt);
        });
        builder.Entity<FailedSignIns>(failures =>
        {
            failures.HasKey(f => new { f.NormalizedUserName, f.Network });
            failures.Property(f => f.NormalizedUserName).HasMaxLength(IssueToken.LongestUserName);
            failures.Property(f => f.Network).HasMaxLength(40);
            failures.HasIndex(f => f.LastAt);
            failures.Property(f => f.LastAt).IsConcurrencyToken();
        });
    }

    private void KeepAudit()
    {
        if (ChangeTracker.Entries<AuditEntry>().Any(entry => entry.State is EntityState.Modified or EntityState.Deleted))
        {
            throw new InvalidOperationException("The audit log is written and never changed.");
        }
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class IdentityDbOnPostgreSql(DbContextOptions<IdentityDb> options) : IdentityDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class IdentityDbOnSqlServer(DbContextOptions<IdentityDb> options) : IdentityDb(options);
