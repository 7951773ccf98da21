namespace PlanningPlatform.Complaints.Messages;

/// <summary>What somebody has said so far by WhatsApp or SMS; forgotten when they fall silent.</summary>
internal sealed class Conversation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>A keyed hash of the number: nobody who reads the database learns who writes.</summary>
    public required byte[] SenderHash { get; init; }

    /// <summary>The <see cref="Draft"/>, encrypted.</summary>
    public required string ProtectedDraft { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Grows by one with every message; of two at once the slower is read again.</summary>
    public int Version { get; set; }
}

/// <summary>A message that was taken in, so that the same delivery twice is answered the same and changes nothing.</summary>
internal sealed class TakenMessage
{
    public const int LongestId = 100;

    /// <summary>As the gateway numbers it.</summary>
    public required string Id { get; init; }

    /// <summary>What was answered, encrypted: a tracking secret may be in it.</summary>
    public required string ProtectedReplies { get; init; }

    public required DateTimeOffset TakenAt { get; init; }
}
