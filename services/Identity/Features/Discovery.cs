using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity.Features;

/// <summary>OpenID Connect discovery: where the keys are. Services read this and nothing else, so any other provider can stand here.</summary>
internal static class Discovery
{
    public static IResult Configuration(HttpRequest request, HttpResponse response, IOptions<IdentitySettings> settings)
    {
        // Through the gateway, whose mark no caller can remove, the configured address, whatever a caller names as the host. Services inside ask this
        // service by an address of their own, and find the keys there, too.
        var here = request.Headers.ContainsKey("X-Forwarded-Proto") ? settings.Value.Issuer.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
        response.Headers.CacheControl = "no-store";
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = settings.Value.Issuer,
            ["jwks_uri"] = $"{here}/.well-known/jwks.json",
            // No authorization_endpoint: nobody is sent here by a browser, and "none" is what there is then (OAuth 2.0 Multiple Response Types, 4).
            ["response_types_supported"] = (string[])["none"],
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
