using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>The engine under measurement, with one lexicon, remembering what it has read.</summary>
public sealed class Engine(Lexicon lexicon)
{
    private readonly Dictionary<StreamReport, MatchableReport> _read = new(ReferenceEqualityComparer.Instance as IEqualityComparer<StreamReport>);
    private readonly CategorySuggestion _suggestion = CategorySuggestion.Default.With(lexicon);

    public DuplicateRule Rule { get; } = new();

    /// <summary>As the platform runs it: it knows the villages of its city.</summary>
    public static Engine AsShipped() => new(Lexicon.Default.WithVillages(ComplaintStream.VillageNames));

    /// <summary>Without any form that only unseen seeds use: what it is worth where nobody thought of a word.</summary>
    public static Engine WithoutHeldOutWords() => new(Lexicon.Default.WithVillages(ComplaintStream.VillageNames).Without(ComplaintStream.WordsHeldOut));

    public DuplicateFinder Finder { get; } = new(new DuplicateRule(), lexicon);

    public double Score(StreamReport later, StreamReport earlier) => Finder.Score(Read(later), Read(earlier));

    public IReadOnlyList<string> Suggest(string description) => [.. _suggestion.Suggest(description).Select(category => category.Code)];

    /// <summary>Of the words of these descriptions that say something and are no address.</summary>
    public double ShareUnknown(IEnumerable<StreamReport> reports)
    {
        var (all, unknown) = (0, 0);
        foreach (var report in reports)
        {
            var (words, notKnown) = lexicon.Count(report.Description);
            all += words;
            unknown += notKnown;
        }

        return (double)unknown / all;
    }

    public MatchableReport Read(StreamReport report)
    {
        if (!_read.TryGetValue(report, out var read))
        {
            _read[report] = read = ReadAnew(report);
        }

        return read;
    }

    public MatchableReport ReadAnew(StreamReport report) => new()
    {
        Id = new(report.Id, 0, 0, new byte[8]),
        CategoryCode = report.Category,
        IsEmergency = SuggestionMeasurement.IsEmergency(report.Category),
        VillageCode = report.VillageCode,
        Latitude = report.Latitude,
        Longitude = report.Longitude,
        ReceivedAt = report.At,
        Text = ReportText.Of(report.Description, report.Street, report.Rt, report.Rw, report.Landmark, lexicon),
    };
}
