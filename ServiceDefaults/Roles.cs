using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Who does what; the names are what tokens carry in <c>role</c>.</summary>
public static class Roles
{
    public const string Citizen = "citizen";
    public const string Operator112 = "operator112";
    public const string Supervisor112 = "supervisor112";
    public const string Dispatcher = "dispatcher";
    public const string Crew = "crew";
    public const string VillageSectionHead = "villageSectionHead";
    public const string VillageHead = "villageHead";
    public const string DistrictHead = "districtHead";

    /// <summary>RT/RW, kader, LPMK: they report, book and propose for somebody who stands in front of them.</summary>
    public const string NeighbourhoodOfficer = "neighbourhoodOfficer";

    public const string CommunityGroup = "communityGroup";
    public const string AgencyOfficer = "agencyOfficer";
    public const string Planner = "planner";
    public const string Treasurer = "treasurer";
    public const string ProgramManager = "programManager";
    public const string Inspector = "inspector";
    public const string InformationOfficer = "informationOfficer";
    public const string Leader = "leader";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } =
    [
        Citizen, Operator112, Supervisor112, Dispatcher, Crew, VillageSectionHead, VillageHead, DistrictHead, NeighbourhoodOfficer, CommunityGroup,
        AgencyOfficer, Planner, Treasurer, ProgramManager, Inspector, InformationOfficer, Leader, Admin,
    ];

    /// <summary>Lets in the roles named, and nobody else.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoints, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });
}

public static class CurrentUser
{
    /// <summary>The account's user name, which timelines and audit logs record as the actor.</summary>
    public static string UserName(this ClaimsPrincipal user) => user.Identity?.Name ?? "";
}
