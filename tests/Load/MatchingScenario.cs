using System.Globalization;
using PlanningPlatform.ComplaintStreams;

namespace PlanningPlatform.Load;

/// <summary>
/// How well duplicates are found and categories suggested on made-up streams with known truth. Thresholds are always chosen on the tuning seeds, then
/// applied unchanged to the seeds asked for.
/// </summary>
internal static class MatchingScenario
{
    private static readonly (string Name, Func<StreamReport, StreamReport, double> Score)[] Methods =
    [
        ("the gates alone", Baselines.Everything),
        ("nearest point", Baselines.Nearness),
        ("exact match", Baselines.ExactMatch),
        ("trigrams", Baselines.Trigrams),
        ("trigrams, with place fields", Baselines.TrigramsWithPlace),
    ];

    /// <param name="seeds">Streams to measure together; none: the tuning seeds.</param>
    public static void Run(IReadOnlyList<int> seeds)
    {
        var tuning = ComplaintStream.TuningSeeds.Select(ComplaintStream.Of).ToList();
        var measured = seeds.Count == 0 ? tuning : [.. seeds.Select(ComplaintStream.Of)];
        Console.WriteLine($"Matching: seeds {string.Join(", ", seeds.Count == 0 ? ComplaintStream.TuningSeeds : seeds)}.");
        Describe(measured);
        Duplicates(tuning, measured);
        Suggestions(tuning, measured);
    }

    private static void Describe(List<IReadOnlyList<StreamReport>> streams)
    {
        var reports = streams.Sum(stream => stream.Count);
        var things = streams.Sum(stream => stream.Select(report => report.Thing).Distinct().Count());
        var gates = streams.ConvertAll(stream => PairMeasurement.Of(stream, Baselines.Everything));
        var same = gates.Sum(gate => gate.Pairs.Count(pair => pair.Same));
        Print($"{reports} reports of {things} things; {gates.Sum(gate => gate.Pairs.Count)} pairs pass the gates, {same} of them of the same thing; {gates.Sum(gate => gate.MissedByGates)} pairs of the same thing do not.");
    }

    private static void Duplicates(List<IReadOnlyList<StreamReport>> tuning, List<IReadOnlyList<StreamReport>> measured)
    {
        Console.WriteLine();
        Console.WriteLine($"{"duplicates",-30} {"threshold",9} {"precision",9} {"recall",7} {"F1",6}   {"offers",6} {"right",6} {"found",6}");
        foreach (var (name, score) in Methods)
        {
            var tuned = tuning.ConvertAll(stream => PairMeasurement.Of(stream, score));
            var results = measured.ConvertAll(stream => PairMeasurement.Of(stream, score));
            PrintAt(name + ", best F1", PairMeasurement.BestF1(tuned), results);
            PrintAt(name + ", 90 % precise", PairMeasurement.WithPrecision(tuned, 0.9), results);
        }
    }

    private static void PrintAt(string name, double threshold, List<PairMeasurement> results)
    {
        if (threshold == double.MaxValue)
        {
            Print($"{name,-44} no threshold reaches it");
            return;
        }

        var figures = results.Aggregate(default(PairFigures), (sum, result) => sum + result.At(threshold));
        var offers = results.Aggregate(default(OfferFigures), (sum, result) => sum + result.OffersAt(threshold));
        Print($"{name,-44} {threshold,9:0.000} {figures.Precision,9:0.000} {figures.Recall,7:0.000} {figures.F1,6:0.000}   {offers.Offered,6} {(double)offers.OfferedRight / Math.Max(1, offers.Offered),6:0.000} {(double)offers.Found / offers.CouldHave,6:0.000}");
    }

    private static void Suggestions(List<IReadOnlyList<StreamReport>> tuning, List<IReadOnlyList<StreamReport>> measured)
    {
        var names = CategoryNames();
        var frequent = Baselines.MostFrequent(tuning.SelectMany(stream => stream));
        frequent = [.. frequent, .. names.Keys.Except(frequent)];
        var reports = measured.SelectMany(stream => stream).ToList();
        (string Name, Func<string, IReadOnlyList<string>> Rank)[] methods =
        [
            ("most frequent category", _ => frequent),
            ("words of the category's name", text => Baselines.ByName(text, names, frequent)),
        ];
        Console.WriteLine();
        Console.WriteLine($"{"category of " + reports.Count + " reports",-30} {"top 1",6} {"top 3",6}   {"emergencies",11} {"top 1",6} {"top 3",6} {"false alarms",12}");
        foreach (var (name, rank) in methods)
        {
            var result = SuggestionMeasurement.Of(reports, rank);
            Print($"{name,-30} {result.All.Top1,6:0.000} {result.All.Top3,6:0.000}   {result.Emergencies.Count,11} {result.Emergencies.Top1,6:0.000} {result.Emergencies.Top3,6:0.000} {result.FalseAlarms,12}");
        }
    }

    private static Dictionary<string, string> CategoryNames()
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "categories.csv")).Skip(1).Select(line => line.Split(';')).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
