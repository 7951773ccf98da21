using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PlanningPlatform.Regions;

public static class RegionRegistration
{
    /// <summary>Kota Kediri, the demo city.</summary>
    public const string DefaultCode = "35.71";

    /// <summary>
    /// Makes the city this installation serves available as singletons: <see cref="Regency"/>, <see cref="WorkingCalendar"/> and
    /// <see cref="ApproximatePoints"/>. The setting <c>Region:Code</c> (environment <c>Region__Code</c>) picks it; unset means <see cref="DefaultCode"/>.
    /// </summary>
    /// <exception cref="UnknownRegionException">At once, so that a mistyped code stops start-up with one sentence.</exception>
    public static IServiceCollection AddRegion(this IServiceCollection services, IConfiguration configuration)
    {
        var code = configuration["Region:Code"];
        var regency = Regency.Load(string.IsNullOrWhiteSpace(code) ? DefaultCode : code);
        services.AddSingleton(regency);
        services.AddSingleton(_ => WorkingCalendar.Load());
        services.AddSingleton(_ => ApproximatePoints.Load(regency));
        return services;
    }

    /// <inheritdoc cref="AddRegion(IServiceCollection, IConfiguration)"/>
    public static TBuilder AddRegion<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddRegion(builder.Configuration);
        return builder;
    }
}
