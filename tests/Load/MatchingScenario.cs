using System.Globalization;
using PlanningPlatform.Complaints.Matching;
using PlanningPlatform.ComplaintStreams;

namespace PlanningPlatform.Load;

/// <summary>
/// How well duplicates are found and categories suggested on made-up streams with known truth. Thresholds are always chosen on the tuning seeds, then
/// applied unchanged to the seeds asked for.
/// </summary>
internal static class MatchingScenario
{
    private static readonly (string Name, Func<StreamReport, StreamReport, double> Score)[] BaselineMethods =
    [
        ("the gates alone", Baselines.Everything),
        ("nearest point", Baselines.Nearness),
        ("exact match", Baselines.ExactMatch),
        ("trigrams", Baselines.Trigrams),
        ("trigrams, with place fields", Baselines.TrigramsWithPlace),
    ];

    /// <param name="seeds">Streams to measure together; none: the tuning seeds.</param>
    public static async Task RunAsync(IReadOnlyList<int> seeds)
    {
        var tuning = ComplaintStream.TuningSeeds.Select(ComplaintStream.Of).ToList();
        var measured = seeds.Count == 0 ? tuning : [.. seeds.Select(ComplaintStream.Of)];
        (string Name, Engine Engine)[] engines = [("engine", Engine.AsShipped()), ("engine without held-out words", Engine.WithoutHeldOutWords())];
        Console.WriteLine($"Matching: seeds {string.Join(", ", seeds.Count == 0 ? ComplaintStream.TuningSeeds : seeds)}.");
        Describe(measured);
        foreach (var (name, engine) in engines)
        {
            Print($"{name}: {engine.ShareUnknown(tuning.SelectMany(stream => stream)):P1} of the words of the tuning seeds are not in its lexicon, {engine.ShareUnknown(measured.SelectMany(stream => stream)):P1} of these.");
        }

        Duplicates(engines, tuning, measured);
        Suggestions(engines, tuning, measured);
        await SpeedAsync(engines[0].Engine, measured[0]);
    }

    private static void Describe(List<IReadOnlyList<StreamReport>> streams)
    {
        var reports = streams.Sum(stream => stream.Count);
        var things = streams.Sum(stream => stream.Select(report => report.Thing).Distinct().Count());
        var gates = streams.ConvertAll(stream => PairMeasurement.Of(stream, Baselines.Everything));
        var same = gates.Sum(gate => gate.Pairs.Count(pair => pair.Same));
        Print($"{reports} reports of {things} things; {gates.Sum(gate => gate.Pairs.Count)} pairs pass the gates, {same} of them of the same thing; {gates.Sum(gate => gate.MissedByGates)} pairs of the same thing do not.");
    }

    private static void Duplicates((string Name, Engine Engine)[] engines, List<IReadOnlyList<StreamReport>> tuning, List<IReadOnlyList<StreamReport>> measured)
    {
        Console.WriteLine();
        Console.WriteLine($"{"duplicates",-44} {"threshold",9} {"precision",9} {"recall",7} {"F1",6}   {"offers",6} {"right",6} {"found",6}");
        foreach (var (name, score) in BaselineMethods)
        {
            var tuned = tuning.ConvertAll(stream => PairMeasurement.Of(stream, score));
            var results = measured.ConvertAll(stream => PairMeasurement.Of(stream, score));
            PrintAt(name + ", best F1", PairMeasurement.BestF1(tuned), results);
            PrintAt(name + ", 90 % precise", PairMeasurement.WithPrecision(tuned, 0.9), results);
        }

        foreach (var (name, engine) in engines)
        {
            var results = measured.ConvertAll(stream => PairMeasurement.Of(stream, engine.Score));
            PrintAt(name + ", desk", engine.Rule.DeskScore, results);
            PrintAt(name + ", offer", engine.Rule.ResidentScore, results);
        }

        var engineAsShipped = engines[0].Engine;
        var byCategory = measured.ConvertAll(stream => PairMeasurement.Of(stream, engineAsShipped.Score));
        Console.WriteLine();
        Console.WriteLine($"{"engine, per category",-20} {"pairs",6} {"same",5}   {"desk: precision",15} {"recall",7}   {"offer: precision",16} {"recall",7}");
        foreach (var category in byCategory.SelectMany(result => result.Pairs).Select(pair => pair.Category).Distinct().Order(StringComparer.Ordinal))
        {
            var pairs = byCategory.SelectMany(result => result.Pairs).Where(pair => pair.Category == category).ToList();
            var desk = byCategory.Aggregate(default(PairFigures), (sum, result) => sum + result.At(engineAsShipped.Rule.DeskScore, category));
            var offer = byCategory.Aggregate(default(PairFigures), (sum, result) => sum + result.At(engineAsShipped.Rule.ResidentScore, category));
            Print($"{category,-20} {pairs.Count,6} {pairs.Count(pair => pair.Same),5}   {desk.Precision,15:0.000} {desk.Recall,7:0.000}   {offer.Precision,16:0.000} {offer.Recall,7:0.000}");
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

    private static void Suggestions((string Name, Engine Engine)[] engines, List<IReadOnlyList<StreamReport>> tuning, List<IReadOnlyList<StreamReport>> measured)
    {
        var names = CategoryNames();
        var frequent = Baselines.MostFrequent(tuning.SelectMany(stream => stream));
        frequent = [.. frequent, .. names.Keys.Except(frequent)];
        var reports = measured.SelectMany(stream => stream).ToList();
        List<(string Name, Func<string, IReadOnlyList<string>> Rank)> methods =
        [
            ("most frequent category", _ => frequent),
            ("words of the category's name", text => Baselines.ByName(text, names, frequent)),
            .. engines.Select(engine => (engine.Name, (Func<string, IReadOnlyList<string>>)engine.Engine.Suggest)),
        ];
        Console.WriteLine();
        Console.WriteLine($"{"category of " + reports.Count + " reports",-30} {"top 1",6} {"top 3",6}   {"emergencies",11} {"top 1",6} {"top 3",6} {"false alarms",12}");
        var results = methods.ConvertAll(method => (method.Name, Result: SuggestionMeasurement.Of(reports, method.Rank)));
        foreach (var (name, result) in results)
        {
            Print($"{name,-30} {result.All.Top1,6:0.000} {result.All.Top3,6:0.000}   {result.Emergencies.Count,11} {result.Emergencies.Top1,6:0.000} {result.Emergencies.Top3,6:0.000} {result.FalseAlarms,12}");
        }

        Console.WriteLine();
        Console.WriteLine($"{"per category",-12} {"reports",7}   {"engine: top 1",13} {"top 3",6}   {"without: top 1",14} {"top 3",6}");
        foreach (var (code, figures) in results[2].Result.ByCategory.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var without = results[3].Result.ByCategory[code];
            Print($"{code,-12} {figures.Count,7}   {figures.Top1,13:0.000} {figures.Top3,6:0.000}   {without.Top1,14:0.000} {without.Top3,6:0.000}");
        }
    }

    /// <summary>Two hundred candidates, as the rule's index would return around a busy place, for one new report.</summary>
    private static async Task SpeedAsync(Engine engine, IReadOnlyList<StreamReport> stream)
    {
        const int Candidates = 200;
        var around = stream.Take(Candidates + 1).Select((report, index) => report with { Category = "PJU", VillageCode = "one", Latitude = null, Longitude = null, At = stream[0].At.AddHours(index) }).ToList();
        var candidate = engine.ReadAnew(around[^1]);
        var existing = around.Take(Candidates).Select(engine.ReadAnew).ToList();
        // What a stranger may send at most: no two words the same, and as many addresses as fit.
        var longest = Enumerable.Range(0, Candidates + 1).Select(index => engine.ReadAnew(around[index] with { Description = Longest(index) })).ToList();
        var suggestion = CategorySuggestion.Default;
        List<Measurement> rows = [];
        List<long> bytes = [];
        foreach (var (name, work) in ((string, Action)[])[
            ("rank 200 candidates that are read already", () => engine.Finder.Rank(candidate, existing)),
            ("read 200 reports and rank them", () => engine.Finder.Rank(engine.ReadAnew(around[^1]), around.Take(Candidates).Select(engine.ReadAnew))),
            ("rank 200 candidates of 4,000 characters each", () => engine.Finder.Rank(longest[^1], longest)),
            ("read one report of 4,000 characters", () => engine.ReadAnew(around[^1] with { Description = Longest(1) })),
            ("read one report", () => engine.ReadAnew(around[^1])),
            ("suggest categories for one report", () => suggestion.Suggest(around[^1].Description))])
        {
            for (var warmUp = 0; warmUp < 500; warmUp++)
            {
                work();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            rows.Add(await Measurement.OfAsync(name, 2000, 1, _ =>
            {
                work();
                return Task.CompletedTask;
            }));
        }

        Measurement.Print(rows);
        Print($"bytes allocated, in that order: {string.Join(", ", bytes.Select(each => each.ToString("N0", CultureInfo.InvariantCulture)))}");
    }

    private static string Longest(int index)
        => string.Join(' ', Enumerable.Range(0, 400).Select(word => $"gg {word % 90} zaq{(char)('a' + (word % 26))}{(char)('a' + (word / 26))}{(char)('a' + (index % 26))}"))[..4000];

    private static Dictionary<string, string> CategoryNames()
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "categories.csv")).Skip(1).Select(line => line.Split(';')).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
