namespace PlanningPlatform.Complaints.Domain;

/// <summary>
/// The limits of one regulation, in working days, from a day on. Each complaint keeps the profile that was in force when its clock
/// began, so that a new regulation moves nobody's deadline.
/// </summary>
internal sealed class RegulationProfile
{
    public required string Code { get; init; }

    /// <summary>Shown beside every clock.</summary>
    public required string Name { get; init; }

    /// <summary>Where the numbers stand; <c>(?)</c> behind what could not be verified.</summary>
    public required string LegalBasis { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Verify and forward.</summary>
    public required int ForwardDays { get; init; }

    /// <summary>The agency's first follow-up.</summary>
    public required int FollowUpDays { get; init; }

    public required int InformationDays { get; init; }
    public required int OrdinaryDays { get; init; }
    public required int MisconductDays { get; init; }

    /// <summary>Closed by itself when the reporter stays silent after the answer.</summary>
    public required int AutoCloseDays { get; init; }

    /// <summary>How long after the answer or the closing a reporter can reopen, once. [ours]</summary>
    public required int ReopenDays { get; init; }

    /// <summary>Of a limit's time, in percent. [ours]</summary>
    public required int WarnAtPercent { get; init; }

    /// <summary>When the leaders hear of it: of the time to finish, in percent, over 100. [ours]</summary>
    public required int LeaderAtPercent { get; init; }

    public int FinishDays(ClockClass clock) => clock switch
    {
        ClockClass.Information => InformationDays,
        ClockClass.Ordinary => OrdinaryDays,
        ClockClass.Misconduct => MisconductDays,
        _ => throw new ArgumentOutOfRangeException(nameof(clock), clock, "An emergency has minutes, not days."),
    };
}
