using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PlanningPlatform.Matching.Tests;

internal sealed record TextPair(string A, string B);

/// <summary>Texts as nobody expects them: words people write, between control characters, halves of surrogate pairs, signs of other scripts and very long runs.</summary>
internal static class Texts
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements("lampu", "mati", "gg", "II", "gang", "rt", "03/rw", "04", "jl.", "jalan2", "no", "sisih lor", "musala", "al ikhlas", "ora", "murup", "2 minggu", "telung dino", "sdn", "dpn", "kel.", "blok"),
        Gen.Elements("\0", "\ud800", "\udfff", "\u202e", "\u200b", "🙏", "الشارع", "街灯", "\ufdfa", "²", "½", "İ", "ß", "'", "-", "/", ".", ",", "\n", "99999999999999", "''''", "ooooooo"),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static readonly Gen<string> Text = Gen.Frequency(
        (20, Piece.ListOf().Select(pieces => string.Join(' ', pieces))),
        (5, Piece.ListOf().Select(string.Concat)),
        (1, from piece in Piece from times in Gen.Choose(100, 6000) select new StringBuilder().Insert(0, piece, times).ToString()));

    public static Arbitrary<TextPair> Pairs { get; } = (from a in Text from b in Text select new TextPair(a, b)).ToArbitrary();

    public static Arbitrary<string> All { get; } = Text.ToArbitrary();
}
