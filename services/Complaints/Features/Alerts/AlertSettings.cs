using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>Settings under <c>Complaints:Alerts</c>. [ours]</summary>
internal sealed class AlertSettings
{
    /// <summary>When the day's mail is made, in the region's time; after the quiet hours, or it waits for their end.</summary>
    public TimeOnly DigestAt { get; set; } = new(7, 0);

    /// <summary>How often it is looked whether one is due.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Mails that ask one address for a confirmation within 24 hours: anybody can type the address of somebody else.</summary>
    public int ConfirmationsPerDay { get; set; } = 3;

    /// <summary>Areas for one address.</summary>
    public int AreasPerAddress { get; set; } = 10;

    public bool MakesSense => Interval > TimeSpan.Zero && ConfirmationsPerDay > 0 && AreasPerAddress > 0;

    /// <summary>The last time at or before <paramref name="now"/> at which the day's mail was due.</summary>
    public DateTimeOffset LastDigest(DateTimeOffset now, RegionTimeZone zone)
    {
        var local = zone.ToLocal(now);
        var day = TimeOnly.FromDateTime(local.DateTime) >= DigestAt ? DateOnly.FromDateTime(local.DateTime) : DateOnly.FromDateTime(local.DateTime).AddDays(-1);
        // Indonesia has no summer time, so the offset is that of every day.
        return new DateTimeOffset(day.ToDateTime(DigestAt), local.Offset).ToUniversalTime();
    }

    /// <summary>The next one after <paramref name="now"/>.</summary>
    public DateTimeOffset NextDigest(DateTimeOffset now, RegionTimeZone zone) => LastDigest(now, zone).AddDays(1);
}
