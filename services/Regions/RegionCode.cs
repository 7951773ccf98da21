using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PlanningPlatform.Regions;

/// <summary>The four levels of Indonesia's regional administration, from the top.</summary>
public enum RegionLevel
{
    Province = 1,
    Regency = 2,
    District = 3,
    Village = 4,
}

/// <summary>
/// An official region code in its dotted form: <c>35</c> (province), <c>35.71</c> (regency), <c>35.71.02</c> (district),
/// <c>35.71.02.1012</c> (village). Anything else cannot be held by this type: digits only, two per part and four in the
/// last, no part zero, and a village's number starts with 1 (kelurahan), 2 (desa) or 3 (desa adat).
/// </summary>
/// <remarks>A well-formed code may still name no region: ask <see cref="Regency.FindVillage(RegionCode)"/>.</remarks>
[JsonConverter(typeof(RegionCodeJsonConverter))]
public sealed record RegionCode : IParsable<RegionCode>, IComparable<RegionCode>
{
    private readonly string _text;

    private RegionCode(string text) => _text = text;

    public RegionLevel Level => LevelOf(_text.Length)!.Value;

    /// <summary>The code one level up; null for a province.</summary>
    public RegionCode? Parent => Level == RegionLevel.Province ? null : new(_text[.._text.LastIndexOf('.')]);

    public RegionCode Province => new(_text[..2]);

    /// <summary>True if this is <paramref name="region"/> itself or lies inside it.</summary>
    public bool IsWithin(RegionCode region) =>
        _text.StartsWith(region._text, StringComparison.Ordinal)
        && (_text.Length == region._text.Length || _text[region._text.Length] == '.');

    /// <exception cref="FormatException">The text is not a dotted region code.</exception>
    public static RegionCode Parse(string s) =>
        TryParse(s, out var code)
            ? code
            : throw new FormatException($"\"{s}\" is not a region code such as 35, 35.71, 35.71.02 or 35.71.02.1012.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out RegionCode? result)
    {
        result = s is not null && IsWellFormed(s) ? new RegionCode(s) : null;
        return result is not null;
    }

    static RegionCode IParsable<RegionCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<RegionCode>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RegionCode result) =>
        TryParse(s, out result);

    /// <summary>Codes sort as the official lists do; a region comes before what lies inside it.</summary>
    public int CompareTo(RegionCode? other) => string.CompareOrdinal(_text, other?._text);

    public static bool operator <(RegionCode left, RegionCode right) => left.CompareTo(right) < 0;

    public static bool operator >(RegionCode left, RegionCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(RegionCode left, RegionCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RegionCode left, RegionCode right) => left.CompareTo(right) >= 0;

    /// <summary>The dotted form, as parsed.</summary>
    public override string ToString() => _text;

    /// <summary>Only for a village's code, whose last part starts with the kind.</summary>
    internal VillageKind VillageKind => (VillageKind)(_text[9] - '0');

    private static RegionLevel? LevelOf(int length) => length switch
    {
        2 => RegionLevel.Province,
        5 => RegionLevel.Regency,
        8 => RegionLevel.District,
        13 => RegionLevel.Village,
        _ => null,
    };

    private static bool IsWellFormed(string text)
    {
        if (LevelOf(text.Length) is not { } level)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 2 or 5 or 8 ? text[i] != '.' : !char.IsAsciiDigit(text[i]))
                return false;
        }

        for (var part = 0; part < text.Length && part < 9; part += 3)
        {
            if (text.AsSpan(part, 2) is "00")
                return false;
        }

        return level != RegionLevel.Village || (text[9] is '1' or '2' or '3' && text.AsSpan(10) is not "000");
    }
}
