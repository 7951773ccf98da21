using System.Runtime.InteropServices;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>How sure a method is that two complaints are of the same thing, and whether they are.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JudgedPair(double Score, bool Same, string Category);

/// <summary>Counts at one threshold.</summary>
/// <param name="Right">Pairs said to be of the same thing that are.</param>
/// <param name="Wrong">Pairs said to be of the same thing that are not.</param>
/// <param name="Missed">Pairs of the same thing that were not said to be.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairFigures(int Right, int Wrong, int Missed)
{
    /// <summary>1 when nothing was said.</summary>
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static PairFigures operator +(PairFigures a, PairFigures b) => new(a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed);
}

/// <summary>What happened to residents: each later report of a thing could have been offered an earlier one.</summary>
/// <param name="Offered">Reports to which something was offered.</param>
/// <param name="OfferedRight">... and the first offer was the same thing.</param>
/// <param name="CouldHave">Reports of a thing that somebody had reported in the 30 days before.</param>
/// <param name="Found">... to which a report of that thing was among the first three offered.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OfferFigures(int Offered, int OfferedRight, int CouldHave, int Found)
{
    public static OfferFigures operator +(OfferFigures a, OfferFigures b) => new(a.Offered + b.Offered, a.OfferedRight + b.OfferedRight, a.CouldHave + b.CouldHave, a.Found + b.Found);
}

/// <summary>
/// Judges every pair of a stream that passes the rule's gates (same category; within 250 m, or the same village where one has no point; within 30 days). A pair
/// of the same thing that the gates drop counts as missed by every method.
/// </summary>
public sealed class PairMeasurement
{
    private const double LargestMetres = 250;
    private const double LargestDays = 30;

    private readonly Dictionary<int, List<(int Earlier, double Score, bool Same)>> _byReport = [];
    private readonly List<JudgedPair> _pairs = [];
    private readonly Dictionary<string, int> _missedByGates = new(StringComparer.Ordinal);
    private readonly HashSet<int> _couldHave = [];

    private PairMeasurement()
    {
    }

    public IReadOnlyList<JudgedPair> Pairs => _pairs;

    public int MissedByGates => _missedByGates.Values.Sum();

    /// <param name="stream">In the order of arrival.</param>
    /// <param name="score">Of the later report and the earlier one; the higher, the surer.</param>
    public static PairMeasurement Of(IReadOnlyList<StreamReport> stream, Func<StreamReport, StreamReport, double> score)
    {
        var measurement = new PairMeasurement();
        for (var later = 0; later < stream.Count; later++)
        {
            for (var earlier = later - 1; earlier >= 0 && (stream[later].At - stream[earlier].At).TotalDays <= LargestDays; earlier--)
            {
                measurement.Judge(stream[later], stream[earlier], score);
            }
        }

        return measurement;
    }

    public PairFigures At(double threshold, string? category = null)
    {
        var (right, wrong, missed) = (0, 0, category is null ? MissedByGates : _missedByGates.GetValueOrDefault(category));
        foreach (var pair in _pairs.Where(pair => category is null || pair.Category == category))
        {
            if (pair.Score >= threshold)
            {
                _ = pair.Same ? right++ : wrong++;
            }
            else if (pair.Same)
            {
                missed++;
            }
        }

        return new(right, wrong, missed);
    }

    public OfferFigures OffersAt(double threshold)
    {
        var (offered, offeredRight, found) = (0, 0, 0);
        foreach (var candidates in _byReport.Values)
        {
            var offers = candidates.Where(candidate => candidate.Score >= threshold).OrderByDescending(candidate => candidate.Score).ThenByDescending(candidate => candidate.Earlier).Take(3).ToList();
            if (offers.Count > 0)
            {
                offered++;
                offeredRight += offers[0].Same ? 1 : 0;
                found += offers.Exists(offer => offer.Same) ? 1 : 0;
            }
        }

        return new(offered, offeredRight, _couldHave.Count, found);
    }

    /// <summary>Of all thresholds, the one with the highest F1 over several streams together.</summary>
    public static double BestF1(IReadOnlyList<PairMeasurement> measurements) => Steps(measurements).MaxBy(step => step.Figures.F1).Threshold;

    /// <summary>The lowest threshold from which on precision over several streams together is at least <paramref name="precision"/>; above every score if there is none.</summary>
    public static double WithPrecision(IReadOnlyList<PairMeasurement> measurements, double precision)
        => Steps(measurements).Where(step => step.Figures.Precision >= precision).Select(step => step.Threshold).DefaultIfEmpty(double.MaxValue).Min();

    /// <summary>Every threshold that makes a difference, with what it gives.</summary>
    private static List<(double Threshold, PairFigures Figures)> Steps(IReadOnlyList<PairMeasurement> measurements)
    {
        var pairs = measurements.SelectMany(measurement => measurement._pairs).OrderByDescending(pair => pair.Score).ToList();
        var figures = new PairFigures(0, 0, pairs.Count(pair => pair.Same) + measurements.Sum(measurement => measurement.MissedByGates));
        List<(double, PairFigures)> steps = [];
        for (var index = 0; index < pairs.Count; index++)
        {
            figures = pairs[index].Same ? new(figures.Right + 1, figures.Wrong, figures.Missed - 1) : figures with { Wrong = figures.Wrong + 1 };
            if (index == pairs.Count - 1 || pairs[index + 1].Score < pairs[index].Score)
            {
                steps.Add((pairs[index].Score, figures));
            }
        }

        return steps;
    }

    private void Judge(StreamReport later, StreamReport earlier, Func<StreamReport, StreamReport, double> score)
    {
        var same = later.Thing == earlier.Thing;
        if (same)
        {
            _couldHave.Add(later.Id);
        }

        if (!PassesGates(later, earlier))
        {
            if (same)
            {
                _missedByGates[later.Category] = _missedByGates.GetValueOrDefault(later.Category) + 1;
            }

            return;
        }

        var judged = score(later, earlier);
        _pairs.Add(new(judged, same, later.Category));
        if (!_byReport.TryGetValue(later.Id, out var candidates))
        {
            _byReport[later.Id] = candidates = [];
        }

        candidates.Add((earlier.Id, judged, same));
    }

    private static bool PassesGates(StreamReport a, StreamReport b)
        => a.Category == b.Category && (MetresBetween(a, b) is { } metres ? metres <= LargestMetres : a.VillageCode == b.VillageCode);

    /// <summary>Null where one has no point. Over a few hundred metres a plane is exact to the centimetre.</summary>
    public static double? MetresBetween(StreamReport a, StreamReport b)
    {
        if (a is not { Latitude: { } latitudeA, Longitude: { } longitudeA } || b is not { Latitude: { } latitudeB, Longitude: { } longitudeB })
        {
            return null;
        }

        var north = (latitudeA - latitudeB) * 111_320;
        var east = (longitudeA - longitudeB) * 111_320 * Math.Cos(latitudeA * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
