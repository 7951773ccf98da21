using System.Text;
using System.Text.RegularExpressions;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>How carefully somebody types.</summary>
internal enum Care
{
    Neat,
    Casual,
    Careless,
}

/// <summary>Turns a sentence into what a thumb makes of it.</summary>
internal static partial class Typing
{
    private const string Rows = "qwertyuiop asdfghjkl zxcvbnm";

    public static string Type(string text, Care care, PhraseBank bank, Draw draw)
    {
        if (care == Care.Neat)
        {
            return text;
        }

        var rate = care == Care.Careless ? 0.55 : 0.25;
        var slip = care == Care.Careless ? 0.05 : 0.012;
        foreach (var phrase in bank.Spellings.Select(group => group.Key).Where(word => word.Contains(' ', StringComparison.Ordinal)))
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase) && draw.Chance(rate))
            {
                text = text.Replace(phrase, draw.Of(bank.Spellings[phrase].ToList()), StringComparison.OrdinalIgnoreCase);
            }
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Word().Replace(words[index], match => TypeWord(match.Value, rate, slip, bank, draw));
        }

        var typed = string.Join(' ', words);
        typed = Reduplication().Replace(typed, match => draw.Chance(rate) ? $"{match.Groups["half"].Value}2" : match.Value);
        return Dress(typed, care, draw);
    }

    private static string TypeWord(string word, double rate, double slip, PhraseBank bank, Draw draw)
    {
        var known = bank.Spellings[word.ToLowerInvariant()].ToList();
        if (known.Count > 0 && draw.Chance(rate))
        {
            return draw.Of(known);
        }

        if (word.Length >= 5 && draw.Chance(slip))
        {
            return draw.Chance(0.4) ? WithoutVowels(word) : Slip(word, draw);
        }

        return word.Length >= 4 && draw.Chance(0.008) ? Stretched(word, draw) : word;
    }

    /// <summary>lampu, lmpu; menumpuk, mnmpk.</summary>
    private static string WithoutVowels(string word)
    {
        var kept = new StringBuilder().Append(word[0]);
        for (var index = 1; index < word.Length; index++)
        {
            if (index == word.Length - 1 || !"aeiou".Contains(word[index], StringComparison.Ordinal))
            {
                kept.Append(word[index]);
            }
        }

        return kept.ToString();
    }

    private static string Slip(string word, Draw draw)
    {
        var at = draw.Number(1, word.Length - 2);
        return draw.Number(0, 3) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => string.Concat(word.AsSpan(0, at), [word[at + 1], word[at]], word.AsSpan(at + 2)),
            _ => string.Concat(word.AsSpan(0, at), [NeighbourOf(word[at], draw)], word.AsSpan(at + 1)),
        };
    }

    private static char NeighbourOf(char letter, Draw draw)
    {
        var at = Rows.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        if (at < 0)
        {
            return letter;
        }

        var neighbour = Rows[Math.Clamp(at + (draw.Chance(0.5) ? 1 : -1), 0, Rows.Length - 1)];
        return neighbour == ' ' ? letter : neighbour;
    }

    private static string Stretched(string word, Draw draw)
    {
        var at = word.LastIndexOfAny(['a', 'e', 'i', 'o', 'u']);
        return at < 0 ? word : word.Insert(at, new string(word[at], draw.Number(2, 5)));
    }

    private static string Dress(string text, Care care, Draw draw)
    {
        var dressed = draw.Chance(0.05) ? text.ToUpperInvariant() : draw.Chance(0.6) ? text.ToLowerInvariant() : text;
        if (care == Care.Careless)
        {
            dressed = dressed.Replace(",", draw.Chance(0.5) ? "" : ",", StringComparison.Ordinal).Replace(". ", " ", StringComparison.Ordinal);
        }

        return draw.Number(0, 19) switch
        {
            0 => dressed + " 🙏🙏",
            1 => dressed + "!!!",
            2 => dressed + "...",
            _ => dressed,
        };
    }

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?<half>[A-Za-z]{3,})-\k<half>\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reduplication();
}
