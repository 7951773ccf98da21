using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.MobileUnits.Features.Proofs;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits;

/// <summary>The service's table of contents.</summary>
internal static class MobileUnitsEndpoints
{
    public static void MapMobileUnits(this IEndpointRouteBuilder app)
    {
        var units = app.MapGroup("/api/mobile-units").WithTags("fleet");
        units.MapGet("", ListUnits.Handle).RequireRoles(Roles.Dispatcher, Roles.ProgramManager, Roles.DistrictHead);

        var everybody = app.MapGroup("/api/mobile-units").WithTags("booking").AllowAnonymous();
        everybody.MapGet("/booking-rules", ReadBookingRules.Handle);
        everybody.MapGet("/privacy-notice", ReadPrivacyNotice.Handle);
        everybody.MapPost("/bookings", BookTrip.Handle);
        everybody.MapGet("/bookings/{trackingNumber}", TrackTrip.Handle);
        everybody.MapPost("/bookings/{trackingNumber}/cancel", CancelTrip.Handle);

        var counter = app.MapGroup("/api/mobile-units/counter").WithTags("booking").RequireRoles(Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer);
        counter.MapGet("", ListAtCounter.Handle);
        counter.MapPost("", BookAtCounter.Handle);

        var approvals = app.MapGroup("/api/mobile-units/approvals").WithTags("booking").RequireRoles(Roles.VillageHead);
        approvals.MapGet("", ApproveBooking.ListAsync);
        approvals.MapPost("/{id:guid}/approve", ApproveBooking.ApproveAsync);
        approvals.MapPost("/{id:guid}/reject", ApproveBooking.RejectAsync);

        var dispatch = app.MapGroup("/api/dispatch").WithTags("dispatch");

        var board = dispatch.MapGroup("/requests").RequireRoles(Roles.Dispatcher);
        board.MapGet("", ListRequests.Handle);
        board.MapGet("/{id:guid}", ReadRequest.Handle);
        board.MapGet("/{id:guid}/suggestions", SuggestUnits.Handle);
        board.MapPost("/{id:guid}/assign", AssignUnit.Handle);
        board.MapPost("/{id:guid}/reassign", TakeBack.ReassignAsync);
        board.MapPost("/{id:guid}/unassign", TakeBack.UnassignAsync);
        board.MapPost("/{id:guid}/close", CloseRequest.Handle);

        var journeys = dispatch.MapGroup("/journeys");
        journeys.MapGet("", ListJourneys.Handle).RequireRoles(Roles.Crew, Roles.Dispatcher);

        var crew = journeys.MapGroup("/{id:guid}").RequireRoles(Roles.Crew);
        crew.MapPost("/accept", MoveJourney.To(CrewStep.Accept));
        crew.MapPost("/depart", MoveJourney.To(CrewStep.Depart));
        crew.MapPost("/arrive", MoveJourney.To(CrewStep.Arrive));
        crew.MapPost("/board", MoveJourney.To(CrewStep.Board));
        crew.MapPost("/complete", MoveJourney.To(CrewStep.Complete));
        crew.MapPost("/fail", FailJourney.Handle);
        crew.MapPost("/proofs/{proofId:guid}", KeepProof.Handle).Accepts<Stream>("image/*");
        journeys.MapGet("/{id:guid}/proofs/{proofId:guid}", ShowProof.Handle).RequireRoles(Roles.Crew, Roles.Dispatcher);
    }
}
