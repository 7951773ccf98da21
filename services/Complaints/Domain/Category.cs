namespace PlanningPlatform.Complaints.Domain;

/// <summary>What a complaint is about. Who takes it, by when and with what help is in its <see cref="CategoryRule"/>s. Data, not code: a city edits both.</summary>
internal sealed class Category
{
    private readonly List<CategoryRule> _rules = [];

    public required string Code { get; init; }
    public required string Name { get; set; }
    public required ComplaintKind Kind { get; set; }

    public required PublicDetail PublicDetail { get; set; }

    /// <summary>Questions that belong to this category only: which danger, which lamp post.</summary>
    public IReadOnlyList<CategoryAttribute> Attributes { get; set; } = [];

    public IReadOnlyList<CategoryRule> Rules => _rules;

    /// <summary>The rule in force on a day, or, before the first one begins, the first.</summary>
    public CategoryRule RuleOn(DateOnly date)
        => _rules.Where(rule => rule.EffectiveFrom <= date).MaxBy(rule => rule.EffectiveFrom) ?? _rules.MinBy(rule => rule.EffectiveFrom)!;

    public void Add(CategoryRule rule) => _rules.Add(rule);
}

/// <summary>How much of a complaint that is not secret everybody sees.</summary>
public enum PublicDetail
{
    /// <summary>It is about a thing: text, point and street.</summary>
    Everything,

    /// <summary>It is about a person, whom text and place would give away: category, village, state and times only. [ours]</summary>
    VillageOnly,
}

/// <summary>What somebody says; each kind has its legal limit.</summary>
public enum ComplaintKind
{
    /// <summary>Pengaduan.</summary>
    Complaint,

    /// <summary>Aspirasi: can become a proposal.</summary>
    Aspiration,

    /// <summary>Permintaan informasi.</summary>
    InformationRequest,
}

/// <summary>How a category is handled from a day on.</summary>
internal sealed class CategoryRule
{
    public required string CategoryCode { get; init; }
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Agencies that usually take it, lead first: <c>BPBD+DLHKP</c>.</summary>
    public required string AgencyCodes { get; init; }

    public required ClockClass Clock { get; init; }

    /// <summary>Minutes from receipt until somebody is called; only for <see cref="ClockClass.Emergency"/>.</summary>
    public int? ClockMinutes { get; init; }

    /// <summary>A shorter promise of the city in working days; null without one. [ours]</summary>
    public int? LocalTargetDays { get; init; }

    /// <summary>The same in words: <c>3 hari</c>.</summary>
    public string? LocalTarget { get; init; }

    public required MobileUnitHelp MobileUnit { get; init; }
    public bool PhotoOnClosing { get; init; }

    /// <summary>Whoever reports misconduct (berkadar pengawasan) is protected whatever they chose.</summary>
    public bool ForcesSecret { get; init; }

    public bool IsEmergency => Clock == ClockClass.Emergency;

    public string LeadAgencyCode => AgencyCodes.Split('+')[0];

    /// <summary>A report of misconduct never reaches those whom it accuses: it goes to whom the category names, the Inspektorat, and to nobody else.</summary>
    public bool MayGoTo(Agency agency) => !ForcesSecret || AgencyCodes.Split('+').Contains(agency.Code);

    /// <summary>A Mobmas is refused for emergencies: the ambulance comes, and waiting for a van would cost minutes.</summary>
    public bool RefusesMobileUnit => MobileUnit == MobileUnitHelp.Refused || (IsEmergency && MobileUnit != MobileUnitHelp.AfterAssessment);
}

/// <summary>Which limit of the regulation a category falls under.</summary>
public enum ClockClass
{
    /// <summary>Minutes, day and night.</summary>
    Emergency,
    Information,
    Ordinary,

    /// <summary>Berkadar pengawasan.</summary>
    Misconduct,
}

/// <summary>Whether a Mobmas helps with complaints of a category.</summary>
public enum MobileUnitHelp
{
    No,
    Welcome,

    /// <summary>After an assessment, and accompanied.</summary>
    AfterAssessment,

    /// <summary>Never: an emergency needs the ambulance, and a Mobmas would cost it minutes.</summary>
    Refused,
}

/// <summary>One question of a category. Names and types are Open311's (GeoReport v2, service definition).</summary>
/// <param name="Code">Unique within the category: <c>bahaya</c>.</param>
/// <param name="Question">In Indonesian, as people read it.</param>
/// <param name="Values">What can be chosen; empty unless it is a list.</param>
internal sealed record CategoryAttribute(string Code, string Question, AttributeType Type, bool Required, IReadOnlyList<AttributeValue> Values);

/// <param name="Key">What is stored: <c>kabel</c>.</param>
/// <param name="Name">What people read: <c>Kena kabel listrik</c>.</param>
internal sealed record AttributeValue(string Key, string Name);

/// <summary>Open311's data types.</summary>
internal enum AttributeType
{
    String,
    Number,
    DateTime,
    Text,
    SingleValueList,
    MultiValueList,
}

/// <summary>An agency (perangkat daerah) or somebody outside that complaints are forwarded to.</summary>
internal sealed class Agency
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
}
