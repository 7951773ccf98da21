using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Services;

internal static class ServicesRegistration
{
    /// <summary>One typed client per service.</summary>
    public static void AddPlatformServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<ForwardsTheCaller>();
        Add<ComplaintsApi>("complaints");
        Add<PublicComplaintsApi>("complaints");
        Add<RulesApi>("complaints");
        Add<CallsApi>("complaints");
        Add<DispatchApi>("mobile-units");
        Add<BookingsApi>("mobile-units");
        Add<FleetApi>("mobile-units");
        Add<MonitoringApi>("monitoring");
        Add<ProposalsApi>("proposals");
        Add<NotificationsApi>("notifications");
        Add<IdentityApi>("identity");
        services.AddTransient<StuckMessagesApi>();

        void Add<TClient>(string name)
            where TClient : class
            => services.AddServiceClient<TClient>(configuration, name).AddHttpMessageHandler<ForwardsTheCaller>();
    }
}
