using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tokens;

/// <summary>Access tokens: JWT, ES256, short-lived, checked by every service on its own.</summary>
internal sealed class AccessTokens(SigningKeys keys, IOptions<IdentitySettings> settings, TimeProvider time)
{
    /// <param name="account">Becomes <c>sub</c> and <c>preferred_username</c>.</param>
    /// <param name="claims">Its <c>role</c>, <c>unit</c>, <c>region</c> and <c>agency</c>; several of one type become an array.</param>
    public string Create(Account account, IEnumerable<Claim> claims)
    {
        var now = time.GetUtcNow();
        var content = claims.GroupBy(claim => claim.Type)
            .ToDictionary(group => group.Key, object (group) => group.Count() == 1 ? group.First().Value : group.Select(claim => claim.Value).ToArray());
        content[JwtRegisteredClaimNames.Sub] = account.Id.ToString();
        content[JwtRegisteredClaimNames.PreferredUsername] = account.UserName!;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Value.Issuer,
            Audience = TokenValidation.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + settings.Value.AccessTokenLifetime).UtcDateTime,
            Claims = content,
            SigningCredentials = keys.Credentials,
        });
    }
}
