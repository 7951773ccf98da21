using System.Globalization;
using System.Runtime.InteropServices;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>One word or number of a text, with what it means and what stood before it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(Entry Entry, string Raw, int Number, bool AfterGap, bool AfterSlash, bool IsCapital)
{
    /// <summary>Digits are read as a number of up to six places; longer ones name nothing here.</summary>
    public const int NoNumber = -1;

    private const int LargestRoman = 12;

    private static readonly Entry Digits = new("", WordKind.Number, 1);
    private static readonly string[] Roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    /// <summary>II is 2 where a number is expected.</summary>
    public int NumberOrRoman => Number >= 0 ? Number : Raw.Length <= 4 ? Math.Max(NoNumber, Array.IndexOf(Roman, Raw, 1, LargestRoman)) : NoNumber;

    public static List<Token> Of(string text, Lexicon lexicon)
    {
        var plain = Spelling.Plain(text);
        var tokens = new List<Token>(plain.Length / 5);
        Span<char> folded = stackalloc char[64];
        // Who shouts capitalises everything.
        var shouts = !plain.AsSpan().ContainsAnyInRange('a', 'z');
        var (gap, slash) = (true, false);
        for (var start = 0; start < plain.Length;)
        {
            if (char.IsAsciiDigit(plain[start]))
            {
                var end = EndOf(plain, start, char.IsAsciiDigit);
                // The 2 of jalan2, which is jalan-jalan, is a number that counts nothing and goes the way of those.
                var raw = plain.AsSpan(start, Math.Min(end - start, 7));
                tokens.Add(new(Digits, raw.ToString(), raw.Length <= 6 ? int.Parse(raw, CultureInfo.InvariantCulture) : NoNumber, gap, slash, IsCapital: false));
                (start, gap, slash) = (end, false, false);
            }
            else if (char.IsLetter(plain[start]))
            {
                var end = EndOf(plain, start, letter => char.IsLetter(letter) || letter == '\'');
                var length = Spelling.Fold(plain.AsSpan(start, Math.Min(end - start, folded.Length)), folded);
                var form = lexicon.Find(folded[..length]);
                var number = form.Entry.Kind == WordKind.Number ? int.Parse(form.Entry.Concept, CultureInfo.InvariantCulture) : NoNumber;
                tokens.Add(new(form.Entry, form.Raw, number, gap, slash, !shouts && char.IsUpper(plain[start])));
                (start, gap, slash) = (end, false, false);
            }
            else
            {
                slash |= plain[start] == '/';
                // "Gg. II", but "mati. Gang II".
                gap |= plain[start] is ',' or ';' or ':' or '!' or '?' or '(' or ')' or '\n' || (plain[start] == '.' && (tokens.Count == 0 || tokens[^1].Entry.Kind != WordKind.Marker));
                start++;
            }
        }

        return tokens;
    }

    private static int EndOf(string text, int start, Func<char, bool> belongs)
    {
        var end = start + 1;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end;
    }
}
