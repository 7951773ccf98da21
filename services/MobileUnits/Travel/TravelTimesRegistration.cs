using Microsoft.Extensions.Options;

namespace PlanningPlatform.MobileUnits.Travel;

internal static class TravelTimesRegistration
{
    /// <summary><see cref="ITravelTimes"/> as the settings under <c>Travel:</c> say (docs/travel-times.md).</summary>
    public static void AddTravelTimes(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TravelSettings>().BindConfiguration("Travel").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TravelSettings>, TravelSettingsValidation>();

        // How long it may take is the asker's business. The service is where the settings say, not where an answer leads to; and what HttpClient
        // logs by itself names places.
        services.AddHttpClient(MatrixService.HttpClient, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<MatrixService>();
        services.AddSingleton<KnownDrives>();
        services.AddSingleton<Circuit>();
        services.AddSingleton<EstimatedTravelTimes>();
        services.AddSingleton<AskedTravelTimes>();
        services.AddSingleton<ITravelTimes>(provider => provider.GetRequiredService<IOptions<TravelSettings>>().Value.AsksAService
            ? provider.GetRequiredService<AskedTravelTimes>()
            : provider.GetRequiredService<EstimatedTravelTimes>());
        services.AddHealthChecks().AddCheck<TravelTimesHealthCheck>("travel-times");
    }
}
