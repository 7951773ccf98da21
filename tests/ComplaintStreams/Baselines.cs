namespace PlanningPlatform.ComplaintStreams;

/// <summary>What anybody would try first; every figure of an engine stands beside these.</summary>
public static class Baselines
{
    /// <summary>The gates alone: everything of that category around there is offered.</summary>
    public static double Everything(StreamReport later, StreamReport earlier) => 1;

    /// <summary>Only how near the points are; 0 where one has none.</summary>
    public static double Nearness(StreamReport later, StreamReport earlier) => PairMeasurement.MetresBetween(later, earlier) is { } metres ? 1 - (metres / 250) : 0;

    /// <summary>The same description, but for capitals and outer spaces.</summary>
    public static double ExactMatch(StreamReport later, StreamReport earlier) => Folded(later.Description) == Folded(earlier.Description) ? 1 : 0;

    /// <summary>Jaccard index of the character trigrams of the descriptions.</summary>
    public static double Trigrams(StreamReport later, StreamReport earlier) => Jaccard(TrigramsOf(later.Description), TrigramsOf(earlier.Description));

    /// <summary>The same, with the fields about the place appended.</summary>
    public static double TrigramsWithPlace(StreamReport later, StreamReport earlier) => Jaccard(TrigramsOf(later.Everything), TrigramsOf(earlier.Everything));

    private static string Folded(string text) => text.Trim().ToLowerInvariant();

    private static HashSet<string> TrigramsOf(string text)
    {
        var folded = $"  {Folded(text)} ";
        return [.. Enumerable.Range(0, folded.Length - 2).Select(start => folded.Substring(start, 3))];
    }

    private static double Jaccard(HashSet<string> a, HashSet<string> b)
    {
        var common = a.Count(b.Contains);
        return (double)common / (a.Count + b.Count - common);
    }

    /// <summary>Categories by how often they come, most frequent first, whatever was written.</summary>
    public static IReadOnlyList<string> MostFrequent(IEnumerable<StreamReport> seen)
        => [.. seen.GroupBy(report => report.Category).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];

    /// <summary>Categories by how many words of their name the text contains; equals by how often they come.</summary>
    public static IReadOnlyList<string> ByName(string text, IReadOnlyDictionary<string, string> names, IReadOnlyList<string> mostFrequent)
    {
        var words = WordsOf(text).ToHashSet(StringComparer.Ordinal);
        return [.. mostFrequent.OrderByDescending(code => WordsOf(names[code]).Count(words.Contains))];
    }

    private static IEnumerable<string> WordsOf(string text)
        => text.ToLowerInvariant().Split([' ', ',', '.', '/', '(', ')', '!', '?'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2);
}
