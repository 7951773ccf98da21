using FsCheck;
using FsCheck.Fluent;
using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.Matching.Tests;

public sealed class DuplicateFinderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly DuplicateFinder Finder = new();

    private readonly MatchableReport _a01 = Lamp("Lampu ngarep Gg II mati wis telung dino, sisih lor musala", Now.AddDays(-1));

    [Fact]
    public void The_lamp_that_two_people_report_in_two_languages_is_found_and_says_why()
    {
        var found = Assert.Single(Finder.Rank(Lamp("Gang II gelap, lampu jalan padam", Now), [_a01]));

        Assert.Equal(_a01.Id, found.Report.Id);
        Assert.Equal(OfferTo.Resident, found.OfferTo);
        Assert.Equal("10 m, 1 hari, kata yang sama: padam, lampu, gang 2", found.Reason);
        Assert.Equal("10 m, 1 day, words in common: padam, lampu, gang 2", found.ReasonInEnglish);
    }

    [Fact]
    public void It_is_found_without_any_point_too()
    {
        var found = Finder.Rank(Lamp("Gang II gelap, lampu jalan padam", Now) with { Latitude = null, Longitude = null }, [_a01]);

        Assert.Null(Assert.Single(found).Metres);
        Assert.Equal("1 hari, kata yang sama: padam, lampu, gang 2", found[0].Reason);
    }

    [Fact]
    public void Another_gang_is_not_offered_to_the_resident()
        => Assert.DoesNotContain(Finder.Rank(Lamp("Gang III gelap, lampu jalan padam", Now, metres: 70), [_a01]), found => found.OfferTo == OfferTo.Resident);

    [Fact]
    public void The_nearer_and_more_alike_comes_first()
    {
        var far = Lamp("lampu mati", Now.AddDays(-2), metres: 60);
        var near = Lamp("lampu gang 2 mati", Now.AddDays(-2), metres: 10);

        Assert.Equal([near.Id, far.Id], Finder.Rank(Lamp("lampu padam gang II", Now), [far, near]).Select(found => found.Report.Id));
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(260, false)]
    public void Beyond_250_metres_nothing_is_compared(double metres, bool isCompared) => Assert.Equal(isCompared, Finder.Score(Lamp("lampu mati", Now), Lamp("lampu mati", Now, metres)) > 0);

    [Theory]
    [InlineData(29.9, true)]
    [InlineData(30.1, false)]
    public void What_comes_back_after_30_days_is_another_thing(double days, bool isCompared) => Assert.Equal(isCompared, Finder.Score(Lamp("lampu mati", Now), Lamp("lampu mati", Now.AddDays(-days))) > 0);

    [Fact]
    public void Another_category_is_not_compared() => Assert.Equal(0, Finder.Score(Lamp("lampu mati", Now), Lamp("lampu mati", Now) with { CategoryCode = "LUAR" }));

    [Fact]
    public void Where_one_has_no_point_only_the_same_village_is_compared()
    {
        var noPoint = Lamp("lampu gang 2 mati", Now) with { Latitude = null, Longitude = null };

        Assert.True(Finder.Score(noPoint, _a01) > 0);
        Assert.Equal(0, Finder.Score(noPoint, _a01 with { VillageCode = "35.71.02.1001" }));
        Assert.Equal(0, Finder.Score(noPoint with { VillageCode = null }, _a01 with { VillageCode = null }));
    }

    [Theory]
    [InlineData("ANTAR", "Ibu lansia kontrol besok, tidak ada kendaraan")]
    [InlineData("BANSOS", "Tidak terdaftar bansos padahal lansia sendiri")]
    [InlineData("PUNGLI", "Diminta uang saat urus surat")]
    public void A_neighbours_own_trouble_is_never_offered_to_a_resident(string category, string text)
        => Assert.All(Finder.Rank(Lamp(text, Now) with { CategoryCode = category }, [Lamp(text, Now) with { CategoryCode = category }]), found => Assert.Equal(OfferTo.Desk, found.OfferTo));

    [Fact]
    public void An_emergency_is_shown_to_the_desk_only_and_for_hours_not_weeks()
    {
        var fire = Lamp("Kebakaran rumah Gang II", Now) with { CategoryCode = "EM-API", IsEmergency = true };

        Assert.Equal(OfferTo.Desk, Assert.Single(Finder.Rank(fire, [fire with { Id = Guid.CreateVersion7(Now), ReceivedAt = Now.AddMinutes(-20) }])).OfferTo);
        Assert.Empty(Finder.Rank(fire, [fire with { Id = Guid.CreateVersion7(Now), ReceivedAt = Now.AddDays(-3) }]));
    }

    [Fact]
    public void A_report_is_no_duplicate_of_itself() => Assert.Empty(Finder.Rank(_a01, [_a01]));

    [Fact]
    public void The_reason_repeats_nothing_that_only_the_stranger_wrote()
    {
        var found = Assert.Single(Finder.Rank(Lamp("lampu gang 2 mati", Now), [Lamp("lampu gang 2 mati, depan rumah no 7, saya dijambret", Now.AddDays(-1))]));

        Assert.DoesNotContain("no 7", found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("dijambret", found.Reason, StringComparison.Ordinal);
        Assert.Equal(["no 7"], found.OnlyThere);
    }

    [Fact]
    public void At_most_ten_are_returned()
        => Assert.Equal(10, Finder.Rank(Lamp("lampu gang 2 mati", Now), Enumerable.Range(1, 50).Select(hours => Lamp("lampu gang 2 mati", Now.AddHours(-hours)))).Count);

    [Fact]
    public void Whatever_was_written_a_score_is_symmetric_and_between_0_and_1() => Prop.ForAll(Texts.Pairs, pair =>
    {
        var (a, b) = (Lamp(pair.A, Now), Lamp(pair.B, Now.AddDays(-3), metres: 40));
        return Finder.Score(a, b) is >= 0 and <= 1 && Finder.Score(a, b) == Finder.Score(b, a) && Finder.Rank(a, [b]).All(found => found.Reason.Length > 0);
    }).QuickCheckThrowOnFailure();

    private static MatchableReport Lamp(string text, DateTimeOffset at, double metres = 0) => new()
    {
        Id = Guid.CreateVersion7(at),
        CategoryCode = "PJU",
        VillageCode = "35.71.02.1012",
        Latitude = -7.816 + (metres / 111_320),
        Longitude = 112.0325,
        ReceivedAt = at,
        Text = ReportText.Of(text),
    };
}
