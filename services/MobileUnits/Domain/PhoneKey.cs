namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>The key of the hash of telephone numbers, encrypted; one row. Without it the numbers could be guessed: there are only so many.</summary>
internal sealed class PhoneKey
{
    public const int TheOne = 1;

    public required int Id { get; init; }
    public required string ProtectedKey { get; set; }
}
