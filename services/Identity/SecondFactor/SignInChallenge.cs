using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.SecondFactor;

/// <summary>
/// Says that the password was right and the code is still missing. Encrypted, so that nothing is kept and every replica reads it;
/// void after a few minutes, and when the password changes.
/// </summary>
internal sealed class SignInChallenge(IDataProtectionProvider protection, IOptions<IdentitySettings> settings, TimeProvider time)
{
    public const int Longest = 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("Identity.SignInChallenge.v1");

    public string Create(Account account)
        => _protector.Protect(JsonSerializer.Serialize(new Content(account.Id, account.SecurityStamp, time.GetUtcNow() + settings.Value.ChallengeLifetime)));

    /// <returns>Whose it is; null for one that was made up or is over.</returns>
    public (Guid AccountId, string Stamp)? Read(string challenge)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(_protector.Unprotect(challenge)) is { } content && content.ExpiresAt > time.GetUtcNow()
                ? (content.AccountId, content.Stamp)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Content(Guid AccountId, string Stamp, DateTimeOffset ExpiresAt);
}
