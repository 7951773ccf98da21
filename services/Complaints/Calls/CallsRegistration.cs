using PlanningPlatform.Complaints.Calls.Domain;

namespace PlanningPlatform.Complaints.Calls;

internal static class CallsRegistration
{
    public static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<CallNumbers>().AddScoped<CallDesk>().AddScoped<CallFiles>();
        services.AddOptions<CallLimits>().BindConfiguration("Complaints:Calls")
            .Validate(limits => limits.MakesSense, "Under Complaints:Calls, BlockFor is longer than nothing and at most LongestBlock, which is at most a day (1.00:00:00); PranksBeforeBlock and PrankWindow are more than nothing.")
            .ValidateOnStart();
        services.AddHostedService<DrawCallNumberKey>();
    }
}
