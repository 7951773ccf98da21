using System.Security.Cryptography;
using System.Text;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>What a client of Open311 posts with. Only a hash of it is kept: it has 160 random bits, so nobody finds it by trying.</summary>
internal sealed class Open311Key
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Leaves room for the prefix where complaints name who took them in.</summary>
    public const int LongestClient = 80;

    private Open311Key()
    {
    }

    public Guid Id { get; private init; }
    public byte[] KeyHash { get; private init; } = [];

    /// <summary>The application's name. A second key of the same name is the same client's: its requests stay its own when a key is replaced.</summary>
    public string Client { get; private init; } = "";

    /// <summary>How to reach whoever runs it.</summary>
    public string Contact { get; private init; } = "";

    public int RequestsPerMinute { get; private init; }

    /// <summary>The version of the privacy notice of which the client stated that its users read it before they leave a contact; null: it stated nothing.</summary>
    public string? PrivacyNotice { get; private init; }

    /// <summary>Counts with the demo only.</summary>
    public bool IsDemo { get; private init; }

    /// <summary>User name.</summary>
    public string IssuedBy { get; private init; } = "";

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>User name.</summary>
    public string? RevokedBy { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The day only: what a client does when is nobody's business.</summary>
    public DateOnly? LastUsedOn { get; private init; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    /// <summary>As complaints and timelines name the client: no account is called so.</summary>
    public string TakenBy => $"open311:{Client}";

    public static string Draw() => RandomNumberGenerator.GetString(Alphabet, 32);

    public static byte[] HashOf(string apiKey) => SHA256.HashData(Encoding.UTF8.GetBytes(apiKey));

    public static Open311Key Issue(string apiKey, string client, string contact, int requestsPerMinute, string? privacyNotice, string actor, DateTimeOffset now, bool isDemo = false) => new()
    {
        Id = Guid.CreateVersion7(now),
        KeyHash = HashOf(apiKey),
        Client = client,
        Contact = contact,
        RequestsPerMinute = requestsPerMinute,
        PrivacyNotice = privacyNotice,
        IsDemo = isDemo,
        IssuedBy = actor,
        IssuedAt = now,
        Version = 1,
    };

    public void Revoke(string actor, DateTimeOffset now)
    {
        (RevokedBy, RevokedAt) = (RevokedBy ?? actor, RevokedAt ?? now);
        Version++;
    }
}
