namespace PlanningPlatform.Complaints.Domain;

/// <summary>What a complaint is about, and what follows from that. Data, not code: a city edits it.</summary>
internal sealed class Category
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Agencies that usually take it, lead first: <c>BPBD+DLHKP</c>.</summary>
    public required string AgencyCodes { get; init; }

    /// <summary>Set for emergencies: minutes from receipt.</summary>
    public int? ClockMinutes { get; init; }

    /// <summary>Set for everything else: working days from receipt.</summary>
    public int? ClockWorkingDays { get; init; }

    /// <summary>A shorter promise of the city, in words; null without one.</summary>
    public string? LocalTarget { get; init; }

    public required MobileUnitHelp MobileUnit { get; init; }
    public bool PhotoOnClosing { get; init; }

    /// <summary>Whoever reports misconduct (berkadar pengawasan) is protected whatever they chose.</summary>
    public bool ForcesSecret { get; init; }

    public bool IsEmergency => ClockMinutes is not null;

    /// <summary>A report of misconduct never reaches those whom it accuses: it goes to whom the category names, the Inspektorat, and to nobody else.</summary>
    public bool MayGoTo(Agency agency) => !ForcesSecret || AgencyCodes.Split('+').Contains(agency.Code);

    /// <summary>A Mobmas is refused for emergencies: the ambulance comes, and waiting for a van would cost minutes.</summary>
    public bool RefusesMobileUnit => MobileUnit == MobileUnitHelp.Refused || (IsEmergency && MobileUnit != MobileUnitHelp.AfterAssessment);
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

/// <summary>An agency (perangkat daerah) or somebody outside that complaints are forwarded to.</summary>
internal sealed class Agency
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
}
