namespace PlanningPlatform.Portal.Services;

internal static class ServicesRegistration
{
    /// <summary>One typed client per service, at the address in <c>services:{name}:http:0</c> or, in a cluster, at the host of that name.</summary>
    public static void AddPlatformServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<ForwardsTheCaller>();
        Add<ComplaintsApi>("complaints");
        Add<DispatchApi>("mobile-units");
        Add<MonitoringApi>("monitoring");
        Add<ProposalsApi>("proposals");
        Add<IdentityApi>("identity");

        void Add<TClient>(string name)
            where TClient : class
            => services.AddHttpClient<TClient>(http => http.BaseAddress = new(configuration[$"services:{name}:http:0"] ?? $"http://{name}"))
                .AddHttpMessageHandler<ForwardsTheCaller>();
    }
}
