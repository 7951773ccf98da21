namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Where a request for a trip stands; the names of those on the way are those of <see cref="JourneyState"/>.</summary>
public enum RequestStatus
{
    /// <summary>In front of the dispatcher.</summary>
    Waiting,

    /// <summary>With a unit, which has not said anything yet.</summary>
    Assigned,

    /// <summary>Over: they have been brought, or the visit was made.</summary>
    Completed,

    /// <summary>Its purpose needs somebody's approval first.</summary>
    AwaitingApproval,

    /// <summary>A day plan has a unit for it, and nobody has said yes to that yet.</summary>
    Suggested,
    Accepted,
    EnRoute,

    /// <summary>The unit stands where they are fetched.</summary>
    Arrived,
    OnBoard,

    /// <summary>The unit came in vain and nobody goes again.</summary>
    Failed,
    Cancelled,

    /// <summary>Not approved.</summary>
    Rejected,
}

internal static class Statuses
{
    /// <summary>It waits for a unit.</summary>
    public static bool Waits(this RequestStatus status) => status is RequestStatus.Waiting or RequestStatus.Suggested;

    /// <summary>A unit has it.</summary>
    public static bool IsUnderWay(this RequestStatus status)
        => status is RequestStatus.Assigned or RequestStatus.Accepted or RequestStatus.EnRoute or RequestStatus.Arrived or RequestStatus.OnBoard;

    public static bool HasEnded(this RequestStatus status)
        => status is RequestStatus.Completed or RequestStatus.Failed or RequestStatus.Cancelled or RequestStatus.Rejected;
}
