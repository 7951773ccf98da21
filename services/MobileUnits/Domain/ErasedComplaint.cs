namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>
/// All that is remembered of an erasure, so that a request which is heard of later (a failed message that is replayed) does not bring the
/// details back. Kept for good: a failed message waits until somebody decides.
/// </summary>
internal sealed class ErasedComplaint
{
    public required Guid ComplaintId { get; init; }
    public required DateTimeOffset ErasedAt { get; init; }
}
