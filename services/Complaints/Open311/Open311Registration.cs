using PlanningPlatform.Complaints.Open311.Keys;

namespace PlanningPlatform.Complaints.Open311;

internal static class Open311Registration
{
    public static void AddOpen311(this IServiceCollection services)
        => services.AddSingleton<Jurisdiction>().AddSingleton<KeyLimits>().AddScoped<KeyCheck>().AddScoped<RequestDocuments>().AddScoped<Media>().AddHostedService<DemoKey>();
}
