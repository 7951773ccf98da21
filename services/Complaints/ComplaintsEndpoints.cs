using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Privacy;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Complaints.Features.Routing;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints;

/// <summary>The service's table of contents.</summary>
internal static class ComplaintsEndpoints
{
    public static void MapComplaints(this IEndpointRouteBuilder app)
    {
        var complaints = app.MapGroup("/api/complaints").WithTags("complaints");

        var everybody = complaints.MapGroup("").AllowAnonymous();
        everybody.MapGet("/categories", ListCategories.Handle);
        everybody.MapGet("/agencies", ListAgencies.Handle);
        everybody.MapPost("", LodgeComplaint.Handle);
        everybody.MapGet("/privacy-notice", ReadPrivacyNotice.Handle);

        var reporter = complaints.MapGroup("/track/{trackingNumber}").AllowAnonymous();
        reporter.MapGet("", TrackComplaint.Handle);
        reporter.MapPost("/reply", ReplyAsReporter.Handle);
        reporter.MapPost("/reopen", ReopenComplaint.Handle);
        reporter.MapPost("/rate", RateComplaint.Handle);
        reporter.MapGet("/personal-data", ReadPersonalData.Handle);
        reporter.MapPost("/erasure", EraseData.Handle);

        var desk = complaints.MapGroup("/{id:guid}").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapPost("/verify", VerifyComplaint.Handle);
        desk.MapPost("/reject", RejectComplaint.Handle);
        desk.MapPost("/answer", AnswerComplaint.Handle);
        desk.MapPost("/forward", ForwardComplaint.Handle);
        desk.MapPost("/add-support", AddSupport.Handle);
        desk.MapPost("/transfer", TransferComplaint.Handle);
        desk.MapPost("/close", CloseComplaint.Handle);
        desk.MapPost("/merge", MergeComplaint.Handle);
        desk.MapPost("/unmerge", UnmergeComplaint.Handle);
        desk.MapPost("/reclassify", ReclassifyComplaint.Handle);
        desk.MapPost("/protect", ProtectComplaint.Handle);
        desk.MapPost("/request-mobile-unit", RequestMobileUnit.Handle);
        desk.MapPost("/units", CallUnit.Handle);
        desk.MapPost("/units/{handOffId:guid}", ReportUnit.Handle);

        var deskAndAgency = complaints.MapGroup("").RequireRoles(Roles.Operator112, Roles.Supervisor112, Roles.AgencyOfficer);
        deskAndAgency.MapGet("", ListComplaints.Handle);
        deskAndAgency.MapGet("/{id:guid}", GetComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/start", StartComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/return", ReturnComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/postpone", PostponeComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/resume", ResumeComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/resolve", ResolveComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/ask", AskReporter.Handle);
        deskAndAgency.MapPost("/{id:guid}/reply", ReplyToReporter.Handle);
        deskAndAgency.MapPost("/{id:guid}/note", WriteNote.Handle);

        var erasure = complaints.MapGroup("/erasure-requests").RequireRoles(Roles.InformationOfficer, Roles.Supervisor112).RequireWholeCity();
        erasure.MapGet("", ListErasureRequests.Handle);
        erasure.MapPost("/{id:guid}/grant", DecideErasure.GrantAsync);
        erasure.MapPost("/{id:guid}/refuse", DecideErasure.RefuseAsync);

        app.MapCalls();
    }
}
