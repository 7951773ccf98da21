namespace PlanningPlatform.Complaints.Matching;

/// <summary>What the platform understands of a text.</summary>
public static class Words
{
    /// <summary>
    /// The concepts of a text, whatever spelling and language they came in, without words that say nothing; then the addresses it names: "lampu", "padam", "gang 2", "rt 3",
    /// "rw 4", "no 12", "jalan mawar", "musala". Each once. Never throws.
    /// </summary>
    /// <param name="lexicon">Null for <see cref="Lexicon.Default"/>.</param>
    public static IReadOnlyList<string> Of(string? text, Lexicon? lexicon = null) => Of(ReportText.Of(text, lexicon: lexicon));

    internal static List<string> Of(ReportText text) => [.. text.Matter.Where(entry => entry.Weight > 0).Select(entry => entry.Concept), .. Of(text.Addresses)];

    internal static IEnumerable<string> AddressesOf(ReportText text) => Of(text.Addresses);

    private static IEnumerable<string> Of(Addresses addresses) =>
    [
        .. addresses.Gangs.Select(gang => $"gang {gang}"),
        .. addresses.Rts.Select(rt => $"rt {rt}"),
        .. addresses.Rws.Select(rw => $"rw {rw}"),
        .. addresses.Houses.Select(house => $"no {house}"),
        .. addresses.Streets.Select(street => $"jalan {street.Name}").Distinct(StringComparer.Ordinal),
        .. addresses.Landmarks.Select(landmark => landmark.Name is null ? landmark.Sort : $"{landmark.Sort} {landmark.Name}").Distinct(StringComparer.Ordinal),
    ];
}
