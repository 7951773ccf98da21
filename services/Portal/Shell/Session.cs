using System.Security.Claims;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Shell;

/// <summary>Which pages a person's roles open. The first of them is where their day starts.</summary>
internal static class Session
{
    public static IReadOnlyList<Workplace> Workplaces { get; } =
    [
        new("/112/langsung", "Nav.Live", "chart", [Roles.Supervisor112]),
        new("/112", "Nav.Calls", "phone", [Roles.Operator112, Roles.Supervisor112]),
        new("/operator", "Nav.Operator", "inbox", [Roles.Operator112, Roles.Supervisor112, Roles.AgencyOfficer]),
        new("/laporan", "Nav.Report", "report", [Roles.Supervisor112, Roles.Leader]),
        new("/privasi/permintaan", "Nav.Erasure", "lock", [Roles.InformationOfficer, Roles.Supervisor112]),
        new("/loket", "Nav.Counter", "people", [Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer]),
        new("/loket/mobmas", "Booking.Nav", "car", [Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer]),
        new("/mobmas-persetujuan", "Booking.NavApprovals", "thumb", [Roles.VillageHead]),
        new("/armada", "Nav.Fleet", "car", [Roles.Dispatcher]),
        new("/kru", "Nav.Crew", "route", [Roles.Crew]),
        new("/ringkasan", "Nav.Summary", "chart", [Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector]),
        new("/112/statistik", "Nav.CallFigures", "phone", [Roles.Leader]),
        new("/armada/cakupan", "Nav.Coverage", "pin", [Roles.DistrictHead, Roles.ProgramManager, Roles.Leader, Roles.Planner]),
        new("/armada/unit", "Nav.Units", "car", [Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.VillageHead, Roles.VillageSectionHead]),
        new("/armada/buku", "Nav.Logbook", "report", [Roles.DistrictHead, Roles.ProgramManager, Roles.VillageHead, Roles.VillageSectionHead]),
        new("/armada/aturan", "Nav.MobmasRules", "flag", [Roles.ProgramManager]),
        new("/akun", "Nav.Accounts", "people", [Roles.Admin]),
        new("/kabar", "Nav.Messages", "bell", [Roles.Admin]),
        new("/pesan", "Nav.Stuck", "inbox", [Roles.Admin]),
        new("/kunci-api", "Nav.ApiKeys", "lock", [Roles.Admin]),
        new("/aturan", "Nav.Rules", "flag", [Roles.Admin]),
        new("/jejak", "Nav.Audit", "search", [Roles.Admin, Roles.Inspector]),
        new("/privasi/siapa-melihat", "Nav.IdentityViews", "eye", [Roles.InformationOfficer, Roles.Inspector]),
    ];

    public static IEnumerable<Workplace> WorkplacesOf(ClaimsPrincipal user) => Workplaces.Where(workplace => workplace.Roles.Any(user.IsInRole));

    /// <summary>What has to be done before anything else: <c>password</c> (change the one that somebody else knows), <c>second_factor</c> (enrol one); null when nothing.</summary>
    public static string? Must(this ClaimsPrincipal user) => user.FindFirstValue("must");

    public static bool IsSignedIn(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true;
}

/// <summary>One entry of the navigation.</summary>
/// <param name="Label">Key of its text.</param>
internal sealed record Workplace(string Path, string Label, string Icon, string[] Roles);
