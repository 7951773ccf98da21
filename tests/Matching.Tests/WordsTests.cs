using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.Matching.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("lmpu yg di dpn gg 2 mati", "lampu padam|gang 2")]
    [InlineData("LAMPU MATI!!!", "lampu padam")]
    [InlineData("lampune ora murup", "lampu padam")]
    [InlineData("lampu margi pejah", "lampu jalan padam")]
    [InlineData("lampu gak nyala", "lampu padam")]
    [InlineData("lampunya tdk menyala", "lampu padam")]
    [InlineData("lampu mboten murub", "lampu padam")]
    [InlineData("tolooong lampuuu matiiii", "lampu padam")]
    [InlineData("lmapu matu", "lampu matu")]
    [InlineData("gooot mampet", "saluran mampet")]
    [InlineData("jalan2 berlubang", "jalan lubang")]
    [InlineData("dalane bolong-bolong", "jalan lubang")]
    [InlineData("jln brlubang", "jalan lubang")]
    [InlineData("banyune buthek", "air keruh")]
    [InlineData("sampah mnmpk", "sampah menumpuk")]
    [InlineData("ulo mlebu pawon", "ular masuk dapur")]
    [InlineData("got mampet, mambu", "saluran mampet bau")]
    public void A_word_is_the_same_in_whatever_language_and_spelling_it_comes(string text, string words) => Assert.Equal(words.Replace('|', ' '), Joined(text));

    [Theory]
    [InlineData("Gang II")]
    [InlineData("gg 2")]
    [InlineData("Gg.II")]
    [InlineData("gg2")]
    [InlineData("gang dua")]
    [InlineData("gang loro")]
    [InlineData("gang no 2")]
    [InlineData("GANG II")]
    [InlineData("gang-2")]
    [InlineData("gang ke 2")]
    public void A_gang_has_one_number_however_it_is_written(string text) => Assert.Equal("gang 2", Joined(text));

    [Theory]
    [InlineData("RT 03/RW 04")]
    [InlineData("rt 3 rw 4")]
    [InlineData("RT.003 RW.004")]
    [InlineData("rt03rw04")]
    [InlineData("RT 3/4")]
    [InlineData("rt tiga rw empat")]
    public void RT_and_RW_are_numbers_however_they_are_written(string text) => Assert.Equal("rt 3 rw 4", Joined(text));

    [Theory]
    [InlineData("Jl. Mawar berlubang", "lubang jalan mawar")]
    [InlineData("lampu jalan Mawar padam", "lampu padam jalan mawar")]
    [InlineData("jalan rusak parah", "jalan rusak")]
    [InlineData("di jalan imam bonjol gg 1", "gang 1 jalan imam bonjol")]
    [InlineData("Jl. Raya Mojoroto", "jalan mojoroto")]
    [InlineData("Jl. Veteran no 12", "no 12 jalan veteran")]
    [InlineData("gang buntu", "gang buntu")]
    [InlineData("Gg. Masjid", "gang masjid")]
    [InlineData("mobil nutup gang, gak iso metu", "mobil tutup padam mampet")]
    [InlineData("perum blok C 12", "perum gang blok c")]
    public void A_street_is_told_from_what_is_wrong_with_it(string text, string words) => Assert.Equal(words, Joined(text));

    [Theory]
    [InlineData("sisih lor musala", "musala")]
    [InlineData("depan masjid Al Ikhlas", "masjid al ikhlas")]
    [InlineData("cedhak pos kamling", "pos kamling")]
    [InlineData("ngarep SDN 2", "sd 2")]
    [InlineData("lampu depan pasar", "lampu pasar")]
    public void A_landmark_is_known_by_its_many_names(string text, string words) => Assert.Equal(words, Joined(text));

    [Theory]
    [InlineData("sudah 2 minggu", "")]
    [InlineData("wis telung dino", "")]
    [InlineData("seminggu ini", "")]
    public void For_how_long_is_no_word_that_tells_things_apart(string text, string words) => Assert.Equal(words, Joined(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   \n\t ")]
    [InlineData("🙏🙏 !!! ...")]
    [InlineData("\0\0\0")]
    [InlineData("yang di dan")]
    public void A_text_that_says_nothing_has_no_words(string? text) => Assert.Empty(Words.Of(text));

    [Theory]
    [InlineData("ｌａｍｐｕ ｍａｔｉ")]
    [InlineData("𝗹𝗮𝗺𝗽𝘂 𝗺𝗮𝘁𝗶")]
    [InlineData("lam\u200Bpu ma\u202Eti\u202C")]
    [InlineData("lámpu màti")]
    [InlineData("lampu\0mati")]
    public void Letters_in_disguise_are_letters(string text) => Assert.Equal("lampu padam", Joined(text));

    [Fact]
    public void Half_a_surrogate_pair_and_another_script_do_no_harm() => Assert.Contains("lampu", Words.Of("\ud800 lampu \udfff الشارع 街灯"));

    [Fact]
    public void A_text_longer_than_intake_takes_is_read_up_to_there()
    {
        Assert.Equal(["lampu"], Words.Of(string.Concat(Enumerable.Repeat("lampu ", 100_000))));
        Assert.DoesNotContain("ular", Words.Of(new string('x', 4000) + " ular"));
    }

    [Fact]
    public void A_city_adds_words_of_its_own()
    {
        var lexicon = Lexicon.Default.With(new StringReader("concept;kind;weight;forms\nlampu;matter;0.3;oncor\nular;matter;0.5;gendala"));

        Assert.Equal(["lampu", "padam"], Words.Of("oncore mati", lexicon));
        Assert.Equal(["oncor", "padam"], Words.Of("oncor mati"));
    }

    [Fact]
    public void A_row_of_another_form_is_refused_by_its_text()
        => Assert.Contains("lampu;matter", Assert.Throws<FormatException>(() => Lexicon.Default.With(new StringReader("concept;kind;weight;forms\nlampu;matter"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mrican lampu", "lampu")]
    [InlineData("lampu Bandar Kidul", "lampu")]
    [InlineData("lampu kel. Pojok", "lampu")]
    [InlineData("lampu klurahan bndar kidul", "lampu")]
    [InlineData("lampu depan kelurahan", "lampu kantor kelurahan")]
    [InlineData("lampu Jl. Raya Mrican", "lampu jalan mrican")]
    public void The_name_of_a_village_says_nothing_once_the_city_named_it(string text, string words)
        => Assert.Equal(words, string.Join(' ', Words.Of(text, Lexicon.Default.WithVillages(["Mrican", "Bandar Kidul", "Pojok"]))));

    private static string Joined(string text) => string.Join(' ', Words.Of(text));
}
