namespace PlanningPlatform.Complaints.Data;

/// <summary>
/// Remembers what an <c>Idempotency-Key</c> was answered with. Its primary key makes twins that arrive together one complaint:
/// the second insert waits for the first and fails.
/// </summary>
internal sealed class IntakeKey
{
    public required byte[] KeyHash { get; init; }
    public required byte[] RequestHash { get; init; }

    /// <summary>The whole answer, encrypted because the tracking secret is in it.</summary>
    public required string ProtectedAnswer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
