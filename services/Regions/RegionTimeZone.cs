namespace PlanningPlatform.Regions;

/// <summary>One of Indonesia's three legal times.</summary>
/// <param name="Zone">Asia/Jakarta, Asia/Makassar or Asia/Jayapura.</param>
/// <param name="Abbreviation">WIB, WITA or WIT: what people write behind a time of day.</param>
public sealed record RegionTimeZone(TimeZoneInfo Zone, string Abbreviation)
{
    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The date on the wall calendar of the region at that instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>Midnight of the region, in UTC, at which that day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day) => ToInstant(day, TimeOnly.MinValue);

    /// <summary>The instant, in UTC, at which the clocks of the region show that time of that date.</summary>
    public DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
