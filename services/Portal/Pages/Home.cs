using System.Security.Claims;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What a resident can do here. Staff never see a menu: they land on their work.</summary>
internal static class Home
{
    public static IResult Show(ClaimsPrincipal user)
        => Session.WorkplacesOf(user).Any() ? Html.SeeOther("/kerja") : Html.Page<HomePage>(TrackForm.Empty);
}
