namespace PlanningPlatform.Identity.Data;

/// <summary>The authenticator app of one account (TOTP, RFC 6238).</summary>
internal sealed class SecondFactor
{
    public required Guid AccountId { get; init; }

    /// <summary>Encrypted with Data Protection; null until a first code confirmed it.</summary>
    public byte[]? ProtectedSecret { get; set; }

    /// <summary>Shown, and not yet confirmed by a code.</summary>
    public byte[]? PendingSecret { get; set; }

    /// <summary>The time step of the last code taken: no code is taken twice.</summary>
    public long LastStep { get; set; }

    /// <summary>In a row, whoever tried them and however long ago.</summary>
    public int WrongCodes { get; set; }

    /// <summary>Until then no code of the app is looked at.</summary>
    public DateTimeOffset? CodesLockedUntil { get; set; }
}

/// <summary>Stands in for a lost authenticator, once.</summary>
internal sealed class RecoveryCode
{
    /// <summary>SHA-256. No salt: 80 random bits cannot be guessed from a table.</summary>
    public required string Hash { get; init; }

    public required Guid AccountId { get; init; }
}
