namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>The key of the hash of telephone numbers, encrypted; one for each key ring that this service ever had. Without it the numbers could be guessed: there are only so many.</summary>
internal sealed class PhoneKey
{
    public required int Id { get; init; }
    public required string ProtectedKey { get; init; }
}
