using FsCheck;
using FsCheck.Fluent;
using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.Matching.Tests;

public sealed class CategorySuggestionTests
{
    private static readonly CategorySuggestion Suggestion = CategorySuggestion.Default;

    [Theory]
    [InlineData("Lampu ngarep Gg II mati wis telung dino, sisih lor musala", "PJU")]
    [InlineData("Gang II gelap, lampu jalan padam", "PJU")]
    [InlineData("Saluran RT 03/RW 04 meluap tiap hujan", "SALURAN")]
    [InlineData("Ular masuk dapur", "EM-HEWAN")]
    [InlineData("Sesak napas, minta Mobmas", "EM-MEDIS")]
    [InlineData("Ibu lansia kontrol besok 07.30, tidak ada kendaraan", "ANTAR")]
    [InlineData("Diminta uang saat urus surat", "PUNGLI")]
    [InlineData("Paving baru ambles", "MERATA")]
    [InlineData("Jalan provinsi berlubang", "LUAR")]
    [InlineData("Kebakaran di Kabupaten Kediri", "EM-API")]
    [InlineData("Sampah belakang pasar", "PASAR")]
    [InlineData("Dahan kena kabel dekat sekolah", "POHON")]
    [InlineData("Tidak terdaftar padahal lansia sendiri", "BANSOS")]
    [InlineData("Syarat KIA?", "INFO")]
    public void The_complaints_of_the_demo_lead_to_their_categories(string text, string code) => Assert.Equal(code, Suggestion.Suggest(text)[0].Code);

    [Theory]
    [InlineData("omah kobong, geni gede", "EM-API")]
    [InlineData("tabrakan motor, korban luka", "EM-LAKA")]
    [InlineData("bapak sesek, ampek", "EM-MEDIS")]
    [InlineData("ulo gede nang kamar mandi", "EM-HEWAN")]
    [InlineData("pohon tumbang menutup jalan", "EM-POHON")]
    [InlineData("wong edan ngamuk nggowo parang", "SOS")]
    public void An_emergency_comes_first(string text, string code)
    {
        var first = Suggestion.Suggest(text)[0];

        Assert.Equal((code, true), (first.Code, first.IsEmergency));
    }

    [Fact]
    public void In_doubt_an_emergency_leads()
    {
        var suggested = Suggestion.Suggest("pohon roboh menimpa lampu, jalan gelap");

        Assert.True(suggested[0].IsEmergency);
        Assert.Contains(suggested, category => !category.IsEmergency);
    }

    [Theory]
    [InlineData("warga bakar sampah tiap sore")]
    [InlineData("pohon keropos, takut tumbang")]
    [InlineData("truk parkir, dalan dadi sesek")]
    public void What_only_sounds_like_an_emergency_does_not_raise_one(string text) => Assert.False(Suggestion.Suggest(text)[0].IsEmergency);

    [Fact]
    public void It_says_which_words_led_there() => Assert.Equal(["lampu", "padam"], Suggestion.Suggest("tolong lmpu gg 2 mati")[0].Because);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("🙏")]
    [InlineData("selamat pagi pak")]
    public void A_text_that_says_nothing_suggests_nothing(string? text) => Assert.Empty(Suggestion.Suggest(text));

    [Fact]
    public void A_city_adds_its_own_words_and_takes_ours_out()
    {
        var own = Suggestion.With(new StringReader("code;words;weight\nDERMAGA;sungai;9\nEM-HEWAN;ular;0"));

        Assert.Equal("DERMAGA", own.Suggest("ular di sungai")[0].Code);
        Assert.DoesNotContain(own.Suggest("ular"), category => category.Code == "EM-HEWAN");
    }

    [Fact]
    public void Whatever_was_written_at_most_three_come_and_their_scores_fall_within_0_and_1() => Prop.ForAll(Texts.All, text =>
    {
        var suggested = Suggestion.Suggest(text);
        return suggested.Count <= 3 && suggested.All(category => category.Score is >= 0 and <= 1 && category.Because.Count > 0);
    }).QuickCheckThrowOnFailure();

    /// <summary>A row that no word can ever reach is a typo.</summary>
    [Fact]
    public void Every_keyword_and_every_aspect_is_a_concept_of_the_lexicon()
    {
        var concepts = Rows("words.csv").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        concepts.UnionWith(Rows("phrases.csv").SelectMany(row => row[1].Split(',')));

        Assert.Empty(Rows("keywords.csv").SelectMany(row => row[1].Split('+')).Select(word => word.TrimStart('@')).Except(concepts));
        Assert.Empty(Rows("aspects.csv").SelectMany(row => row[3].Split(',')).Except(concepts));
        Assert.Empty(Rows("phrases.csv").SelectMany(row => row[0].Split(' ')).Except(concepts));
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(typeof(Lexicon).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(';')).ToList();
    }
}
