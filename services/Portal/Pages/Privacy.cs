using Microsoft.Extensions.Options;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The privacy notice. Its numbers are the settings that the services remove by.</summary>
internal static class Privacy
{
    public static IResult Show(IOptions<Retention> retention) => Html.Page<PrivacyPage>(retention.Value);
}
