using System.Buffers;
using System.Globalization;
using System.Text;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>What spelling hides: capitals, accents, letters from other blocks of Unicode, stretched letters, slips of a finger.</summary>
internal static class Spelling
{
    /// <summary>What intake allows; whatever is longer is read up to here.</summary>
    public const int LongestText = 4000;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiou");

    /// <summary>Without accents, invisible marks and look-alikes (fullwidth, mathematical); capitals stay. Never throws, whatever the text holds.</summary>
    public static string Plain(string text)
    {
        if (text.Length > LongestText)
        {
            text = text[..LongestText];
        }

        if (Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair arrives here as U+FFFD, which Normalize takes.
            plain.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format ? "" : rune.ToString());
        }

        var decomposed = plain.ToString().Normalize(NormalizationForm.FormKD);
        plain.Clear();
        foreach (var character in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(character);
            }
        }

        // One ligature can become eighteen letters.
        return plain.Length > 2 * LongestText ? plain.ToString(0, 2 * LongestText) : plain.ToString();
    }

    /// <summary>In small letters, and one way to write a Javanese consonant: dh and th are d and t.</summary>
    /// <returns>How many characters of <paramref name="folded"/>, which is as long as <paramref name="word"/>, are used.</returns>
    public static int Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        var length = 0;
        foreach (var letter in word)
        {
            var small = char.ToLowerInvariant(letter);
            if (small != 'h' || length == 0 || folded[length - 1] is not ('d' or 't'))
            {
                folded[length++] = small;
            }
        }

        return length;
    }

    /// <summary>With every run of three and more of one letter cut to <paramref name="length"/>.</summary>
    public static string Unstretched(string word, int length)
    {
        var shorter = new StringBuilder(word.Length);
        for (var start = 0; start < word.Length;)
        {
            var end = start + 1;
            while (end < word.Length && word[end] == word[start])
            {
                end++;
            }

            shorter.Append(word[start], end - start >= 3 ? length : end - start);
            start = end;
        }

        return shorter.Length == word.Length ? word : shorter.ToString();
    }

    public static string Consonants(string word) => string.Concat(word.Where(letter => !Vowels.Contains(letter)));

    /// <summary>Every three letters in a row, words set apart by one space, as numbers in rising order, each once.</summary>
    public static int[] Trigrams(string text)
    {
        var plain = Plain(text);
        var letters = new char[plain.Length + 2];
        var length = 1;
        letters[0] = ' ';
        foreach (var character in plain)
        {
            var letter = char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ';
            if (letter != ' ' || letters[length - 1] != ' ')
            {
                letters[length++] = letter;
            }
        }

        if (letters[length - 1] != ' ')
        {
            letters[length++] = ' ';
        }

        if (length < 3)
        {
            return [];
        }

        var trigrams = new int[length - 2];
        for (var at = 0; at < trigrams.Length; at++)
        {
            trigrams[at] = (letters[at] * 961 * 961) + (letters[at + 1] * 961) + letters[at + 2];
        }

        Array.Sort(trigrams);
        var distinct = 1;
        for (var at = 1; at < trigrams.Length; at++)
        {
            if (trigrams[at] != trigrams[at - 1])
            {
                trigrams[distinct++] = trigrams[at];
            }
        }

        return trigrams[..distinct];
    }

    /// <summary>True if two words differ in vowels only.</summary>
    public static bool HaveSameConsonants(string a, string b)
    {
        for (var (atA, atB) = (0, 0); ; atA++, atB++)
        {
            while (atA < a.Length && Vowels.Contains(a[atA]))
            {
                atA++;
            }

            while (atB < b.Length && Vowels.Contains(b[atB]))
            {
                atB++;
            }

            if (atA >= a.Length || atB >= b.Length)
            {
                return atA >= a.Length && atB >= b.Length;
            }

            if (a[atA] != b[atB])
            {
                return false;
            }
        }
    }

    /// <summary>True if <paramref name="shorter"/> is <paramref name="word"/> with some letters left out.</summary>
    public static bool IsWithin(string shorter, string word)
    {
        var at = 0;
        foreach (var letter in word)
        {
            if (at < shorter.Length && shorter[at] == letter)
            {
                at++;
            }
        }

        return at == shorter.Length;
    }

    /// <summary>True if at most one letter was left out, added, replaced or swapped with its neighbour.</summary>
    public static bool IsOneSlipFrom(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > b.Length)
        {
            return IsOneSlipFrom(b, a);
        }

        if (b.Length - a.Length > 1)
        {
            return false;
        }

        var common = a.CommonPrefixLength(b);
        if (common == a.Length)
        {
            return true;
        }

        if (a.Length < b.Length)
        {
            return a[common..].SequenceEqual(b[(common + 1)..]);
        }

        return a[(common + 1)..].SequenceEqual(b[(common + 1)..])
            || (common + 1 < a.Length && a[common] == b[common + 1] && a[common + 1] == b[common] && a[(common + 2)..].SequenceEqual(b[(common + 2)..]));
    }
}
