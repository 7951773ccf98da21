using PlanningPlatform.Regions;

namespace PlanningPlatform.Identity.Domain;

internal static class RegionDays
{
    /// <summary>Midnight of the region at which that day begins.</summary>
    public static DateTimeOffset StartOf(this RegionTimeZone region, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, region.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
