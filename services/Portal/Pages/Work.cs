using System.Security.Claims;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Leads everybody who signed in to their work today.</summary>
internal static class Work
{
    public static IResult Show(ClaimsPrincipal user)
        => user.Must() is not null ? Html.SeeOther("/saya")
            : Session.WorkplacesOf(user).FirstOrDefault() is { } workplace ? Html.SeeOther(workplace.Path) : Html.Page<WorkPage>(user.Identity?.Name ?? "");
}
