using System.Runtime.InteropServices;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>How often the right category was the first, or among the first three, that a method named.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SuggestionFigures(int Count, int First, int FirstThree)
{
    public double Top1 => Count == 0 ? 1 : (double)First / Count;

    public double Top3 => Count == 0 ? 1 : (double)FirstThree / Count;

    public static SuggestionFigures operator +(SuggestionFigures a, SuggestionFigures b) => new(a.Count + b.Count, a.First + b.First, a.FirstThree + b.FirstThree);
}

/// <summary>Asks a method for the category of every report's description.</summary>
public sealed class SuggestionMeasurement
{
    private readonly Dictionary<string, SuggestionFigures> _byCategory = new(StringComparer.Ordinal);

    private SuggestionMeasurement()
    {
    }

    public IReadOnlyDictionary<string, SuggestionFigures> ByCategory => _byCategory;

    public SuggestionFigures All => _byCategory.Values.Aggregate(default(SuggestionFigures), (sum, figures) => sum + figures);

    /// <summary>Fires, accidents, medical cases, animals, fallen trees: what must not wait in a queue of days.</summary>
    public SuggestionFigures Emergencies => _byCategory.Where(pair => IsEmergency(pair.Key)).Aggregate(default(SuggestionFigures), (sum, pair) => sum + pair.Value);

    /// <summary>Reports of no emergency for which one was named first.</summary>
    public int FalseAlarms { get; private set; }

    /// <param name="rank">From a description to codes of categories, best first.</param>
    public static SuggestionMeasurement Of(IEnumerable<StreamReport> reports, Func<string, IReadOnlyList<string>> rank)
    {
        var measurement = new SuggestionMeasurement();
        foreach (var report in reports)
        {
            var codes = rank(report.Description);
            var first = codes.Count > 0 && codes[0] == report.Category;
            var figures = new SuggestionFigures(1, first ? 1 : 0, codes.Take(3).Contains(report.Category, StringComparer.Ordinal) ? 1 : 0);
            measurement._byCategory[report.Category] = measurement._byCategory.GetValueOrDefault(report.Category) + figures;
            measurement.FalseAlarms += !IsEmergency(report.Category) && codes.Count > 0 && IsEmergency(codes[0]) ? 1 : 0;
        }

        return measurement;
    }

    public static bool IsEmergency(string code) => code.StartsWith("EM-", StringComparison.Ordinal) || code == "SOS";
}
