using System.Globalization;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>What an answer says, in neither form yet. GeoReport's JSON follows from its XML by rule (the Spark convention), so both are written from this.</summary>
internal abstract record Part
{
    public static implicit operator Part(string? text) => new Value(text);

    public static implicit operator Part(bool yes) => new Value(yes);

    public static implicit operator Part(int number) => new Value(number);

    /// <summary>Degrees.</summary>
    public static implicit operator Part(double? number) => new Value(number);

    /// <summary>Always UTC, to the second: <c>2026-11-21T07:05:00Z</c>.</summary>
    public static implicit operator Part(DateTimeOffset? time) => new Value(time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
}

/// <summary>Text, a number or yes and no; nothing is an empty element, and null in JSON.</summary>
internal sealed record Value(object? Content) : Part;

/// <summary>Elements of different names; an object in JSON.</summary>
internal sealed record Fields(params (string Name, Part Part)[] Members) : Part;

/// <summary>Elements of one name; an array in JSON, also of one and of none.</summary>
internal sealed record Items(string ItemName, IReadOnlyList<Part> Each) : Part;
