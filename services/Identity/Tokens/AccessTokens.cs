using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>Access tokens: JWT, ES256, short-lived, checked by every service on its own.</summary>
internal sealed class AccessTokens(SigningKeys keys, Grants grants, IOptions<IdentitySettings> settings, TimeProvider time)
{
    /// <summary>What its bearer may do now, for at most as long as that stays so.</summary>
    /// <returns>The token and its lifetime.</returns>
    public async Task<(string Token, TimeSpan Lifetime)> CreateAsync(Account account, Guid sessionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var granted = await grants.OfAsync(account, cancellationToken);
        // Several claims of one type become an array.
        var content = granted.Claims.GroupBy(claim => claim.Type)
            .ToDictionary(group => group.Key, object (group) => group.Count() == 1 ? group.First().Value : group.Select(claim => claim.Value).ToArray());
        content[JwtRegisteredClaimNames.Sub] = account.Id.ToString();
        content[JwtRegisteredClaimNames.PreferredUsername] = account.UserName;
        content[JwtRegisteredClaimNames.Sid] = sessionId.ToString();
        var expires = now + settings.Value.AccessTokenLifetime;
        if (granted.ChangesAt < expires)
        {
            expires = granted.ChangesAt.Value;
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Value.Issuer,
            Audience = TokenValidation.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = content,
            SigningCredentials = new((await keys.ReadAsync(cancellationToken)).Signing, SecurityAlgorithms.EcdsaSha256),
        });
        return (token, expires - now);
    }
}
