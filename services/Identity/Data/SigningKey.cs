namespace PlanningPlatform.Identity.Data;

/// <summary>A key that signs access tokens. The newest generation signs, all are published.</summary>
internal sealed class SigningKey
{
    /// <summary>1 is the first. As the primary key it lets only one of two instances that start together make it.</summary>
    public required int Generation { get; init; }

    public required string KeyId { get; init; }

    /// <summary>PKCS#8, encrypted with Data Protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
