using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Testing;

/// <summary>
/// Stands where the identity service or a city's own sign-on stands: publishes its key by OpenID Connect discovery on a free
/// loopback port and issues tokens with the claims that services read. Pass <see cref="Authority"/> as <c>Identity:Authority</c>.
/// </summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private static readonly Lazy<Task<TestIssuer>> Shared = new(StartAsync);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningCredentials _credentials;
    private readonly WebApplication _app;

    private TestIssuer()
    {
        _credentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = "test" }, SecurityAlgorithms.EcdsaSha256);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", Configuration);
        _app.MapGet("/.well-known/jwks.json", Keys);
    }

    /// <summary>Its address, which is also the issuer that tokens name.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>The issuer of this test process, started when it is first asked for.</summary>
    public static Task<TestIssuer> SharedAsync() => Shared.Value;

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._app.StartAsync();
        issuer.Authority = issuer._app.Urls.Single();
        return issuer;
    }

    /// <summary>A token, good for ten minutes, of an account that has these roles in the whole demo city (a crew every unit) and is called like the first.</summary>
    public string Token(params string[] roles)
        => TokenOf(roles[0], [.. roles.Select(role => $"{role} region={RegionRegistration.DefaultCode}{(role == Roles.Crew ? " unit=*" : "")}")]);

    /// <summary>A token as the identity service writes it for somebody with these assignments.</summary>
    /// <param name="grants">Each a role with its scopes: <c>crew region=35.71 unit=MB-09</c>.</param>
    public string TokenOf(string userName, params string[] grants)
        => Token(userName, [.. grants.SelectMany(grant => grant.Split(' ').Skip(1).Select(scope => scope.Split('=')).Select(scope => new Claim(scope[0], scope[1]))
            .Prepend(new Claim("role", grant.Split(' ')[0])).Append(new Claim(Grant.ClaimType, grant))).DistinctBy(claim => (claim.Type, claim.Value))]);

    /// <param name="userName">Becomes <c>preferred_username</c>, the actor on timelines.</param>
    /// <param name="claims">Whatever they say, also what the identity service would not: a role without a grant. Several of one type become an array.</param>
    public string Token(string userName, params Claim[] claims) => Token(userName, TimeSpan.FromMinutes(10), claims);

    /// <inheritdoc cref="Token(string, Claim[])"/>
    /// <param name="lifetime">For a test that moves the service's clock.</param>
    public string Token(string userName, TimeSpan lifetime, params Claim[] claims)
    {
        var now = TimeProvider.System.GetUtcNow();
        var content = claims.GroupBy(claim => claim.Type)
            .ToDictionary(group => group.Key, object (group) => group.Count() == 1 ? group.First().Value : group.Select(claim => claim.Value).ToArray());
        content[JwtRegisteredClaimNames.Sub] = Guid.CreateVersion7(now).ToString();
        content[JwtRegisteredClaimNames.PreferredUsername] = userName;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = TokenValidation.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(lifetime).UtcDateTime,
            Claims = content,
            SigningCredentials = _credentials,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Configuration() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Authority,
        ["jwks_uri"] = $"{Authority}/.well-known/jwks.json",
        ["id_token_signing_alg_values_supported"] = (string[])["ES256"],
    });

    private IResult Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return Results.Json(new
        {
            keys = new[] { new { kty = "EC", use = "sig", alg = "ES256", kid = "test", crv = "P-256", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } },
        });
    }
}
