using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits;

/// <summary>The service's table of contents.</summary>
internal static class MobileUnitsEndpoints
{
    public static void MapMobileUnits(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/mobile-units", ListUnits.Handle).WithTags("fleet").RequireRoles(Roles.Dispatcher, Roles.ProgramManager, Roles.DistrictHead);

        var dispatch = app.MapGroup("/api/dispatch").WithTags("dispatch");

        var board = dispatch.MapGroup("/requests").RequireRoles(Roles.Dispatcher);
        board.MapGet("", ListRequests.Handle);
        board.MapGet("/{id:guid}/suggestions", SuggestUnits.Handle);
        board.MapPost("/{id:guid}/assign", AssignUnit.Handle);

        var journeys = dispatch.MapGroup("/journeys");
        journeys.MapGet("", ListJourneys.Handle).RequireRoles(Roles.Crew, Roles.Dispatcher);

        var crew = journeys.MapGroup("/{id:guid}").RequireRoles(Roles.Crew);
        crew.MapPost("/accept", MoveJourney.To(JourneyState.Accepted));
        crew.MapPost("/depart", MoveJourney.To(JourneyState.EnRoute));
        crew.MapPost("/arrive", MoveJourney.To(JourneyState.Arrived));
        crew.MapPost("/complete", MoveJourney.To(JourneyState.Completed));
    }
}
