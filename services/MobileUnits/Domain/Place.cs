namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Where somebody is fetched or brought.</summary>
/// <param name="VillageCode">Null when nobody knows.</param>
/// <param name="Latitude">Degrees (WGS 84); null when only the village is known.</param>
/// <param name="Name">A destination's name or the words by which people find it: <c>RSUD Gambiran</c>, <c>depan musala</c>. Null when nothing was said.</param>
internal sealed record Place(string? VillageCode, double? Latitude, double? Longitude, string? Name)
{
    public const int LongestName = 200;
}
