using System.Globalization;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Dates as GeoReport takes them (https://www.w3.org/TR/NOTE-datetime): a time with its zone, or a day, which begins at midnight UTC.</summary>
internal static partial class W3CDate
{
    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"];

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            time = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            return true;
        }

        // In an address an unescaped + arrives as a space.
        var restored = Zone().Replace(text, "+${zone}");
        time = default;
        return HasZone().IsMatch(restored) && DateTimeOffset.TryParseExact(restored, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    /// <summary>To the tick, so that it can stand in the address of a next page.</summary>
    public static string Exactly(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(" (?<zone>[0-9]{2}:[0-9]{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Zone();

    [GeneratedRegex("(Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HasZone();
}
