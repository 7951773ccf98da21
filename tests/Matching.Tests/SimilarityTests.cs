using FsCheck;
using FsCheck.Fluent;
using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.Matching.Tests;

public sealed class SimilarityTests
{
    private const string Ours = "Lampu ngarep Gg II mati wis telung dino, sisih lor musala";

    [Theory]
    [InlineData("Gang II gelap, lampu jalan padam")]
    [InlineData("PJU gg 2 tidak menyala, utara mushola")]
    [InlineData("lampune gang loro ora murup")]
    public void The_same_lamp_in_other_words_is_more_alike_than_another_lamp(string same)
    {
        var other = Of("Gang III gelap, lampu jalan padam");

        Assert.True(Similarity.Of(Of(Ours), Of(same)) > 0.5);
        Assert.True(Similarity.Of(Of(Ours), Of(same)) > Similarity.Of(Of(Ours), other) + 0.3);
    }

    [Theory]
    [InlineData("Gang II lampu mati", "Gang IV lampu mati")]
    [InlineData("Jalan berlubang di Jl. Mawar", "Jalan berlubang di Jl. Melati")]
    [InlineData("RT 03/RW 04 sampah numpuk", "RT 01/RW 02 sampah numpuk")]
    [InlineData("lampu mati utara musala", "lampu mati selatan musala")]
    [InlineData("lampu mati depan rumah no 3", "lampu mati depan rumah no 21")]
    [InlineData("lampu gang 2 mati", "tiang lampu gang 2 miring")]
    public void An_address_or_trouble_that_contradicts_counts_against(string a, string b)
    {
        var agreeing = Similarity.Of(Of(a), Of(a + ", tolong"));

        Assert.True(Similarity.Of(Of(a), Of(b)) < agreeing - 0.3);
        Assert.True(Similarity.Of(Of(a), Of(b)) < 0.5);
    }

    [Theory]
    [InlineData("gang 2", "Gg II", "Gg III")]
    [InlineData("RT 3", "rt 03", "rt 01")]
    [InlineData("RW 4", "rw 04", "rw 05")]
    [InlineData("di Jl. Mawar", "di jalan mawar", "di jalan melati")]
    [InlineData("depan rumah no 3", "no 3", "no 21")]
    [InlineData("lor musala", "utara langgar", "kidul langgar")]
    [InlineData("depan masjid Al Ikhlas", "depan mesjid al ikhlas", "depan mesjid at taqwa")]
    public void Each_part_of_an_address_counts_by_itself(string ours, string same, string other)
        => Assert.True(Similarity.Of(Of($"lampu mati {ours}"), Of($"PJU ora murup {same}")) > Similarity.Of(Of($"lampu mati {ours}"), Of($"PJU ora murup {other}")) + 0.1);

    [Fact]
    public void A_forwarded_message_is_alike_though_somebody_typed_it_anew()
        => Assert.True(Similarity.Of(Of("mohon ditambal jalan yang berlubang depan apotek, wis akeh sing tibo"), Of("mhn ditambal jalan yg brlubang dpn apotek wis akeh sing tibo")) > 0.8);

    [Fact]
    public void What_is_said_in_a_field_counts_as_if_it_were_in_the_text()
    {
        var inText = ReportText.Of("lampu mati di Gang II RT 3 RW 4 depan musala");
        var inFields = ReportText.Of("lampu mati", street: "Gg. 2", rt: "003", rw: "04", landmark: "depan musala");

        Assert.True(Similarity.Of(inText, inFields) > 0.7);
        Assert.True(Similarity.Of(inText, inFields) > Similarity.Of(inText, ReportText.Of("lampu mati", street: "Gg. 5", rt: "001", rw: "04", landmark: "depan musala")) + 0.3);
    }

    [Theory]
    [InlineData("lampu mati gang 2")]
    [InlineData("xyzzy")]
    [InlineData("الشارع")]
    public void The_same_words_are_wholly_alike(string text) => Assert.Equal(1, Similarity.Of(Of(text), Of(text)));

    [Fact]
    public void A_list_of_a_hundred_gangs_agrees_with_its_first_six()
    {
        var list = Of("lampu mati " + string.Join(' ', Enumerable.Range(1, 100).Select(gang => $"gang {gang},")));

        Assert.True(Similarity.Of(list, Of("lampu mati gang 6")) > Similarity.Of(list, Of("lampu mati gang 7")) + 0.1);
    }

    [Theory]
    [InlineData("", "lampu mati")]
    [InlineData("", "")]
    [InlineData("🙏", "🙏")]
    [InlineData("ular di dapur", "KTP belum jadi")]
    public void Where_one_says_nothing_or_nothing_is_common_nothing_is_alike(string a, string b) => Assert.Equal(0, Similarity.Of(Of(a), Of(b)), 1);

    [Fact]
    public void Whatever_two_people_write_it_is_symmetric_and_between_0_and_1() => Prop.ForAll(Texts.Pairs, pair =>
    {
        var (a, b) = (ReportText.Of(pair.A, street: pair.B), ReportText.Of(pair.B, landmark: pair.A));
        var one = Similarity.Of(a, b);
        return one is >= 0 and <= 1 && one == Similarity.Of(b, a) && (a.IsEmpty || Similarity.Of(a, ReportText.Of(pair.A, street: pair.B)) == 1);
    }).QuickCheckThrowOnFailure();

    private static ReportText Of(string text) => ReportText.Of(text);
}
