using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.ServiceDefaults;

public static class TokenValidation
{
    public const string Audience = "planningplatform";

    /// <summary>
    /// Access tokens are checked against the keys that the identity service publishes (OpenID Connect discovery), so a city's own
    /// sign-on can take its place. An endpoint without a policy of its own refuses everybody.
    /// </summary>
    internal static void AddTokenValidation(this IServiceCollection services, IConfiguration configuration)
    {
        var elsewhere = configuration["Identity:Authority"];
        var authority = (elsewhere ?? ServiceClients.AddressOf("identity").ToString()).TrimEnd('/');
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MetadataAddress = $"{authority}/.well-known/openid-configuration";
            bearer.RequireHttpsMetadata = !authority.StartsWith("http://", StringComparison.Ordinal);
            bearer.BackchannelHttpHandler = elsewhere is null ? ServiceClients.HandlerFor(configuration, "identity") : null;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters.ValidAudience = Audience;
            bearer.TokenValidationParameters.ValidAlgorithms = ["ES256"];
            bearer.TokenValidationParameters.NameClaimType = "preferred_username";
            bearer.TokenValidationParameters.RoleClaimType = "role";
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }
}
