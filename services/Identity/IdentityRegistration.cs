using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Setup;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity;

internal static class IdentityRegistration
{
    private const long LargestRequest = 64 * 1024;

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        builder.Services.Configure<IdentitySettings>(builder.Configuration.GetSection("Identity"));
        builder.Services.Configure<DemoSettings>(builder.Configuration.GetSection("Demo"));

        // OWASP's figure for PBKDF2 with SHA-512 (Password Storage Cheat Sheet, 2023).
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        builder.Services.AddIdentityCore<Account>().AddEntityFrameworkStores<IdentityDb>();
        builder.Services.AddSingleton<UnknownAccount>();
        builder.Services.AddScoped<Lockout>();
        builder.Services.AddScoped<PasswordCheck>();

        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddScoped<Sessions>();
        builder.Services.AddSingleton<SetupLinkFile>();
        builder.Services.AddHostedService<PrepareAtStart>();

        // This service asks itself, not its own address, for the keys.
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<SigningKeys>((bearer, keys) => bearer.ConfigurationManager = keys);
    }
}
