namespace PlanningPlatform.Identity.Data;

/// <summary>Plh (<i>pelaksana harian</i>) stands in while the office holder is away, Plt (<i>pelaksana tugas</i>) while the office is vacant.</summary>
internal enum ActingKind
{
    Plh,
    Plt,
}

/// <summary>By decree somebody acts for somebody else's office from one date to another.</summary>
internal sealed class ActingAppointment
{
    public required Guid Id { get; init; }

    /// <summary>Who acts.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whose office it is.</summary>
    public required Guid ForAccountId { get; init; }

    public required ActingKind Kind { get; init; }

    /// <summary>Number of the decree.</summary>
    public required string Decree { get; init; }

    /// <summary>First day, in the region's time zone.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>User name of the administrator who registered it.</summary>
    public required string RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Ended before its last day.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
