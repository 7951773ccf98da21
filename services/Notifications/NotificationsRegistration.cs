using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Sending;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Notifications;

internal static class NotificationsRegistration
{
    private const long LargestRequest = 64 * 1024;

    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestRequest);
        var services = builder.Services;
        services.Configure<NotificationSettings>(builder.Configuration.GetSection("Notifications"));
        services.AddSingleton<NotificationSeal>();
        services.AddSingleton<RecipientHashes>();
        services.AddHostedService(provider => provider.GetRequiredService<RecipientHashes>());
        services.AddSingleton(provider => new Rendering(provider.GetRequiredService<Regency>(), builder.Configuration["PublicAddress"] ?? "http://127.0.0.1:8080"));
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<NotificationSettings>>().Value;
            return new QuietHours(settings.QuietFrom, settings.QuietUntil, provider.GetRequiredService<Regency>().TimeZone);
        });

        // How long a provider may take is the sender's business. It is where the settings say, not where an answer leads to.
        services.AddHttpClient(Providers.HttpClient, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<SmtpProvider>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<Providers>();
        services.AddScoped<SendOne>();
        services.AddHostedService<SendWhatIsDue>();
        services.AddHostedService<ForgetWhatIsOld>();
    }
}
