using Microsoft.EntityFrameworkCore;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>
/// Remembers what an <c>Idempotency-Key</c> was answered with. Its primary key makes twins that arrive together one row:
/// the second insert waits for the first and fails.
/// </summary>
public sealed class IntakeKey
{
    public required byte[] KeyHash { get; init; }
    public required byte[] RequestHash { get; init; }

    /// <summary>The whole answer, encrypted because the tracking secret is in it.</summary>
    public required string ProtectedAnswer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public static class IntakeKeys
{
    public static void AddIntakeKeys(this ModelBuilder modelBuilder)
        => modelBuilder.Entity<IntakeKey>(key =>
        {
            key.ToTable("IntakeKeys");
            key.HasKey(row => row.KeyHash);
            key.Property(row => row.KeyHash).HasMaxLength(32);
            key.Property(row => row.RequestHash).HasMaxLength(32);
            key.HasIndex(row => row.CreatedAt);
        });

    public static void CheckIdempotencyKey(this FieldErrors errors, string? key)
    {
        if (key is { Length: < 16 or > 200 })
        {
            errors.Add("Idempotency-Key", "length", "Panjangnya 16 sampai 200 karakter.", "It has 16 to 200 characters.");
        }
    }
}
