using PlanningPlatform.ComplaintStreams;

namespace PlanningPlatform.Matching.Tests;

/// <summary>
/// What was measured stays true, with a margin of three points for changed words; better is welcome, and then written down in docs/duplicates.md. On the tuning seeds: the unseen ones
/// are for measuring, not for working against.
/// </summary>
public sealed class MeasuredTests
{
    private const double Margin = 0.03;
    private static readonly List<IReadOnlyList<StreamReport>> Streams = [.. ComplaintStream.TuningSeeds.Select(ComplaintStream.Of)];
    private static readonly Engine Engine = Engine.AsShipped();
    private static readonly List<PairMeasurement> Pairs = Streams.ConvertAll(stream => PairMeasurement.Of(stream, Engine.Score));

    [Fact]
    public void What_residents_are_offered_is_right_as_often_as_measured()
    {
        var figures = FiguresAt(Engine.Rule.ResidentScore);

        Assert.True(figures.Precision > 0.9 - Margin, $"{figures.Precision}");
        Assert.True(figures.Recall > 0.57 - Margin, $"{figures.Recall}");
    }

    [Fact]
    public void What_the_desk_is_shown_is_found_as_often_as_measured()
    {
        var figures = FiguresAt(Engine.Rule.DeskScore);

        Assert.True(figures.Precision > 0.75 - Margin, $"{figures.Precision}");
        Assert.True(figures.Recall > 0.89 - Margin, $"{figures.Recall}");
    }

    [Fact]
    public void The_engine_is_far_better_than_trigrams()
    {
        var trigrams = PairMeasurement.Of(Streams[0], Baselines.TrigramsWithPlace);
        var best = trigrams.At(PairMeasurement.BestF1([trigrams])).F1;

        Assert.True(Pairs[0].At(Engine.Rule.DeskScore).F1 > best + 0.2);
    }

    [Fact]
    public void Categories_are_suggested_as_well_as_measured()
    {
        var suggested = SuggestionMeasurement.Of(Streams.SelectMany(stream => stream), Engine.Suggest);

        Assert.True(suggested.All.Top1 > 0.99 - Margin, $"{suggested.All.Top1}");
        Assert.True(suggested.Emergencies.Top3 > 1 - Margin, $"{suggested.Emergencies.Top3}");
    }

    private static PairFigures FiguresAt(double threshold) => Pairs.Aggregate(default(PairFigures), (sum, pairs) => sum + pairs.At(threshold));
}
