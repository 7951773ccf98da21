using System.Globalization;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>Who should see that two reports may be of one thing.</summary>
public enum OfferTo
{
    /// <summary>Operators, who compare and decide.</summary>
    Desk,

    /// <summary>Also the resident who is about to send it, who may join instead.</summary>
    Resident,
}

/// <summary>The rule, and from which score on whom to ask. All of it is data [ours].</summary>
public sealed record DuplicateRule
{
    /// <summary>Two points farther apart are not compared.</summary>
    public double LargestMetres { get; init; } = 250;

    /// <summary>Reports farther apart in time are not compared.</summary>
    public double LargestDays { get; init; } = 30;

    /// <summary>From here on residents are asked. Set for precision: who is shown somebody else's lamp stops reading, and joins the wrong one.</summary>
    public double ResidentScore { get; init; } = 0.66;

    /// <summary>From here on the desk is shown it. Set for the best balance: an operator dismisses a wrong one at a glance, and only they merge.</summary>
    public double DeskScore { get; init; } = 0.3;

    /// <summary>At most so many are returned.</summary>
    public int Most { get; init; } = 10;

    /// <summary>
    /// Categories about one household or one person: two such reports read alike and are never the same, and asking "is it this one?" tells a neighbour's trouble. Emergencies
    /// are never offered either: nobody reads a list while it burns. The desk sees both.
    /// </summary>
    public IReadOnlySet<string> NeverOfferedToResidents { get; init; } = new HashSet<string>(["BANSOS", "ADMINDUK", "ANTAR", "PUNGLI", "MOBMAS", "INFO", "SOS"], StringComparer.Ordinal);
}

/// <summary>An earlier report that may be of the same thing.</summary>
/// <param name="Score">0..1: how likely, as far as made-up streams can tell.</param>
/// <param name="Metres">Null where one has no point.</param>
/// <param name="Days">Between the two, rounded down.</param>
/// <param name="Shared">Words and addresses that both have: nothing the new reporter did not write themselves.</param>
/// <param name="OnlyThere">Addresses only the earlier one has. For the desk: a stranger's words.</param>
public sealed record Duplicate(MatchableReport Report, double Score, OfferTo OfferTo, double? Metres, int Days, IReadOnlyList<string> Shared, IReadOnlyList<string> OnlyThere)
{
    /// <summary>"70 m, 2 hari, kata yang sama: lampu, padam, gang 2".</summary>
    public string Reason => ReasonIn("hari yang sama", "hari", "kata yang sama");

    /// <summary>"70 m, 2 days, words in common: lampu, padam, gang 2".</summary>
    public string ReasonInEnglish => ReasonIn("the same day", Days == 1 ? "day" : "days", "words in common");

    private string ReasonIn(string sameDay, string days, string inCommon)
    {
        List<string> parts = [];
        if (Metres is { } metres)
        {
            // A phone is no surveyor: tens of metres.
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Max(10, Math.Round(metres / 10) * 10):0} m"));
        }

        parts.Add(Days == 0 ? sameDay : string.Create(CultureInfo.InvariantCulture, $"{Days} {days}"));
        if (Shared.Count > 0)
        {
            parts.Add($"{inCommon}: {string.Join(", ", Shared)}");
        }

        return string.Join(", ", parts);
    }
}

/// <summary>
/// Finds earlier reports of the same thing: same category, within 250 m (in the same village where one has no point), within 30 days [ours], ranked by what both say. It only
/// ever proposes; people merge.
/// </summary>
public sealed class DuplicateFinder(DuplicateRule rule, Lexicon lexicon)
{
    public DuplicateFinder()
        : this(new DuplicateRule(), Lexicon.Default)
    {
    }

    /// <summary>Those worth showing to somebody, best first, newest first among equals. Reports that the rule keeps apart, and the candidate itself, may be among <paramref name="existing"/>.</summary>
    public IReadOnlyList<Duplicate> Rank(MatchableReport candidate, IEnumerable<MatchableReport> existing)
    {
        var aspects = AspectsOf(candidate.CategoryCode);
        List<(MatchableReport Report, double Score, double? Metres)> found = [];
        foreach (var report in existing)
        {
            if (report.Id != candidate.Id && IsComparable(candidate, report, out var metres) && ScoreOf(candidate, report, metres, aspects) is var score && score >= rule.DeskScore)
            {
                found.Add((report, score, metres));
            }
        }

        found.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : b.Report.ReceivedAt.CompareTo(a.Report.ReceivedAt));
        return [.. found.Take(rule.Most).Select(duplicate => Describe(candidate, duplicate.Report, duplicate.Score, duplicate.Metres))];
    }

    /// <summary>0..1, also for two that no rule would show to anybody; 0 if the rule keeps them apart. Symmetric.</summary>
    public double Score(MatchableReport a, MatchableReport b) => IsComparable(a, b, out var metres) ? ScoreOf(a, b, metres, AspectsOf(a.CategoryCode)) : 0;

    /// <summary>A category without aspects of its own compares by none: another category's would say nothing about it.</summary>
    private ulong AspectsOf(string category) => lexicon.AspectsOfCategory(category);

    private bool IsComparable(MatchableReport a, MatchableReport b, out double? metres)
    {
        metres = null;
        if (a.CategoryCode != b.CategoryCode || (a.ReceivedAt - b.ReceivedAt).Duration().TotalDays > rule.LargestDays)
        {
            return false;
        }

        metres = a.MetresTo(b);
        return metres is { } known ? known <= rule.LargestMetres : a.VillageCode is not null && a.VillageCode == b.VillageCode;
    }

    private static double ScoreOf(MatchableReport a, MatchableReport b, double? metres, ulong aspects)
    {
        var days = (a.ReceivedAt - b.ReceivedAt).Duration().TotalDays;
        var evidence = Evidence.Of(a.Text, b.Text, aspects, days);
        return Weights.Probability(Weights.OfText(evidence) + Weights.OfPlaceAndTime(evidence, metres, days, a.IsEmergency && b.IsEmergency));
    }

    private Duplicate Describe(MatchableReport candidate, MatchableReport report, double score, double? metres)
    {
        var offerTo = score >= rule.ResidentScore && !candidate.IsEmergency && !rule.NeverOfferedToResidents.Contains(candidate.CategoryCode) ? OfferTo.Resident : OfferTo.Desk;
        var mine = Words.Of(candidate.Text);
        var theirs = Words.Of(report.Text);
        return new(report, score, offerTo, metres, (int)(candidate.ReceivedAt - report.ReceivedAt).Duration().TotalDays,
            [.. mine.Where(theirs.Contains)], [.. Words.AddressesOf(report.Text).Where(address => !mine.Contains(address))]);
    }
}
