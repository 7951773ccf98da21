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
        var regency = Regency.Load(CodeIn(configuration));
        services.AddSingleton(regency);
        services.AddSingleton(_ => WorkingCalendar.Load());
        services.AddSingleton(_ => ApproximatePoints.Load(regency));
        return services;
    }

    /// <summary>What the setting says, checked by nobody yet.</summary>
    public static string CodeIn(IConfiguration configuration)
        => configuration["Region:Code"] is { } code && !string.IsNullOrWhiteSpace(code) ? code : DefaultCode;

    /// <inheritdoc cref="AddRegion(IServiceCollection, IConfiguration)"/>
    public static TBuilder AddRegion<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddRegion(builder.Configuration);
        return builder;
    }
}
