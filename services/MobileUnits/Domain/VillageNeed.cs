namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>How many units a village needs, as its camat registered it; without one the target of the rules counts.</summary>
internal sealed class VillageNeed
{
    public required string VillageCode { get; init; }
    public int UnitsNeeded { get; set; }

    /// <summary>When the next unit is to be handed over; null when nobody plans one.</summary>
    public DateOnly? PlannedOn { get; set; }

    public string? Note { get; set; }
    public string RegisteredBy { get; set; } = "";
    public DateTimeOffset RegisteredAt { get; set; }
    public int Version { get; set; }
}
