namespace PlanningPlatform.Complaints.Matching;

/// <summary>What a word does in a report.</summary>
public enum WordKind
{
    /// <summary>No row of the lexicon has it: a name, or a word nobody thought of.</summary>
    Unknown,

    /// <summary>What is wrong.</summary>
    Matter,

    /// <summary>A landmark (patokan) that hardly ever is what is wrong itself.</summary>
    Site,

    /// <summary>A landmark after a word such as "depan", otherwise what is wrong: a market, a tree.</summary>
    Place,

    /// <summary>Where something lies as seen from a landmark.</summary>
    Relation,

    /// <summary>Introduces a name or number: gang, RT, RW, jalan, nomor, kelurahan.</summary>
    Marker,

    /// <summary>The name of a village, which the city gave: whoever compares two reports knows their villages.</summary>
    Village,

    /// <summary>A gang by its name, together with the word "gang".</summary>
    GangName,

    Number,

    /// <summary>What is counted: days, weeks, months, years.</summary>
    Unit,

    Not,

    /// <summary>Says neither what nor where.</summary>
    Stop,
}

/// <summary>What the lexicon knows of a form.</summary>
/// <param name="Concept">What it stands for, whatever language or spelling it came in.</param>
/// <param name="Weight">How much it says about which thing is meant; of a unit, its days.</param>
/// <param name="IsGuess">The word is only near a form. After "jalan" it may be a name: Jl. Veteran is no meteran.</param>
internal sealed record Entry(string Concept, WordKind Kind, float Weight, bool IsGuess = false);

/// <summary>A word as it was written, folded, and what it means.</summary>
internal sealed record Form(string Raw, Entry Entry);
