using System.Security.Claims;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Shell;

/// <summary>Which pages a person's roles open. The first of them is where their day starts.</summary>
internal static class Session
{
    public static IReadOnlyList<Workplace> Workplaces { get; } =
    [
        new("/operator", "Nav.Operator", "inbox", [Roles.Operator112, Roles.Supervisor112]),
        new("/armada", "Nav.Fleet", "car", [Roles.Dispatcher]),
        new("/kru", "Nav.Crew", "route", [Roles.Crew]),
        new("/ringkasan", "Nav.Summary", "chart", [Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector]),
    ];

    public static IEnumerable<Workplace> WorkplacesOf(ClaimsPrincipal user) => Workplaces.Where(workplace => workplace.Roles.Any(user.IsInRole));

    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true;
}

/// <summary>One entry of the navigation.</summary>
/// <param name="Label">Key of its text.</param>
internal sealed record Workplace(string Path, string Label, string Icon, string[] Roles);
