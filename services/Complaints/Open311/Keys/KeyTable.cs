using Microsoft.EntityFrameworkCore;

namespace PlanningPlatform.Complaints.Open311.Keys;

internal static class KeyTable
{
    public static void AddOpen311Keys(this ModelBuilder modelBuilder)
        => modelBuilder.Entity<Open311Key>(key =>
        {
            key.ToTable("Open311Keys");
            key.Property(row => row.Id).ValueGeneratedNever();
            key.Property(row => row.KeyHash).HasMaxLength(32);
            key.HasIndex(row => row.KeyHash).IsUnique();
            key.Property(row => row.Client).HasMaxLength(Open311Key.LongestClient);
            key.Property(row => row.Contact).HasMaxLength(200);
            key.Property(row => row.PrivacyNotice).HasMaxLength(20);
            key.Property(row => row.IssuedBy).HasMaxLength(100);
            key.Property(row => row.RevokedBy).HasMaxLength(100);
            key.Property(row => row.Version).IsConcurrencyToken();
            key.HasIndex(row => new { row.IssuedAt, row.Id });
            key.Ignore(row => row.TakenBy);
        });
}
