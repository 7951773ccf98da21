using System.Globalization;
using System.Runtime.InteropServices;

namespace PlanningPlatform.Complaints.Matching;

/// <summary>Reads the words of one text, in their order: addresses are taken out, phrases put together, what says nothing left away.</summary>
internal sealed class Reading(Lexicon lexicon)
{
    private readonly List<Entry> _matter = [];

    public Addresses Addresses { get; } = new();

    /// <summary>For how many days, roughly: the last that was said.</summary>
    public int? SinceDays { get; private set; }

    /// <summary>What is left when addresses and empty words are gone, in order.</summary>
    public List<Entry> Matter => _matter;

    /// <param name="isStreetField">The words need no "jalan" before them to be a street.</param>
    /// <param name="isLandmarkField">The words need no "depan" before them to be a landmark.</param>
    public void Read(string? text, bool isStreetField = false, bool isLandmarkField = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var tokens = Joined(Token.Of(text, lexicon));
        if (isStreetField && tokens is [{ Entry: { Kind: WordKind.Unknown } or { IsGuess: true } }, ..])
        {
            AddStreet(tokens, 0, isSure: true);
        }

        var from = _matter.Count;
        for (var at = 0; at < tokens.Count;)
        {
            at += ReadOne(tokens, at, isLandmarkField);
        }

        if (isStreetField)
        {
            // Names only: nothing in that field says what is wrong.
            _matter.RemoveRange(from, _matter.Count - from);
        }

        Understand(from);
    }

    public void AddNeighbourhood(string? rt, string? rw)
    {
        if (int.TryParse(rt, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            AddOnce(Addresses.Rts, number);
        }

        if (int.TryParse(rw, CultureInfo.InvariantCulture, out number) && number > 0)
        {
            AddOnce(Addresses.Rws, number);
        }
    }

    /// <summary>With words that are one form, such as "pos kamling", as one token.</summary>
    private List<Token> Joined(List<Token> tokens)
    {
        var entries = tokens.ConvertAll(token => token.Entry);
        List<Token> joined = new(tokens.Count);
        for (var at = 0; at < tokens.Count;)
        {
            if (lexicon.FindPhrase(CollectionsMarshal.AsSpan(entries)[at..], out var length) is { } phrase && !HasGapWithin(tokens, at, length))
            {
                joined.Add(tokens[at] with { Entry = phrase, Number = phrase.Kind == WordKind.Number ? int.Parse(phrase.Concept, CultureInfo.InvariantCulture) : Token.NoNumber });
                at += length;
            }
            else
            {
                joined.Add(tokens[at++]);
            }
        }

        return joined;
    }

    private static bool HasGapWithin(List<Token> tokens, int at, int length)
    {
        for (var index = at + 1; index < at + length; index++)
        {
            if (tokens[index].AfterGap)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>How many tokens were read.</returns>
    private int ReadOne(List<Token> tokens, int at, bool isLandmarkField)
    {
        var token = tokens[at];
        switch (token.Entry.Kind)
        {
            case WordKind.Marker:
                return ReadMarker(tokens, at);
            case WordKind.GangName:
                AddOnce(Addresses.Gangs, token.Entry.Concept);
                return 1;
            case WordKind.Site:
            case WordKind.Place when isLandmarkField || RelationBefore(tokens, at) is not null:
                return ReadLandmark(tokens, at);
            case WordKind.Number:
                return ReadNumber(tokens, at);
            case WordKind.Unit when token.Raw.StartsWith("se", StringComparison.Ordinal) || token.Raw.StartsWith("sak", StringComparison.Ordinal):
                // seminggu, sakwulan
                SinceDays = (int)token.Entry.Weight;
                return 1;
            case WordKind.Matter or WordKind.Unknown or WordKind.Place or WordKind.Not:
                _matter.Add(token.Entry);
                return 1;
            default:
                return 1;
        }
    }

    private int ReadMarker(List<Token> tokens, int at)
    {
        switch (tokens[at].Entry.Concept)
        {
            case "gang":
                return ReadGang(tokens, at);
            case "rt":
                return ReadNeighbourhood(tokens, at);
            case "rw":
                return 1 + AddNumber(Addresses.Rws, tokens, at + 1);
            case "blok" when at + 1 < tokens.Count && !tokens[at + 1].AfterGap && tokens[at + 1].Raw.Length <= 3:
                // In an estate a block is what a gang is in a kampung.
                AddOnce(Addresses.Gangs, $"blok {tokens[at + 1].Raw}");
                return 2;
            case "nomor":
                return 1 + AddNumber(Addresses.Houses, tokens, at + 1);
            case "kelurahan":
                return IsNameAt(tokens, at + 1) || (at + 1 < tokens.Count && tokens[at + 1].Entry.Kind == WordKind.Village) ? 2 : ReadLandmark(tokens, at, "kantor kelurahan");
            default:
                var read = AddStreet(tokens, at + 1, IsSureStreet(tokens, at));
                if (read == 0)
                {
                    _matter.Add(tokens[at].Entry);
                }

                return 1 + read;
        }
    }

    private int ReadGang(List<Token> tokens, int at)
    {
        var next = at + 1;
        // "gang no 2", "gang ke 2"
        while (next < tokens.Count && !tokens[next].AfterGap && (tokens[next].Entry.Concept == "nomor" || tokens[next].Raw == "ke"))
        {
            next++;
        }

        if (next >= tokens.Count || tokens[next].AfterGap)
        {
            return 1;
        }

        if (tokens[next].NumberOrRoman is > 0 and var number)
        {
            AddOnce(Addresses.Gangs, number.ToString(CultureInfo.InvariantCulture));
            return next - at + 1;
        }

        // A gang may be called after what stands in it.
        if (tokens[next].Entry.Kind is WordKind.Unknown or WordKind.Site or WordKind.Place && tokens[next].Raw.Length >= 3)
        {
            AddOnce(Addresses.Gangs, tokens[next].Entry.Concept);
            return next - at + 1;
        }

        return next - at;
    }

    /// <summary>RT 3, RT 03/RW 04, rt 3/4.</summary>
    private int ReadNeighbourhood(List<Token> tokens, int at)
    {
        var read = AddNumber(Addresses.Rts, tokens, at + 1);
        var next = at + 1 + read;
        return read > 0 && next < tokens.Count && tokens[next].AfterSlash && tokens[next].Number >= 0 ? 1 + read + AddNumber(Addresses.Rws, tokens, next) : 1 + read;
    }

    private static int AddNumber(List<int> numbers, List<Token> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].AfterGap || tokens[at].NumberOrRoman is not (> 0 and < 1000 and var number))
        {
            return 0;
        }

        AddOnce(numbers, number);
        return 1;
    }

    /// <summary>Up to two words nobody knows otherwise.</summary>
    private int AddStreet(List<Token> tokens, int at, bool isSure)
    {
        // "Jl. Raya Mojoroto"
        var start = at + 1 < tokens.Count && tokens[at].Entry.Concept == "raya" && IsName(tokens[at + 1]) && !tokens[at + 1].AfterGap ? at + 1 : at;
        var end = start;
        while (end < tokens.Count && end < start + 2 && (end == at || !tokens[end].AfterGap) && tokens[end].Raw.Length >= 3
            && (IsName(tokens[end]) || (end == start && tokens[end].Entry.IsGuess && (isSure || tokens[end].IsCapital))))
        {
            end++;
        }

        if (end == start)
        {
            return 0;
        }

        var name = string.Join(' ', tokens.Skip(start).Take(end - start).Select(token => token.Entry.IsGuess ? token.Raw : token.Entry.Concept.ToLowerInvariant()));
        AddOnce(Addresses.Streets, new(name, isSure || tokens[start].IsCapital));

        return end - at;
    }

    /// <summary>Streets are called after villages, too.</summary>
    private static bool IsName(Token token) => token.Entry is { Kind: WordKind.Unknown } or { Kind: WordKind.Village, IsGuess: false };

    private static bool IsNameAt(List<Token> tokens, int at) => at < tokens.Count && !tokens[at].AfterGap && tokens[at].Entry.Kind == WordKind.Unknown;

    /// <summary>"di jalan mawar", but "jalan njeblong": without a word such as "di", or a capital, it may be no name.</summary>
    private static bool IsSureStreet(List<Token> tokens, int at) => at > 0 && !tokens[at].AfterGap && tokens[at - 1].Entry is { Kind: WordKind.Stop, Concept: "di" };

    private int ReadLandmark(List<Token> tokens, int at, string? sort = null)
    {
        sort ??= tokens[at].Entry.Concept;
        var end = at + 1;
        // Only houses of prayer are told apart by their names; behind anything else an unknown word is likelier to be something else.
        string? name = null;
        if (sort is "musala" or "masjid" or "gereja")
        {
            while (end < at + 3 && IsNameAt(tokens, end))
            {
                end++;
            }

            name = end > at + 1 ? string.Join(' ', tokens.Skip(at + 1).Take(end - at - 1).Select(token => token.Entry.Concept)) : null;
        }
        else if (sort is "sd" or "smp" or "sma" or "tk" && end < tokens.Count && !tokens[end].AfterGap && tokens[end].NumberOrRoman > 0)
        {
            name = tokens[end++].NumberOrRoman.ToString(CultureInfo.InvariantCulture);
        }

        AddOnce(Addresses.Landmarks, new(sort, name, RelationBefore(tokens, at)));
        return end - at;
    }

    /// <summary>"sisih lor": of two the direction counts. "dekat sekali dengan" may stand between.</summary>
    private static string? RelationBefore(List<Token> tokens, int at)
    {
        string? relation = null;
        for (var before = at - 1; before >= 0 && before >= at - 3 && !tokens[before + 1].AfterGap; before--)
        {
            if (tokens[before].Entry.Kind == WordKind.Relation)
            {
                relation = relation is null or "beside" or "near" ? tokens[before].Entry.Concept : relation;
            }
            else if (relation is not null || tokens[before].Entry.Kind != WordKind.Stop)
            {
                break;
            }
        }

        return relation;
    }

    private int ReadNumber(List<Token> tokens, int at)
    {
        if (at + 1 < tokens.Count && tokens[at + 1].Entry.Kind == WordKind.Unit && tokens[at].Number is > 0 and < 1000 and var number)
        {
            SinceDays = number * (int)tokens[at + 1].Entry.Weight;
            return 2;
        }

        return 1;
    }

    /// <summary>Negations and other phrases of concepts, from <paramref name="from"/> on.</summary>
    private void Understand(int from)
    {
        for (var at = from; at < _matter.Count; at++)
        {
            if (lexicon.FindMeanings(CollectionsMarshal.AsSpan(_matter)[at..], out var length) is { } meanings)
            {
                _matter.RemoveRange(at, length);
                _matter.InsertRange(at, meanings);
                at += meanings.Length - 1;
            }
        }

        _matter.RemoveAll(entry => entry.Kind == WordKind.Not);
    }

    private static void AddOnce<T>(List<T> list, T value)
    {
        if (list.Count < Addresses.MostOfAKind && !list.Contains(value))
        {
            list.Add(value);
        }
    }
}
