using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Features.Own;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Setup;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Notifications.Contracts;

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
        builder.Services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        builder.Services.AddSingleton<UnknownAccount>();
        builder.Services.AddScoped<Lockout>();
        builder.Services.AddSingleton<AttemptsOfOneCaller>();
        builder.Services.AddScoped<PasswordCheck>();

        builder.Services.AddSingleton<SignInChallenge>();
        builder.Services.AddScoped<SecondFactors>();
        builder.Services.AddScoped<SecondFactorCheck>();

        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddScoped<KeyRotation>();
        builder.Services.AddScoped<Grants>();
        builder.Services.AddScoped<AccessTokens>();
        builder.Services.AddScoped<Sessions>();

        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Audit>();
        builder.Services.AddScoped<Administrator>();
        builder.Services.AddScoped<AccountChange>();
        builder.Services.AddScoped<PasswordLinks>();
        builder.Services.AddSingleton<NotificationSeal>();
        builder.Services.AddScoped<AccountNotices>();
        builder.Services.AddScoped<ForgottenPasswords>();
        builder.Services.AddScoped<OwnAccount>();
        builder.Services.AddSingleton<AccountFields>();

        builder.Services.AddSingleton<SetupLinkFile>();
        builder.Services.AddHostedService<PrepareAtStart>();
        builder.Services.AddHostedService<AnswerForgottenPasswords>();
        builder.Services.AddScoped<Retention>();
        builder.Services.AddSingleton<Housekeeping>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Housekeeping>());

        // This service asks itself, not its own address, for the keys.
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<SigningKeys>((bearer, keys) => bearer.ConfigurationManager = keys);
    }
}
