using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity.Features;

/// <summary>OpenID Connect discovery: where the keys are. Services read this and nothing else, so any other provider can stand here.</summary>
internal static class Discovery
{
    public static IResult Configuration(HttpRequest request, IOptions<IdentitySettings> settings)
    {
        // The address that was asked, so that it works inside and, through the gateway, outside.
        var scheme = request.Headers["X-Forwarded-Proto"] is [{ } forwarded] ? forwarded : request.Scheme;
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = settings.Value.Issuer,
            ["jwks_uri"] = $"{scheme}://{request.Host}/.well-known/jwks.json",
            ["id_token_signing_alg_values_supported"] = (string[])["ES256"],
            ["subject_types_supported"] = (string[])["public"],
            ["claims_supported"] = (string[])["sub", "sid", "preferred_username", "role", "unit", "region", "agency", "grant", "acting_grant", "acting_for", "must"],
        });
    }

    /// <summary>The public halves only.</summary>
    public static async Task<IResult> KeysAsync(SigningKeys keys, CancellationToken cancellationToken)
        => Results.Json(new
        {
            keys = (await keys.ReadAsync(cancellationToken)).Published.Select(JsonWebKeyConverter.ConvertFromECDsaSecurityKey)
                .Select(key => new { kty = key.Kty, use = "sig", alg = "ES256", kid = key.Kid, crv = key.Crv, x = key.X, y = key.Y }),
        });
}
