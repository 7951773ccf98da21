using System.Globalization;

namespace PlanningPlatform.ComplaintStreams;

/// <summary>Which part of the phrases a stream speaks in.</summary>
public enum PhrasePool
{
    /// <summary>What an engine may be tuned on.</summary>
    Tuning,

    /// <summary>Kept back: other words, other spellings, other names of places than any tuning seed uses.</summary>
    HeldOut,
}

/// <summary>How far a thing reaches, and so who reports it.</summary>
public enum Spread
{
    /// <summary>One spot: a lamp, a hole.</summary>
    Point,

    /// <summary>Felt by everybody within about 100 m, each of whom says where they themselves live.</summary>
    Area,

    /// <summary>One household's matter: no two reports are about the same thing, however alike they read.</summary>
    Person,
}

internal sealed record Kind(string Category, string Name, Spread Spread, bool IsUrgent, double Share);

internal sealed record Problem(string Category, string Kind, string Language, string Text);

internal sealed record Surrounding(string Part, string Category, string Language, string Text);

internal sealed record Saying(string Sort, string Form, string Language, string Text);

internal sealed record VillageName(string Name, string Code, double Latitude, double Longitude);

/// <summary>One pool of the phrases in the folder Phrases.</summary>
internal sealed class PhraseBank
{
    private static readonly Lazy<PhraseBank> TuningBank = new(() => new("T"));
    private static readonly Lazy<PhraseBank> HeldOutBank = new(() => new("H"));

    private PhraseBank(string pool)
    {
        Kinds = [.. Rows("kinds.csv").Select(row => new Kind(row[0], row[1], Enum.Parse<Spread>(row[2], ignoreCase: true), row[3] == "minutes", double.Parse(row[4], CultureInfo.InvariantCulture)))];
        Problems = [.. Of("problems.csv", pool).Select(row => new Problem(row[1], row[2], row[3], row[4]))];
        Surroundings = [.. Of("surroundings.csv", pool).Select(row => new Surrounding(row[1], row[2], row[3], row[4]))];
        Sayings = [.. Of("sayings.csv", pool).Select(row => new Saying(row[1], row[2], row[3], row[4]))];
        Villages = [.. Of("places.csv", pool).Where(row => row[1] == "village")
            .Select(row => new VillageName(row[2], row[3], double.Parse(row[4], CultureInfo.InvariantCulture), double.Parse(row[5], CultureInfo.InvariantCulture)))];
        Streets = Names("street", pool);
        Gangs = Names("gang", pool);
        Mosques = Names("mosque", pool);
        Landmarks = Of("landmarks.csv", pool).ToLookup(row => row[1], row => row[2]);
        Spellings = Of("spellings.csv", pool).ToLookup(row => row[1], row => row[2]);
    }

    public IReadOnlyList<Kind> Kinds { get; }
    public IReadOnlyList<Problem> Problems { get; }
    public IReadOnlyList<Surrounding> Surroundings { get; }
    public IReadOnlyList<Saying> Sayings { get; }
    public IReadOnlyList<VillageName> Villages { get; }
    public IReadOnlyList<string> Streets { get; }
    public IReadOnlyList<string> Gangs { get; }
    public IReadOnlyList<string> Mosques { get; }
    public ILookup<string, string> Landmarks { get; }
    public ILookup<string, string> Spellings { get; }

    /// <summary>Every word of every phrase, of names of landmarks and of spellings.</summary>
    public IEnumerable<string> Words => Problems.Select(problem => problem.Text)
        .Concat(Surroundings.Select(surrounding => surrounding.Text))
        .Concat(Sayings.Select(saying => saying.Text))
        .Concat(Landmarks.SelectMany(landmark => landmark))
        .Concat(Spellings.SelectMany(spelling => spelling))
        .SelectMany(text => text.ToLowerInvariant().Split([' ', ',', '.', '-', '/', '?'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => !word.Contains('{', StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal);

    public static PhraseBank Of(PhrasePool pool) => pool == PhrasePool.Tuning ? TuningBank.Value : HeldOutBank.Value;

    private static List<string> Names(string sort, string pool) => [.. Of("places.csv", pool).Where(row => row[1] == sort).Select(row => row[2])];

    private static IEnumerable<string[]> Of(string file, string pool) => Rows(file).Where(row => row[0] == pool);

    private static List<string[]> Rows(string file)
    {
        using var reader = new StreamReader(typeof(PhraseBank).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException(file));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(';'))];
    }
}
