using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.ComplaintStreams;

namespace PlanningPlatform.Matching.Tests;

/// <summary>What the measurements stand on.</summary>
public sealed class StreamTests
{
    private static readonly IReadOnlyList<StreamReport> Stream = ComplaintStream.Of(1);

    /// <summary>A changed stream makes every figure in docs/duplicates.md one of something else: measure again, both tuning and unseen, and say so there.</summary>
    [Fact]
    public void A_seed_gives_the_same_stream_everywhere_and_for_ever()
        => Assert.Equal(("8b827ed7244c18d0", "eb9566f386f1de76"), (Fingerprint(1), Fingerprint(1001)));

    [Fact]
    public void Different_things_of_one_category_close_by_are_more_frequent_than_reports_of_the_same()
    {
        var pairs = PairMeasurement.Of(Stream, Baselines.Everything).Pairs;

        Assert.InRange(pairs.Count(pair => !pair.Same) / (double)pairs.Count(pair => pair.Same), 2, 6);
    }

    [Fact]
    public void Most_things_of_which_there_are_many_reports_are_told_in_more_than_one_way()
    {
        var told = Stream.GroupBy(report => report.Thing).Where(thing => thing.Count() > 2).Select(thing => thing.Select(report => report.Description).Distinct().Count()).ToList();

        Assert.True(told.Count(ways => ways > 2) > told.Count * 0.8);
    }

    [Fact]
    public void The_same_sentence_is_told_of_different_things()
        => Assert.Contains(Stream.GroupBy(report => report.Description.ToLowerInvariant()), same => same.Select(report => report.Thing).Distinct().Count() > 1);

    [Fact]
    public void A_thing_is_reported_for_less_than_thirty_days_and_comes_back_as_another()
        => Assert.All(Stream.GroupBy(report => report.Thing), thing => Assert.True(thing.Max(report => report.At) - thing.Min(report => report.At) < TimeSpan.FromDays(30)));

    [Fact]
    public void A_report_without_a_point_says_where_it_is_in_a_field()
        => Assert.All(Stream.Where(report => report.Latitude is null), report => Assert.True(report.Street is not null || report.Landmark is not null));

    [Fact]
    public void No_village_and_no_name_of_a_street_of_an_unseen_seed_is_in_a_tuning_seed()
    {
        var tuning = ComplaintStream.TuningSeeds.SelectMany(ComplaintStream.Of).ToList();
        var unseen = ComplaintStream.Of(1001);

        Assert.Empty(tuning.Select(report => report.VillageCode).Intersect(unseen.Select(report => report.VillageCode)));
        Assert.Empty(tuning.Select(report => report.Description).Intersect(unseen.Select(report => report.Description)));
        Assert.DoesNotContain(unseen, report => report.Street?.Contains("Brawijaya", StringComparison.Ordinal) ?? false);
    }

    private static string Fingerprint(int seed)
    {
        var all = new StringBuilder();
        foreach (var report in ComplaintStream.Of(seed))
        {
            all.Append(System.Globalization.CultureInfo.InvariantCulture, $"{report.Thing};{report.At:yyyyMMddHHmm};{report.Latitude:0.00000};{report.Everything}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..16];
    }
}
