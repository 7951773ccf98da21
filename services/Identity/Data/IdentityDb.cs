using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Data;

internal class IdentityDb(DbContextOptions<IdentityDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<SetupToken> SetupTokens => Set<SetupToken>();

    public DbSet<FailedSignIns> FailedSignIns => Set<FailedSignIns>();

    /// <summary>Is there anybody who can administer without the demo?</summary>
    public Task<bool> HasAdministratorAsync(CancellationToken cancellationToken)
        => Users.AnyAsync(
            account => !account.IsDemo && UserClaims.Any(claim =>
                claim.UserId == account.Id && claim.ClaimType == "role" && claim.ClaimValue == ServiceDefaults.Roles.Admin),
            cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.UsePlatformConventions(Database);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("Accounts");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("AccountClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("AccountLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("AccountTokens");
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
        });
        builder.Entity<FailedSignIns>(failures =>
        {
            failures.HasKey(f => f.NormalizedUserName);
            failures.Property(f => f.NormalizedUserName).HasMaxLength(Features.IssueToken.LongestUserName);
            failures.HasIndex(f => f.LastAt);
        });
    }
}

/// <summary>The same on PostgreSQL, with migrations of its own.</summary>
internal sealed class IdentityDbOnPostgreSql(DbContextOptions<IdentityDb> options) : IdentityDb(options);

/// <summary>The same on SQL Server, with migrations of its own.</summary>
internal sealed class IdentityDbOnSqlServer(DbContextOptions<IdentityDb> options) : IdentityDb(options);
