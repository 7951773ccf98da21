namespace PlanningPlatform.Regions;

/// <summary>All regencies and cities of Indonesia by name, for suggestions. Read from the list at each call: it is needed rarely.</summary>
public static class RegencyDirectory
{
    /// <summary>In the order of their codes.</summary>
    public static IReadOnlyList<RegencyName> All() => RegionData.Regencies();

    /// <summary>The regencies nearest to a name, alias or code as people type it ("kediri", "kab. kediri", "Solo", "35.7l"), best first.</summary>
    /// <param name="text">A name or a code, whole or mistyped.</param>
    /// <param name="limit">The most to return.</param>
    /// <returns>Only exact matches if there are any; otherwise the closest and those one slip further.</returns>
    public static IReadOnlyList<RegencyName> Nearest(string text, int limit = 5)
    {
        // A typing mistake is short; a pasted page must not make the comparison slow.
        text = text.Length > 64 ? text[..64] : text;
        var digits = DigitsOf(text);
        var ranked = digits.Length > 0 ? ByCode(digits) : ByName(text);
        var closest = ranked.OrderBy(match => match.Slips).ThenBy(match => match.Tie).ThenBy(match => match.Regency.Code).ToList();
        var furthest = closest[0].Slips == 0 ? 0 : closest[0].Slips + 1;
        return [.. closest.TakeWhile(match => match.Slips <= furthest).Take(limit).Select(match => match.Regency)];
    }

    private static IEnumerable<Match> ByCode(string digits)
    {
        // A code of a level below is compared by its first two parts; a province's fits all its regencies.
        var wanted = digits.Length > 4 ? digits[..4] : digits;
        foreach (var regency in All())
        {
            var code = regency.Code.ToString().Remove(2, 1);
            var slips = code.StartsWith(wanted, StringComparison.Ordinal) ? 0 : EditDistance(code, wanted);
            yield return new(regency, slips, Math.Abs(int.Parse(code, null) - int.Parse(wanted, null)));
        }
    }

    private static IEnumerable<Match> ByName(string text)
    {
        var (wanted, kind) = WithoutKind(text);
        var aliases = RegionData.Aliases().ToLookup(alias => alias.Code, alias => RegionName.Fold(alias.Name));
        foreach (var regency in All())
        {
            var slips = aliases[regency.Code].Append(RegionName.Fold(regency.ShortName)).Min(name => SlipsBetween(name, wanted));
            yield return new(regency, slips, kind is null || kind == regency.Kind ? 0 : 1);
        }
    }

    private static int SlipsBetween(string name, string wanted)
    {
        if (name == wanted)
            return 0;
        var contained = wanted.Length >= 4 && name.Contains(wanted, StringComparison.Ordinal);
        return contained ? 1 : EditDistance(name, wanted);
    }

    private static (string Name, RegencyKind? Kind) WithoutKind(string text)
    {
        var words = text.Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        RegencyKind? kind = words is [var first, _, ..] ? first.ToUpperInvariant() switch
        {
            "KAB" or "KABUPATEN" or "REGENCY" => RegencyKind.Kabupaten,
            "KOTA" or "KOTAMADYA" or "CITY" => RegencyKind.Kota,
            _ => null,
        } : null;
        return (RegionName.Fold(string.Concat(kind is null ? words : words[1..])), kind);
    }

    /// <summary>The digits of a first word that looks like a code (l and I read as 1, O as 0); empty for a name.</summary>
    private static string DigitsOf(string text)
    {
        var word = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        var digits = string.Concat(word.Select(c => c switch { 'l' or 'I' or '|' => '1', 'O' or 'o' => '0', _ => c }).Where(c => c is not ('.' or ',' or '-')));
        return word.Any(char.IsAsciiDigit) && digits.All(char.IsAsciiDigit) ? digits : "";
    }

    /// <summary>Levenshtein: the fewest letters to insert, delete or replace.</summary>
    private static int EditDistance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }

    private sealed record Match(RegencyName Regency, int Slips, int Tie);
}
