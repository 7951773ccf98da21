using PlanningPlatform.Complaints.Calls.Answers;
using PlanningPlatform.Complaints.Calls.Blocks;
using PlanningPlatform.Complaints.Calls.Emergencies;
using PlanningPlatform.Complaints.Calls.Shifts;
using PlanningPlatform.Complaints.Calls.Supervision;
using PlanningPlatform.Complaints.Calls.Taking;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>The table of contents of the 112 line. A call is of the whole city: whoever takes calls anywhere takes every call (docs/calls.md).</summary>
internal static class CallsEndpoints
{
    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        var calls = app.MapGroup("/api/complaints/calls").WithTags("calls");

        var desk = calls.MapGroup("").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapPost("", RingCall.Handle);
        desk.MapGet("", ListCalls.Handle);
        desk.MapGet("/desk", ShowDesk.Handle);
        desk.MapPost("/next", AnswerNext.Handle);
        desk.MapGet("/{id:guid}", GetCall.Handle);
        desk.MapPost("/{id:guid}/answer", AnswerCall.Handle);
        desk.MapPost("/{id:guid}/take-over", TakeOverCall.Handle);
        desk.MapPost("/{id:guid}/emergency", MarkEmergency.Handle);
        desk.MapPost("/{id:guid}/categorise", CategoriseCall.Handle);
        desk.MapPost("/{id:guid}/note", WriteCallNote.Handle);
        desk.MapPost("/{id:guid}/hang-up", HangUpCall.Handle);
        desk.MapPost("/{id:guid}/turn-away", TurnCallAway.Handle);
        desk.MapPost("/{id:guid}/lodge", LodgeFromCall.Handle);
        desk.MapPost("/{id:guid}/answer-question", AnswerQuestion.Handle);
        desk.MapPost("/{id:guid}/finish", FinishCall.Handle);
        desk.MapPost("/{id:guid}/reveal-number", RevealNumber.Handle);

        desk.MapPost("/{id:guid}/block", BlockNumber.Handle);
        desk.MapGet("/blocks", ListBlocks.Handle);
        desk.MapPost("/blocks/{id:guid}/lift", LiftBlock.Handle);

        desk.MapGet("/emergencies", ListEmergencies.Handle);
        desk.MapGet("/emergencies/{id:guid}", GetEmergency.Handle);
        desk.MapPost("/emergencies/{id:guid}/units", CallEmergencyUnit.Handle);
        desk.MapPost("/emergencies/{id:guid}/units/{handOffId:guid}", ReportEmergencyUnit.Handle);
        desk.MapPost("/emergencies/{id:guid}/transfer", HandEmergencyOver.Handle);

        desk.MapPost("/shifts/start", StartShift.Handle);
        desk.MapPost("/shifts/break", TakeBreak.Handle);
        desk.MapPost("/shifts/resume", EndBreak.Handle);
        desk.MapPost("/shifts/end", EndShift.Handle);
        desk.MapGet("/handovers", ListHandovers.Handle);
        desk.MapGet("/handovers/{id:guid}", GetHandover.Handle);
        desk.MapPost("/handovers/{id:guid}/acknowledge", AcknowledgeHandover.Handle);

        desk.MapGet("/answers", SearchAnswers.Handle);
        desk.MapGet("/units", ListUnits.Handle);
        var lists = calls.MapGroup("").RequireRoles(Roles.Supervisor112).RequireWholeCity();
        lists.MapPut("/answers/{code}", EditAnswer.Handle);
        lists.MapDelete("/answers/{code}", RetireAnswer.Handle);
        lists.MapPut("/units/{code}", EditUnit.Handle);
        lists.MapDelete("/units/{code}", RemoveUnit.Handle);

        calls.MapGet("/live", LiveView.Handle).RequireRoles(Roles.Supervisor112);
        calls.MapGet("/statistics", CallStatistics.Handle).RequireRoles(Roles.Supervisor112, Roles.Leader);
    }
}
