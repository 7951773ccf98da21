using System.Collections.Concurrent;
using System.Globalization;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>
/// What the words of residents mean: <c>words.csv</c>, <c>phrases.csv</c> and <c>aspects.csv</c>, which are data that a city extends. A form that no row has is looked for
/// without its affixes, with its vowels back and one slip away, so that rows are needed for meanings, not for spellings. Immutable and safe to share.
/// </summary>
public sealed class Lexicon
{
    /// <summary>Forms seen, so that a word costs its analysis once. Bounded: what strangers write must not fill the memory.</summary>
    private const int LargestMemory = 20_000;

    /// <summary>Below this length one slip makes another word of too many.</summary>
    private const int ShortestSlip = 5;

    private static readonly Lazy<Lexicon> Shared = new(() => new(Read("words.csv"), Read("phrases.csv"), Read("aspects.csv")));
    private static readonly string[] Suffixes = ["", "nya", "lah", "kah", "pun", "ku", "mu", "ipun", "nipun", "ne", "e", "kan", "aken", "ake", "no", "an", "i"];

    /// <summary>A prefix and what it may have swallowed of the stem: menumpuk is me + n + (t)umpuk.</summary>
    private static readonly (string Prefix, string Swallowed)[] Prefixes =
    [
        ("", ""), ("di", ""), ("dipun", ""), ("ber", ""), ("ter", ""), ("ke", ""), ("se", ""), ("sak", ""), ("per", ""), ("diper", ""), ("ka", ""), ("tak", ""),
        ("me", ""), ("mem", ""), ("mem", "p"), ("men", ""), ("men", "t"), ("meng", ""), ("meng", "k"), ("meny", "s"), ("menge", ""),
        ("pe", ""), ("pem", ""), ("pem", "p"), ("pen", ""), ("pen", "t"), ("peng", ""), ("peng", "k"), ("peny", "s"),
        ("ng", ""), ("ng", "k"), ("nge", ""), ("ny", "s"), ("ny", "c"), ("n", ""), ("n", "t"), ("m", ""), ("m", "p"), ("m", "w"),
    ];

    private readonly Dictionary<string, Entry> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _concepts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Words, Entry Entry)>> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string[] Concepts, Entry[] Meanings)>> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _slips = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _consonants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _aspectsOfConcept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _aspectsOfCategory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Form> _seen = new(StringComparer.Ordinal);
    private readonly List<string[]> _words;
    private readonly List<string[]> _phraseRows;
    private readonly List<string[]> _aspectRows;

    private Lexicon(List<string[]> words, List<string[]> phrases, List<string[]> aspects)
    {
        (_words, _phraseRows, _aspectRows) = (words, phrases, aspects);
        var several = new List<(string Form, Entry Entry)>();
        foreach (var row in words)
        {
            var entry = EntryOf(row);
            _concepts.TryAdd(entry.Concept, entry);
            foreach (var form in row[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (form.AsSpan().ContainsAny(' ', '-'))
                {
                    several.Add((form, entry));
                }
                else
                {
                    _forms[Folded(form)] = entry;
                }
            }
        }

        foreach (var form in _forms.Keys)
        {
            Index(form);
        }

        // Last: a phrase is looked for by what its words mean one by one.
        foreach (var (form, entry) in several)
        {
            Add(_phrases, [.. form.Split([' ', '-']).Select(word => ConceptInPhrase(Folded(word)))], entry);
        }

        foreach (var row in phrases)
        {
            Add(_meanings, row[0].Split(' '), [.. row[1].Split(',').Select(meaning => _concepts.GetValueOrDefault(meaning) ?? new(meaning, WordKind.Matter, 1))]);
        }

        ReadAspects(aspects);
    }

    /// <summary>The rows that come with the platform.</summary>
    public static Lexicon Default => Shared.Value;

    internal ulong AreaAspects { get; private set; }

    /// <summary>This lexicon and a city's own rows in the form of <c>words.csv</c>, which win over rows with the same form.</summary>
    /// <exception cref="FormatException">A row is not of that form.</exception>
    public Lexicon With(TextReader words) => new([.. _words, .. DataFile.Read(words)], _phraseRows, _aspectRows);

    /// <summary>This lexicon and the names of the city's villages, which everybody in a village may write and which so say nothing about what is meant.</summary>
    public Lexicon WithVillages(IEnumerable<string> names)
        => new([.. _words, .. names.Select(name => (string[])[name, nameof(WordKind.Village), "", Folded(name)])], _phraseRows, _aspectRows);

    /// <summary>This lexicon as if nobody had thought of these forms. For measuring what it is worth where its rows do not reach.</summary>
    public Lexicon Without(IReadOnlySet<string> forms)
        => new([.. _words.Select(row => (string[])[row[0], row[1], row[2], string.Join(',', row[3].Split(',').Where(form => !form.Split([' ', '-']).Any(forms.Contains)))])], _phraseRows, _aspectRows);

    /// <summary>How many words of a text say something, addresses apart, and how many of those no row explains: what a city should look at to extend its lexicon.</summary>
    public (int Words, int Unknown) Count(string? text)
    {
        var reading = new Reading(this);
        reading.Read(text);
        return (reading.Matter.Count, reading.Matter.Count(entry => entry.Kind == WordKind.Unknown));
    }

    /// <summary>Never null: an unknown word stands for itself, without "-nya" and its like.</summary>
    /// <param name="folded">By <see cref="Spelling.Fold"/>.</param>
    internal Form Find(ReadOnlySpan<char> folded)
    {
        if (_seen.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var form))
        {
            return form;
        }

        var word = folded.ToString();
        form = new(word, Analyse(word));
        if (_seen.Count < LargestMemory)
        {
            _seen.TryAdd(word, form);
        }

        return form;
    }

    /// <summary>The longest phrase that begins at the first of these words, and how many words it takes; null for none.</summary>
    internal Entry? FindPhrase(ReadOnlySpan<Entry> words, out int length) => Longest(_phrases, words, out length);

    /// <summary>What these concepts mean together.</summary>
    internal Entry[]? FindMeanings(ReadOnlySpan<Entry> words, out int length) => Longest(_meanings, words, out length);

    internal ulong AspectsOf(string concept) => _aspectsOfConcept.GetValueOrDefault(concept);

    /// <summary>The aspects among which this category tells things apart; none for a category without rows.</summary>
    internal ulong AspectsOfCategory(string code) => _aspectsOfCategory.GetValueOrDefault(code);

    private static List<string[]> Read(string file) => DataFile.Embedded(file);

    private static Entry EntryOf(string[] row) => new(
        row[0],
        Enum.TryParse<WordKind>(row[1], ignoreCase: true, out var kind) ? kind : throw new FormatException($"No kind of word: \"{row[1]}\"."),
        row[2].Length == 0 ? 1 : float.Parse(row[2], CultureInfo.InvariantCulture));

    private static string Folded(string form)
    {
        Span<char> folded = stackalloc char[form.Length];
        return folded[..Spelling.Fold(form, folded)].ToString();
    }

    private static void Add<T>(Dictionary<string, List<(string[] Words, T Entry)>> phrases, string[] words, T entry)
    {
        if (!phrases.TryGetValue(words[0], out var same))
        {
            phrases[words[0]] = same = [];
        }

        same.RemoveAll(other => other.Words.SequenceEqual(words));
        same.Add((words, entry));
        same.Sort((a, b) => b.Words.Length - a.Words.Length);
    }

    private static T? Longest<T>(Dictionary<string, List<(string[] Words, T Entry)>> phrases, ReadOnlySpan<Entry> words, out int length)
    {
        length = 0;
        if (!phrases.TryGetValue(words[0].Concept, out var beginning))
        {
            return default;
        }

        foreach (var (phrase, entry) in beginning)
        {
            if (phrase.Length > words.Length)
            {
                continue;
            }

            var same = true;
            for (var index = 1; same && index < phrase.Length; index++)
            {
                same = words[index].Concept == phrase[index];
            }

            if (same)
            {
                length = phrase.Length;
                return entry;
            }
        }

        return default;
    }

    /// <summary>A word that has a meaning only together with others is a word, too, and no slip of another.</summary>
    private string ConceptInPhrase(string word)
    {
        var entry = Known(word);
        if (entry is null)
        {
            _forms[word] = entry = new(word, WordKind.Unknown, 1);
        }

        return entry.Concept;
    }

    private void ReadAspects(List<string[]> aspects)
    {
        // One bit each: two reports are compared a million times.
        if (aspects.Count > 64)
        {
            throw new FormatException($"{aspects.Count} aspects; there is room for 64.");
        }

        for (var index = 0; index < aspects.Count; index++)
        {
            var bit = 1UL << index;
            _aspectsOfCategory[aspects[index][0]] = _aspectsOfCategory.GetValueOrDefault(aspects[index][0]) | bit;
            AreaAspects |= aspects[index][2] == "area" ? bit : 0;
            foreach (var word in aspects[index][3].Split(','))
            {
                _aspectsOfConcept[word] = _aspectsOfConcept.GetValueOrDefault(word) | bit;
            }
        }
    }

    private void Index(string form)
    {
        if (form.Length >= ShortestSlip)
        {
            IndexUnder(_slips, form, form);
            for (var at = 0; at < form.Length; at++)
            {
                IndexUnder(_slips, form.Remove(at, 1), form);
            }
        }

        var consonants = Spelling.Consonants(form);
        if (form.Length >= 4 && consonants.Length >= 3)
        {
            IndexUnder(_consonants, consonants, form);
        }
    }

    private static void IndexUnder(Dictionary<string, List<string>> index, string key, string form)
    {
        if (!index.TryGetValue(key, out var forms))
        {
            index[key] = forms = [];
        }

        if (!forms.Contains(form))
        {
            forms.Add(form);
        }
    }

    private Entry Analyse(string word)
    {
        if (Known(word) is { } known)
        {
            return known;
        }

        // tolooong is tolong, but maaaf is maaf.
        var once = Spelling.Unstretched(word, 1);
        if (once.Length < word.Length)
        {
            return Known(once) ?? Known(Spelling.Unstretched(word, 2)) ?? Guessed(once) ?? Unknown(once);
        }

        return Guessed(word) ?? Unknown(word);
    }

    private Entry? Known(string word)
    {
        if (_forms.TryGetValue(word, out var entry) || Stem(word, out entry))
        {
            return entry;
        }

        // Javanese a is heard, and written, as o: ula, ulo.
        return word.Contains('o', StringComparison.Ordinal)
            && (_forms.TryGetValue(word.Replace('o', 'a'), out entry) || (word[^1] == 'o' && _forms.TryGetValue(word[..^1] + 'a', out entry))) ? entry : null;
    }

    private bool Stem(string word, out Entry entry)
    {
        var forms = _forms.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> stem = stackalloc char[word.Length + 1];
        foreach (var suffix in Suffixes)
        {
            if (!word.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var (prefix, swallowed) in Prefixes)
            {
                var left = word.Length - suffix.Length - prefix.Length;
                // Short stems are found everywhere: "sekali" holds "kali".
                if (left + swallowed.Length < (prefix.Length > 0 || suffix is "i" or "an" or "no" ? 4 : 3) || prefix.Length + suffix.Length == 0 || !word.StartsWith(prefix, StringComparison.Ordinal))
                {
                    continue;
                }

                swallowed.CopyTo(stem);
                word.AsSpan(prefix.Length, left).CopyTo(stem[swallowed.Length..]);
                if (forms.TryGetValue(stem[..(left + swallowed.Length)], out entry!) && MayHave(entry.Kind, prefix))
                {
                    return true;
                }
            }
        }

        entry = null!;
        return false;
    }

    /// <summary>"berjalan" is no road, "pegangan" no gang.</summary>
    private static bool MayHave(WordKind kind, string prefix) => prefix.Length == 0 || kind is WordKind.Matter or WordKind.Place or WordKind.Stop || (kind == WordKind.Unit && prefix is "se" or "sak");

    private Entry? Guessed(string word)
    {
        if (word.Length >= 3 && _consonants.TryGetValue(Spelling.Consonants(word), out var forms)
            && Only(forms.Where(form => form.Length > word.Length && form[0] == word[0] && Spelling.IsWithin(word, form))) is { } entry)
        {
            return entry;
        }

        if (word.Length < ShortestSlip)
        {
            return null;
        }

        IEnumerable<string> near = _slips.GetValueOrDefault(word, []);
        for (var at = 0; at < word.Length; at++)
        {
            near = _slips.TryGetValue(word.Remove(at, 1), out forms) ? near.Concat(forms) : near;
        }

        // A finger slips less often on the first letter.
        var slipped = near.Distinct().Where(form => Spelling.IsOneSlipFrom(form, word)).ToList();
        return Only(slipped.Where(form => form[0] == word[0])) ?? (slipped.Exists(form => form[0] == word[0]) ? null : Only(slipped));
    }

    /// <summary>The concept of these forms if it is one.</summary>
    private Entry? Only(IEnumerable<string> forms)
    {
        Entry? only = null;
        foreach (var form in forms)
        {
            var entry = _forms[form];
            if (only is not null && only.Concept != entry.Concept)
            {
                return null;
            }

            only = entry;
        }

        return only is null ? null : only with { IsGuess = true };
    }

    private static Entry Unknown(string word)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["nipun", "ipun", "nya", "ne"])
        {
            if (word.Length >= suffix.Length + 4 && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return new(word[..^suffix.Length], WordKind.Unknown, 1);
            }
        }

        return new(word, WordKind.Unknown, 1);
    }
}
