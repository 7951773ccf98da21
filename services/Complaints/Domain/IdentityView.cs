namespace PlanningPlatform.Complaints.Domain;

/// <summary>Somebody looked at who reported: never changed, never removed before the complaint's contact is.</summary>
internal sealed class IdentityView
{
    public const int LongestReason = 300;

    private IdentityView()
    {
    }

    public long Sequence { get; private init; }
    public Guid ComplaintId { get; private init; }

    /// <summary>User name.</summary>
    public string Viewer { get; private init; } = "";

    /// <summary>The agency for which they looked; null at the desk.</summary>
    public string? AgencyCode { get; private init; }

    /// <summary>Why, in their words.</summary>
    public string Reason { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public static IdentityView Of(Complaint complaint, string viewer, string? agencyCode, string reason, DateTimeOffset now)
        => new() { ComplaintId = complaint.Id, Viewer = viewer, AgencyCode = agencyCode, Reason = reason, At = now };
}
