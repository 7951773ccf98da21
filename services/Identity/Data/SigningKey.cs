namespace PlanningPlatform.Identity.Data;

/// <summary>A key that signs access tokens from a moment on, until the next one does.</summary>
internal sealed class SigningKey
{
    /// <summary>1 is the first. As the primary key it lets only one of several instances make it.</summary>
    public required int Generation { get; init; }

    public required string KeyId { get; init; }

    /// <summary>PKCS#8, encrypted with Data Protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Published before, so that every service knows it when the first token signed with it arrives.</summary>
    public required DateTimeOffset SignsFrom { get; init; }
}
