using System.Globalization;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>What somebody says of where it is: each part is null when they leave it out.</summary>
internal sealed record Whereabouts(string? Gang, string? Street, string? Neighbourhood, string? Landmark, string? House, string? Village)
{
    public IEnumerable<string> Parts => new[] { Gang, Street, Neighbourhood, Landmark, House, Village }.Where(part => part is not null).Select(part => part!);
}

/// <summary>Somebody who writes one complaint: language, care, and which of all they could say they do say.</summary>
internal sealed class Reporter(PhraseBank bank, Draw draw)
{
    private static readonly string[] Roman = ["", "I", "II", "III", "IV", "V"];
    private static readonly string[] Indonesian = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas"];
    private static readonly string[] Javanese = ["", "siji", "loro", "telu", "papat", "lima", "enem", "pitu", "wolu", "sanga", "sepuluh", "sewelas", "rolas"];
    private static readonly string[] JavaneseBefore = ["", "sak", "rong", "telung", "patang", "limang", "enem", "pitung", "wolung", "sangang", "sepuluh", "sewelas", "rolas"];
    private static readonly string[] KramaBefore = ["", "setunggal", "kalih", "tigang", "sekawan", "gangsal", "enem", "pitung", "wolung", "sangang", "sedoso", "sewelas", "kalih welas"];

    public string Language { get; } = draw.Of(["id", "mix", "jv", "kr"], language => language switch { "id" => 50, "mix" => 25, "jv" => 17, _ => 8 });

    private Care Care { get; } = draw.Of([Care.Neat, Care.Casual, Care.Careless], care => care switch { Care.Neat => 25, Care.Casual => 50, _ => 25 });

    public Problem ProblemOf(Kind kind)
    {
        var all = bank.Problems.Where(problem => problem.Category == kind.Category && problem.Kind == kind.Name).ToList();
        var own = all.FindAll(problem => problem.Language == Language);
        // Who has no phrase of their own language for it says it in the language of the street.
        return draw.Of(own.Count > 0 ? own : all);
    }

    /// <param name="thing">Where it is.</param>
    /// <param name="mayErr">People mistake a gang or an RT for the next one.</param>
    public Whereabouts WhereaboutsOf(Spot thing, bool mayErr)
    {
        var gang = thing.Gang;
        if (mayErr && gang is { } right && draw.Chance(0.04))
        {
            gang = Math.Clamp(right + (draw.Chance(0.5) ? 1 : -1), 1, Village.GangsPerStreet);
        }

        var rt = mayErr && draw.Chance(0.06) ? thing.Rt + 1 : thing.Rt;
        var street = thing.Village.Streets[thing.Street];
        return new(
            Gang: gang is { } number && draw.Chance(0.62) ? GangAsSaid(number, thing.Village.NameOfGang(thing.Street, number)) : null,
            Street: draw.Chance(gang is null ? 0.8 : 0.3) ? Say("street", "", text => text.Replace("{n}", street, StringComparison.Ordinal)) : null,
            Neighbourhood: draw.Chance(0.25) ? Say("neighbourhood", "", text => text.Replace("{rt}", Padded(rt), StringComparison.Ordinal).Replace("{rw}", Padded(thing.Rw), StringComparison.Ordinal)) : null,
            Landmark: draw.Chance(0.45) ? LandmarkAsSaid(thing) : null,
            House: draw.Chance(0.06) ? $"depan rumah no {(int)(thing.North % 150 / 4) + 1}" : null,
            Village: draw.Chance(0.15) ? draw.Of(["kelurahan ", "kel. ", "kel ", ""]) + thing.Village.Name.Name : null);
    }

    /// <summary>The nearest landmark within 70 m, or the second nearest; null if there is none.</summary>
    public string? LandmarkAsSaid(Spot thing)
    {
        var near = thing.Village.Landmarks.Where(landmark => landmark.Spot.MetresTo(thing) <= 70).OrderBy(landmark => landmark.Spot.MetresTo(thing)).Take(2).ToList();
        if (near.Count == 0)
        {
            return null;
        }

        var landmark = near[^1].Spot.MetresTo(thing) > 40 || draw.Chance(0.65) ? near[0] : near[^1];
        var name = NameOf(landmark);
        return Say("relation", RelationOf(thing, landmark.Spot), text => text.Replace("{l}", name, StringComparison.Ordinal));
    }

    public string Write(Problem problem, Whereabouts where, double daysSinceOnset)
    {
        var said = where.Parts.ToList();
        string? atTheEnd = null;
        if (said.Count > 1 && where.Landmark is not null && draw.Chance(0.4))
        {
            said.Remove(where.Landmark);
            atTheEnd = where.Landmark;
        }

        var place = string.Join(draw.Chance(0.7) ? " " : ", ", said);
        List<string> sentences = [Matter(problem.Text, place)];
        if (atTheEnd is not null)
        {
            sentences.Add(atTheEnd);
        }

        if (daysSinceOnset >= 1 && draw.Chance(0.35))
        {
            sentences.Add(Since((int)daysSinceOnset));
        }

        if (draw.Chance(0.25))
        {
            var effects = bank.Surroundings.Where(effect => effect.Part == "effect" && (effect.Category == problem.Category || effect.Category == "*")).ToList();
            sentences.Add(draw.Of(effects).Text);
        }

        // Some tell a story.
        for (var more = draw.Chance(0.06) ? draw.Number(2, 4) : 0; more > 0; more--)
        {
            sentences.Add(draw.Of(bank.Surroundings.Where(words => words.Part is "effect" or "closing" && (words.Category == problem.Category || words.Category == "*")).ToList()).Text);
        }

        if (draw.Chance(0.3))
        {
            sentences.Insert(0, Around("opening"));
        }

        if (draw.Chance(0.35))
        {
            sentences.Add(Around("closing"));
        }

        return Typing.Type(string.Join(draw.Chance(0.6) ? ", " : ". ", sentences), Care, bank, draw);
    }

    /// <summary>Another's message, forwarded: the same words, sometimes thumbed in anew.</summary>
    public string Forward(string text) => draw.Chance(0.5) ? text : Typing.Type(text, Care.Casual, bank, draw);

    /// <summary>What somebody puts into the field for the street: less varied than what they write.</summary>
    public string StreetField(Spot thing)
    {
        var street = $"{draw.Of(["Jl. ", "Jalan ", "Jl "])}{thing.Village.Streets[thing.Street]}";
        if (thing.Gang is not { } gang)
        {
            return street;
        }

        var said = GangAsSaid(gang, thing.Village.NameOfGang(thing.Street, gang));
        return draw.Chance(0.5) ? said : $"{street} {said}";
    }

    public string Padded(int number) => draw.Of([$"{number}", $"0{number}", $"00{number}"], text => 4 - text.Length);

    private string Matter(string text, string place)
    {
        if (place.Length == 0)
        {
            return text.Replace("{t}", "", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal).Trim(' ', ',');
        }

        if (!text.Contains("{t}", StringComparison.Ordinal))
        {
            return draw.Chance(0.5) ? text : $"{text}, {place}";
        }

        // Some say the place first, or last, whatever the sentence was.
        return text.StartsWith("{t}", StringComparison.Ordinal) ? text.Replace("{t}", place, StringComparison.Ordinal)
            : draw.Number(0, 9) switch
            {
                0 => $"{place} {Matter(text, "")}",
                1 or 2 => $"{Matter(text, "")} {At}{place}",
                _ => text.Replace("{t}", At + place, StringComparison.Ordinal),
            };
    }

    /// <summary>Before a place.</summary>
    private string At => Language switch
    {
        "jv" => draw.Of(["ing ", "nang ", "neng ", ""]),
        "kr" => "wonten ",
        "mix" => draw.Of(["di ", "nang ", ""]),
        _ => draw.Of(["di ", "di ", ""]),
    };

    private string Since(int days)
    {
        var (number, day, week, month) = Language switch
        {
            "jv" => (JavaneseBefore, "dino", "minggu", "wulan"),
            "kr" => (KramaBefore, "dinten", "minggu", "wulan"),
            _ => (Indonesian, "hari", "minggu", "bulan"),
        };
        var (count, unit) = days switch { < 7 => (days, day), < 30 => (days / 7, week), _ => (days / 30, month) };
        var counted = draw.Chance(0.5) ? count.ToString(CultureInfo.InvariantCulture) : number[count];
        return Say(bank.Surroundings.Where(part => part.Part == "since").Select(part => (part.Language, part.Text)).ToList()).Replace("{n}", counted, StringComparison.Ordinal).Replace("{u}", unit, StringComparison.Ordinal);
    }

    private string Around(string part) => Say(bank.Surroundings.Where(words => words.Part == part).Select(words => (words.Language, words.Text)).ToList());

    private string GangAsSaid(int number, string? name)
    {
        var form = name is not null ? "name" : draw.Of(["roman", "digit", "word"], way => way == "word" ? 1 : 4);
        return Say("gang", form, text => text.Replace("{n}", name ?? form switch
        {
            "roman" => Roman[number],
            "digit" => number.ToString(CultureInfo.InvariantCulture),
            _ => (Language is "jv" or "kr" ? Javanese : Indonesian)[number],
        }, StringComparison.Ordinal));
    }

    private string NameOf(Landmark landmark)
        => draw.Of(bank.Landmarks[landmark.Sort].ToList()).Replace("{m}", landmark.Mosque, StringComparison.Ordinal).Replace("{v}", landmark.Spot.Village.Name.Name, StringComparison.Ordinal);

    private string RelationOf(Spot thing, Spot landmark)
    {
        var metres = thing.MetresTo(landmark);
        if (metres < 15 || draw.Chance(0.3))
        {
            return metres < 15 ? "front" : "near";
        }

        var east = thing.East - landmark.East;
        var north = thing.North - landmark.North;
        return Math.Abs(east) > Math.Abs(north) ? (east > 0 ? "east" : "west") : north > 0 ? "north" : "south";
    }

    private string Say(string sort, string form, Func<string, string> fill)
        => fill(Say(bank.Sayings.Where(saying => saying.Sort == sort && saying.Form == form).Select(saying => (saying.Language, saying.Text)).ToList()));

    /// <summary>In the reporter's language, or a neighbour of it.</summary>
    private string Say(List<(string Language, string Text)> ways)
    {
        var own = ways.FindAll(way => Language switch { "kr" => way.Language is "kr" or "jv", "mix" => way.Language is "mix" or "id" or "jv", _ => way.Language == Language });
        return draw.Of(own.Count > 0 ? own : ways).Text;
    }
}
