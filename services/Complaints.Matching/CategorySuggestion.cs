using System.Globalization;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>A category that a text may belong to.</summary>
/// <param name="Score">0..1: its share of what speaks for any category.</param>
/// <param name="Because">The words that led there, strongest first, in the lexicon's own form.</param>
public sealed record SuggestedCategory(string Code, double Score, bool IsEmergency, IReadOnlyList<string> Because);

/// <summary>
/// Suggests categories for a text by adding up weighted words, so that everybody can see, and change, why. Emergencies lead when in doubt: a false alarm costs the desk a
/// glance, a fire in the queue of potholes more. Immutable and safe to share.
/// </summary>
public sealed class CategorySuggestion
{
    private static readonly Lazy<CategorySuggestion> Shared = new(() => new(DataFile.Embedded("keywords.csv"), DataFile.Embedded("emergencies.csv"), Lexicon.Default));

    private readonly Dictionary<string, List<Keyword>> _byConcept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _leads = new(StringComparer.Ordinal);
    private readonly List<string[]> _keywords;
    private readonly List<string[]> _emergencies;
    private readonly Lexicon _lexicon;

    private CategorySuggestion(List<string[]> keywords, List<string[]> emergencies, Lexicon lexicon)
    {
        (_keywords, _emergencies, _lexicon) = (keywords, emergencies, lexicon);
        foreach (var row in keywords)
        {
            var keyword = new Keyword(row[0], row[1].Split('+'), double.Parse(row[2], CultureInfo.InvariantCulture));
            if (!_byConcept.TryGetValue(keyword.Concepts[0], out var same))
            {
                _byConcept[keyword.Concepts[0]] = same = [];
            }

            // A city's row replaces ours.
            same.RemoveAll(other => other.Code == keyword.Code && other.Concepts.SequenceEqual(keyword.Concepts));
            same.Add(keyword);
        }

        foreach (var row in emergencies)
        {
            _leads[row[0]] = double.Parse(row[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The words that come with the platform, for the categories that come with it.</summary>
    public static CategorySuggestion Default => Shared.Value;

    /// <summary>The same words read by another lexicon.</summary>
    public CategorySuggestion With(Lexicon lexicon) => new(_keywords, _emergencies, lexicon);

    /// <summary>These words and a city's own rows in the form of <c>keywords.csv</c>, which win over rows with the same code and words; weight 0 takes one out.</summary>
    /// <exception cref="FormatException">A row is not of that form.</exception>
    public CategorySuggestion With(TextReader keywords) => new([.. _keywords, .. DataFile.Read(keywords)], _emergencies, _lexicon);

    /// <summary>Best first; empty when nothing in the text speaks for any category. Never throws.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SuggestedCategory> Suggest(string? text, int most = 3)
    {
        var reading = new Reading(_lexicon);
        reading.Read(text);
        var concepts = reading.Matter.Select(entry => entry.Concept).Concat(reading.Addresses.Landmarks.Select(landmark => $"@{landmark.Sort}")).ToHashSet(StringComparer.Ordinal);
        var sums = new Dictionary<string, (double Weight, List<Keyword> Because)>(StringComparer.Ordinal);
        foreach (var keyword in concepts.SelectMany(concept => _byConcept.GetValueOrDefault(concept, [])).Where(keyword => keyword.Concepts.All(concepts.Contains)))
        {
            var (weight, because) = sums.TryGetValue(keyword.Code, out var sum) ? sum : (0, []);
            because.Add(keyword);
            sums[keyword.Code] = (weight + keyword.Weight, because);
        }

        var likely = sums.Where(sum => sum.Value.Weight > 0).ToList();
        var best = likely.Select(sum => sum.Value.Weight).DefaultIfEmpty(0).Max();
        var all = likely.Sum(sum => Math.Exp(sum.Value.Weight - best));
        return [.. likely
            .OrderByDescending(sum => _leads.TryGetValue(sum.Key, out var lead) && sum.Value.Weight >= best - lead)
            .ThenByDescending(sum => sum.Value.Weight)
            .ThenBy(sum => sum.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(sum => new SuggestedCategory(sum.Key, Math.Exp(sum.Value.Weight - best) / all, _leads.ContainsKey(sum.Key), BecauseOf(sum.Value.Because)))];
    }

    private static List<string> BecauseOf(List<Keyword> keywords)
        => [.. keywords.Where(keyword => keyword.Weight > 0).OrderByDescending(keyword => keyword.Weight).SelectMany(keyword => keyword.Concepts).Distinct(StringComparer.Ordinal)];

    private sealed record Keyword(string Code, string[] Concepts, double Weight);
}
