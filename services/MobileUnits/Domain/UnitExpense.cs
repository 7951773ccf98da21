namespace PlanningPlatform.MobileUnits.Domain;

public enum ExpenseKind
{
    Fuel,
    DriverAllowance,
    Service,
    Tax,
    Other,
}

/// <summary>Money that was spent on a unit. Never changed: a mistake is taken back by an entry of its own.</summary>
internal sealed class UnitExpense
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required ExpenseKind Kind { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>Whole rupiah; negative only where <see cref="Reverses"/> names the entry that it takes back.</summary>
    public required long Rupiah { get; init; }

    /// <summary>Only for fuel.</summary>
    public double? Litres { get; init; }

    public int? OdometerKilometres { get; init; }
    public string? Note { get; init; }
    public Guid? Reverses { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
