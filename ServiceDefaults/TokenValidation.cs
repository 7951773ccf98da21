using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace PlanningPlatform.ServiceDefaults;

public static class TokenValidation
{
    public const string Audience = "planningplatform";

    /// <summary>
    /// Access tokens are checked against the keys that the identity service publishes (OpenID Connect discovery), so a city's own
    /// sign-on can take its place. Roles count where a grant says so (<see cref="Grant"/>). An endpoint without a policy of its own refuses everybody.
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
            // A key that leaked is withdrawn by leaving it out; one that is unknown is asked for, but not by every made-up token.
            bearer.AutomaticRefreshInterval = TimeSpan.FromMinutes(10);
            bearer.RefreshInterval = TimeSpan.FromSeconds(5);
            bearer.TokenValidationParameters.ValidAudience = Audience;
            bearer.TokenValidationParameters.ValidAlgorithms = ["ES256"];
            bearer.TokenValidationParameters.NameClaimType = "preferred_username";
            bearer.TokenValidationParameters.RoleClaimType = "role";
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        });
        // The library would go on accepting, for an hour, keys that are no longer published.
        services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
        {
            if (bearer.ConfigurationManager is BaseConfigurationManager published)
            {
                published.UseLastKnownGoodConfiguration = false;
            }
        });
        services.AddSingleton<IClaimsTransformation, RolesByGrant>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }
}
