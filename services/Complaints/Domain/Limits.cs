using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>
/// Until when each step of a complaint is due, and from when each is near. All run from the same start and wait together while
/// the reporter is asked.
/// </summary>
internal sealed record Limits
{
    public required DateTimeOffset ForwardWarnAt { get; init; }
    public required DateTimeOffset ForwardBy { get; init; }
    public required DateTimeOffset FollowUpWarnAt { get; init; }
    public required DateTimeOffset FollowUpBy { get; init; }
    public required DateTimeOffset FinishWarnAt { get; init; }
    public required DateTimeOffset FinishBy { get; init; }

    /// <summary>When what is still open is the leaders' business.</summary>
    public required DateTimeOffset LeaderAt { get; init; }

    /// <summary>The city's own promise; null without one.</summary>
    public required DateTimeOffset? LocalTargetBy { get; init; }

    /// <summary>An emergency: minutes by the wall clock, day and night; somebody is called by then.</summary>
    public static Limits InMinutes(int minutes, RegulationProfile profile, DateTimeOffset start)
    {
        var (warn, by) = (start.AddMinutes(minutes * profile.WarnAtPercent / 100.0), start.AddMinutes(minutes));
        return new()
        {
            ForwardWarnAt = warn, ForwardBy = by, FollowUpWarnAt = warn, FollowUpBy = by, FinishWarnAt = warn, FinishBy = by,
            LeaderAt = start.AddMinutes(minutes * profile.LeaderAtPercent / 100.0), LocalTargetBy = null,
        };
    }

    /// <summary>Working days, each until the office closes; what is near and what is very late is counted in office time.</summary>
    public static Limits InWorkingDays(CategoryRule rule, RegulationProfile profile, DateTimeOffset start, OfficeTime office)
    {
        var (forwardBy, followUpBy) = (office.CloseOfWorkingDay(start, profile.ForwardDays), office.CloseOfWorkingDay(start, profile.FollowUpDays));
        var finishBy = office.CloseOfWorkingDay(start, profile.FinishDays(rule.Clock));
        return new()
        {
            ForwardWarnAt = At(profile.WarnAtPercent, forwardBy), ForwardBy = forwardBy,
            FollowUpWarnAt = At(profile.WarnAtPercent, followUpBy), FollowUpBy = followUpBy,
            FinishWarnAt = At(profile.WarnAtPercent, finishBy), FinishBy = finishBy,
            LeaderAt = At(profile.LeaderAtPercent, finishBy),
            LocalTargetBy = rule.LocalTargetDays is { } days ? office.CloseOfWorkingDay(start, days) : null,
        };

        DateTimeOffset At(int percent, DateTimeOffset by) => office.Add(start, office.Between(start, by) * percent / 100);
    }

    /// <summary>The clock stood still: what had not passed when it stopped comes as much office time later.</summary>
    public Limits AfterPause(DateTimeOffset from, DateTimeOffset to, OfficeTime office)
    {
        return this with
        {
            ForwardWarnAt = Later(ForwardWarnAt), ForwardBy = Later(ForwardBy),
            FollowUpWarnAt = Later(FollowUpWarnAt), FollowUpBy = Later(FollowUpBy),
            FinishWarnAt = Later(FinishWarnAt), FinishBy = Later(FinishBy),
            LeaderAt = Later(LeaderAt),
            LocalTargetBy = LocalTargetBy is { } target ? Later(target) : null,
        };

        DateTimeOffset Later(DateTimeOffset limit) => limit <= from ? limit : office.Add(to, office.Between(from, limit));
    }
}
