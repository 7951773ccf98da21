namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>
/// The rules of the service from a day on: every number is the region's to change. Where <see cref="LegalBasis"/> names no regulation, they are a local
/// default.
/// </summary>
internal sealed class ServiceRules
{
    private readonly List<PurposeRule> _purposes = [];

    public required string Code { get; init; }
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The regulation, or "local default".</summary>
    public required string LegalBasis { get; init; }

    /// <summary>How far ahead a trip can be booked, and how far a repetition goes on, in days.</summary>
    public required int MostDaysAhead { get; init; }

    public required int MostRepeatDays { get; init; }

    /// <summary>How long before its window begins a resident has to book, in minutes.</summary>
    public required int LeastMinutesAhead { get; init; }

    /// <summary>How many trips (there and back is one) a telephone number can have within any seven days; an office can book more.</summary>
    public required int MostTripsInSevenDays { get; init; }

    /// <summary>How long before the window somebody is reminded, in minutes.</summary>
    public required int RemindMinutesBefore { get; init; }

    /// <summary>A position that is older is not trusted, in minutes.</summary>
    public required int StaleAfterMinutes { get; init; }

    /// <summary>How long a driver works on one day, and drives without a rest of half an hour, in minutes. UU 22/2009 Pasal 90 (8 hours, 4 hours), written for public transport; taken over here.</summary>
    public required int MostWorkMinutes { get; init; }

    public required int MostDrivingMinutes { get; init; }

    /// <summary>How long people take to get in and out, and how long a visit lasts, in minutes.</summary>
    public required int StopMinutes { get; init; }

    public required int VisitMinutes { get; init; }

    /// <summary>How many minutes a shared ride may take somebody beyond the direct way.</summary>
    public required int MostDetourMinutes { get; init; }

    /// <summary>A request that has waited so long while no dispatcher looked alarms, in minutes.</summary>
    public required int UnmannedAfterMinutes { get; init; }

    /// <summary>How many units each village is to have by the end of this year.</summary>
    public required int TargetUnitsPerVillage { get; init; }

    public required int TargetYear { get; init; }

    public IReadOnlyList<PurposeRule> Purposes => _purposes;

    public ServiceRules With(IEnumerable<PurposeRule> purposes)
    {
        _purposes.AddRange(purposes);
        return this;
    }

    public PurposeRule? Purpose(string? code) => _purposes.Find(purpose => purpose.Code == code);
}

public enum Approval
{
    None,

    /// <summary>The lurah of the village where they are fetched.</summary>
    VillageHead,
}

/// <summary>What a trip can be for: coarse on purpose, because a reason can reveal an illness.</summary>
internal sealed class PurposeRule
{
    public string RulesCode { get; init; } = "";

    /// <summary>Stable: <c>Health</c>.</summary>
    public required string Code { get; init; }

    public required string Indonesian { get; init; }
    public required string English { get; init; }

    /// <summary>False for what a Mobmas is not for: it is named in the list so that people read what to do instead.</summary>
    public required bool IsAllowed { get; init; }

    public required Approval Approval { get; init; }
    public required int Order { get; init; }
}
