using PlanningPlatform.Identity.Data;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Identity.Features.Acting;

internal enum ActingState
{
    Planned,
    Running,
    Over,
}

/// <param name="Username">Who acts.</param>
/// <param name="ForUsername">Whose office it is.</param>
/// <param name="From">First day, in the region's time zone.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="EndedAt">When it was ended before its last day.</param>
internal sealed record ActingAnswer(
    Guid Id, string Username, string ForUsername, ActingKind Kind, string Decree, DateOnly From, DateOnly Until, ActingState State, string RegisteredBy, DateTimeOffset? EndedAt)
{
    public static ActingAnswer Of(ActingAppointment acting, string userName, string forUserName, RegionTimeZone zone, DateTimeOffset now)
    {
        var today = zone.DateOf(now);
        var state = acting.EndedAt is not null || acting.Until < today ? ActingState.Over : acting.From > today ? ActingState.Planned : ActingState.Running;
        return new(acting.Id, userName, forUserName, acting.Kind, acting.Decree, acting.From, acting.Until, state, acting.RegisteredBy, acting.EndedAt);
    }
}
