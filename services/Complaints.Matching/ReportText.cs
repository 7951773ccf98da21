namespace PlanningPlatform.Complaints.Matching;

/// <summary>
/// What somebody wrote, read once and ready to be compared many times: what is wrong, and every address and landmark in the description and in the fields about the place.
/// Immutable. Holds words of the report: whoever may not see the report may not see this either.
/// </summary>
public sealed class ReportText
{
    /// <summary>Of two long texts every word is compared with every other: the first sixty that say something tell what it is about.</summary>
    private const int MostWords = 60;

    private ReportText(string? description, Reading reading, Lexicon lexicon)
    {
        Trigrams = Spelling.Trigrams(description ?? "");
        Matter = [.. reading.Matter.DistinctBy(entry => entry.Concept, StringComparer.Ordinal).Take(MostWords)];
        foreach (var entry in Matter)
        {
            Weight += entry.Weight;
            Aspects |= lexicon.AspectsOf(entry.Concept);
        }

        foreach (var landmark in reading.Addresses.Landmarks)
        {
            Aspects |= lexicon.AspectsOf(landmark.Sort);
        }

        AreaAspects = lexicon.AreaAspects;
        Addresses = reading.Addresses;
        SinceDays = reading.SinceDays;
    }

    /// <summary>Nothing that says what or where.</summary>
    public bool IsEmpty => Matter.Length == 0 && Addresses.IsEmpty;

    internal Entry[] Matter { get; }

    /// <summary>Of all matter together.</summary>
    internal float Weight { get; }

    /// <summary>Of the description as it was typed, sorted: what words that nobody knows, and forwarded messages, have in common.</summary>
    internal int[] Trigrams { get; }

    internal ulong Aspects { get; }
    internal ulong AreaAspects { get; }
    internal Addresses Addresses { get; }
    internal int? SinceDays { get; }

    /// <summary>Reads a report. Whatever is null, empty, too long (over 4,000 characters) or no language at all is passed over; nothing throws.</summary>
    /// <param name="rt">Digits, as intake allows them: 3 or 003.</param>
    /// <param name="rw">Likewise.</param>
    /// <param name="lexicon">Null for <see cref="Lexicon.Default"/>. Only texts read by the same lexicon compare well.</param>
    public static ReportText Of(string? description, string? street = null, string? rt = null, string? rw = null, string? landmark = null, Lexicon? lexicon = null)
    {
        lexicon ??= Lexicon.Default;
        var reading = new Reading(lexicon);
        reading.Read(description);
        reading.Read(street, isStreetField: true);
        reading.Read(landmark, isLandmarkField: true);
        reading.AddNeighbourhood(rt, rw);
        return new(description, reading, lexicon);
    }

    internal bool SaysTheSameAs(ReportText other)
        => ReferenceEquals(this, other) || (Trigrams.AsSpan().SequenceEqual(other.Trigrams) && Matter.AsSpan().SequenceEqual(other.Matter) && SinceDays == other.SinceDays && Addresses.AreSameAs(other.Addresses));
}
