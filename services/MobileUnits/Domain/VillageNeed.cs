namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>How many units a village needs, as its camat registered it; without one the target of the rules counts.</summary>
internal sealed class VillageNeed
{
    public required string VillageCode { get; init; }
    public int UnitsNeeded { get; private set; }

    /// <summary>When the next unit is to be handed over; null when nobody plans one.</summary>
    public DateOnly? PlannedOn { get; private set; }

    public string? Note { get; private set; }
    public string RegisteredBy { get; private set; } = "";
    public DateTimeOffset RegisteredAt { get; private set; }
    public int Version { get; private set; }

    public void Register(int unitsNeeded, DateOnly? plannedOn, string? note, string camat, DateTimeOffset now)
    {
        (UnitsNeeded, PlannedOn, Note, RegisteredBy, RegisteredAt) = (unitsNeeded, plannedOn, note, camat, now);
        Version++;
    }
}
