using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.DayPlans;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.MobileUnits.Features.Events;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.MobileUnits.Features.Positions;
using PlanningPlatform.MobileUnits.Features.Proofs;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits;

/// <summary>The service's table of contents.</summary>
internal static class MobileUnitsEndpoints
{
    public static void MapMobileUnits(this IEndpointRouteBuilder app)
    {
        var units = app.MapGroup("/api/mobile-units").WithTags("fleet");
        units.MapGet("", ListUnits.Handle).RequireRoles(Roles.Dispatcher, Roles.ProgramManager, Roles.DistrictHead, Roles.VillageHead, Roles.VillageSectionHead);
        units.MapPost("", RegisterUnit.Handle).RequireRoles(Roles.DistrictHead, Roles.ProgramManager);

        var unit = units.MapGroup("/{id:guid}");
        unit.MapGet("", ReadUnit.Handle).RequireRoles(Roles.Dispatcher, Roles.ProgramManager, Roles.DistrictHead, Roles.VillageHead, Roles.VillageSectionHead);
        unit.MapPost("", ChangeUnit.Handle).RequireRoles(Roles.DistrictHead, Roles.ProgramManager);
        unit.MapPost("/retire", RetireUnit.Handle).RequireRoles(Roles.DistrictHead, Roles.ProgramManager);
        unit.MapPost("/shifts", SetShifts.Handle).RequireRoles(Roles.Dispatcher);
        unit.MapPost("/break", SetShifts.BreakAsync).RequireRoles(Roles.Dispatcher);
        unit.MapPost("/device", SetDevice.Handle).RequireRoles(Roles.Dispatcher);
        unit.MapPost("/odometer", ReadOdometer.Handle).RequireRoles(Roles.Dispatcher);
        unit.MapPost("/odometer/correct", CorrectOdometer.Handle).RequireRoles(Roles.Dispatcher);
        unit.MapPost("/blocks", BlockUnit.Handle).RequireRoles(Roles.Dispatcher, Roles.VillageSectionHead);
        unit.MapPost("/blocks/{blockId:guid}/remove", BlockUnit.RemoveAsync).RequireRoles(Roles.Dispatcher, Roles.VillageSectionHead);
        unit.MapPost("/consent", ConsentToTrips.GiveAsync).RequireRoles(Roles.VillageHead);
        unit.MapPost("/consent/withdraw", ConsentToTrips.WithdrawAsync).RequireRoles(Roles.VillageHead);

        var expenses = unit.MapGroup("/expenses").RequireRoles(Roles.DistrictHead, Roles.ProgramManager, Roles.VillageSectionHead);
        expenses.MapGet("", ListExpenses.Handle);
        expenses.MapPost("", RecordExpense.Handle);
        expenses.MapPost("/{expenseId:guid}/reverse", ReverseExpense.Handle);

        units.MapPost("/needs", RegisterNeed.Handle).RequireRoles(Roles.DistrictHead);
        var coverage = units.MapGroup("").RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.Leader, Roles.Planner);
        coverage.MapGet("/coverage", ReadCoverage.Handle);
        coverage.MapGet("/coverage.csv", ReadCoverage.CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv");

        var logbook = units.MapGroup("").RequireRoles(Roles.Dispatcher, Roles.DistrictHead, Roles.ProgramManager, Roles.VillageHead, Roles.VillageSectionHead);
        logbook.MapGet("/logbook", ReadLogbook.Handle);
        logbook.MapGet("/logbook.csv", ReadLogbook.CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv");

        units.MapGet("/rules", ReadRules.Handle).RequireRoles(Roles.Admin, Roles.ProgramManager);
        var rules = units.MapGroup("").RequireRoles(Roles.Admin).RequireWholeCity();
        rules.MapPost("/rules", AddRules.Handle);
        rules.MapPost("/destinations", ManageDestinations.Handle);
        rules.MapPost("/destinations/{code}/remove", ManageDestinations.RemoveAsync);

        var everybody = app.MapGroup("/api/mobile-units").WithTags("booking").AllowAnonymous();
        everybody.MapGet("/booking-rules", ReadBookingRules.Handle);
        everybody.MapGet("/privacy-notice", ReadPrivacyNotice.Handle);
        everybody.MapPost("/bookings", BookTrip.Handle);
        everybody.MapGet("/bookings/{trackingNumber}", TrackTrip.Handle);
        everybody.MapPost("/bookings/{trackingNumber}/cancel", CancelTrip.Handle);
        everybody.MapGet("/bookings/{trackingNumber}/personal-data", ReadBookingData.Handle);
        everybody.MapPost("/bookings/{trackingNumber}/erasure", EraseBooking.Handle);

        var counter = app.MapGroup("/api/mobile-units/counter").WithTags("booking").RequireRoles(Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer);
        counter.MapGet("", ListAtCounter.Handle);
        counter.MapPost("", BookAtCounter.Handle);
        counter.MapPost("/{id:guid}/cancel", CancelAtCounter.Handle);

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

        var plans = dispatch.MapGroup("/plans").RequireRoles(Roles.Dispatcher);
        plans.MapGet("", ReadDayPlans.ListAsync);
        plans.MapPost("", AskForDayPlan.Handle);
        plans.MapGet("/{id:guid}", ReadDayPlans.ReadAsync);
        plans.MapPost("/{id:guid}/insert", InsertIntoDayPlan.Handle);
        plans.MapPost("/{id:guid}/stop", ReadDayPlans.StopAsync);
        plans.MapPost("/{id:guid}/adopt", AdoptDayPlan.Handle);

        dispatch.MapGet("/events", StreamEvents.Handle).Produces<string>(StatusCodes.Status200OK, "text/event-stream").RequireRoles(Roles.Dispatcher);

        var journeys = dispatch.MapGroup("/journeys");
        journeys.MapGet("", ListJourneys.Handle).RequireRoles(Roles.Crew, Roles.Dispatcher);

        journeys.MapPost("/{id:guid}/end", EndJourney.Handle).RequireRoles(Roles.Dispatcher);

        var crew = journeys.MapGroup("/{id:guid}").RequireRoles(Roles.Crew);
        crew.MapPost("/accept", MoveJourney.To(CrewStep.Accept));
        crew.MapPost("/depart", MoveJourney.To(CrewStep.Depart));
        crew.MapPost("/arrive", MoveJourney.To(CrewStep.Arrive));
        crew.MapPost("/board", MoveJourney.To(CrewStep.Board));
        crew.MapPost("/complete", MoveJourney.To(CrewStep.Complete));
        crew.MapPost("/fail", FailJourney.Handle);
        crew.MapPost("/proofs/{proofId:guid}", KeepProof.Handle).Accepts<Stream>("image/*");
        journeys.MapGet("/{id:guid}/proofs/{proofId:guid}", ShowProof.Handle).RequireRoles(Roles.Crew, Roles.Dispatcher);

        var trackers = app.MapGroup(PlainText.Trackers).WithTags("positions").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(ReadReports.MostBytes));
        trackers.MapGet("", ReceivePosition.Handle).Produces<string>(StatusCodes.Status200OK, "text/plain");
        trackers.MapPost("", ReceivePosition.Handle).Produces<string>(StatusCodes.Status200OK, "text/plain");
    }
}
