using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Notifications.Domain;

/// <summary>The part of the night in which nobody is disturbed by what can wait.</summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly Until, RegionTimeZone Zone)
{
    /// <summary>The same for a message, which may be one that disturbs.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset at, Template template, DateTimeOffset askedAt) => template.MayDisturb(at - askedAt) ? at : NextAllowed(at);

    /// <returns>The same moment, or the end of the quiet hours that it falls into.</returns>
    public DateTimeOffset NextAllowed(DateTimeOffset at)
    {
        var local = Zone.ToLocal(at);
        // Also over midnight: 21:00 to 06:00. From equal to Until is no time at all.
        if (!TimeOnly.FromDateTime(local.DateTime).IsBetween(From, Until))
        {
            return at;
        }

        var day = DateOnly.FromDateTime(local.DateTime);
        var end = day.ToDateTime(Until);
        if (end <= local.DateTime)
        {
            end = day.AddDays(1).ToDateTime(Until);
        }

        // Indonesia has no summer time, so an offset holds for the whole night.
        return new DateTimeOffset(end, local.Offset).ToUniversalTime();
    }
}
