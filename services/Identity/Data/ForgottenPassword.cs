namespace PlanningPlatform.Identity.Data;

/// <summary>Somebody said that they forgot a password. Taken down as it came and looked at later, so that the answer does not depend on whether there is such an account.</summary>
internal sealed class ForgottenPassword
{
    public required Guid Id { get; init; }

    /// <summary>A user name or an e-mail address, or whatever else was typed; gone within seconds.</summary>
    public required string NormalizedName { get; init; }

    /// <summary>IP address of whoever asked, for the audit log.</summary>
    public required string? Address { get; init; }
}
