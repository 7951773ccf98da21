using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PlanningPlatform.Regions;

public static class RegionRegistration
{
    /// <summary>Kota Kediri, the demo city.</summary>
    public const string DefaultCode = "35.71";

    /// <summary>
    /// Makes the city this installation serves available as singletons: <see cref="Regency"/>, <see cref="WorkingCalendar"/>,
    /// <see cref="OfficeTime"/> and <see cref="ApproximatePoints"/>. The setting <c>Region:Code</c> (environment <c>Region__Code</c>) picks it; unset means <see cref="DefaultCode"/>.
    /// <c>Region:HolidayFile</c>, <c>Region:OfficeHoursFile</c> and <c>Region:RamadanFile</c> name files of the city's own, whose rows win over ours.
    /// </summary>
    /// <exception cref="UnknownRegionException">At once, so that a mistyped code stops start-up with one sentence.</exception>
    /// <exception cref="RegionFileException">Likewise for a file that is not there or malformed.</exception>
    public static IServiceCollection AddRegion(this IServiceCollection services, IConfiguration configuration)
    {
        var regency = Regency.Load(CodeIn(configuration));
        var calendar = WorkingCalendar.Load(configuration[RegionData.HolidaySetting]);
        services.AddSingleton(regency);
        services.AddSingleton(calendar);
        services.AddSingleton(OfficeTime.Load(
            calendar, regency.TimeZone, configuration[RegionData.OfficeHoursSetting], configuration[RegionData.RamadanSetting]));
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
