using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>
/// Up to when a board knows everything, as the id of an event: <c>638412345678901234-1f2e3d4c</c>, a moment (100 ns since the year 1) and whose eyes it was seen with.
/// Any replica understands it, also after a restart, because it names no place in anybody's memory.
/// </summary>
internal static class Cursor
{
    public static string Write(DateTimeOffset knows, GrantedScope scope) => string.Create(CultureInfo.InvariantCulture, $"{knows.UtcTicks}-{Eyes(scope)}");

    /// <returns>Null when there is none, when it is of other eyes (somebody's area changed), too old or from the time to come: then everything is told.</returns>
    public static DateTimeOffset? Read(string? id, GrantedScope scope, DateTimeOffset now, TimeSpan longestAway)
        => id?.Split('-') is [var ticks, var eyes] && eyes == Eyes(scope) && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known <= DateTimeOffset.MaxValue.Ticks
            && new DateTimeOffset(known, TimeSpan.Zero) is var knows && knows >= now - longestAway && knows <= now + BoardFeed.Overlap ? knows : null;

    private static string Eyes(GrantedScope scope) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', scope.Regions))), 0, 4);
}
