using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Calls;
using PlanningPlatform.Complaints.Features.Alerts;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Duplicates;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Complaints.Features.Privacy;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Complaints.Features.Reports;
using PlanningPlatform.Complaints.Features.Routing;
using PlanningPlatform.Complaints.Messages;
using PlanningPlatform.Complaints.Open311;
using PlanningPlatform.Complaints.Open311.Keys;
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
        everybody.MapPost("/photos", UploadPhoto.Handle).WithMetadata(new DisableRequestSizeLimitAttribute()).Accepts<Stream>("multipart/form-data", "image/*");
        everybody.MapGet("/photos/{id:guid}/{size}", ShowPhoto.Handle);
        everybody.MapGet("/privacy-notice", ReadPrivacyNotice.Handle);
        everybody.MapPost("/messages", TakeMessage.Handle);
        everybody.MapPost("/similar", OfferSimilar.Handle);
        everybody.MapPost("/suggest-category", SuggestCategory.Handle);

        var alerts = complaints.MapGroup("/alerts").AllowAnonymous();
        alerts.MapPost("", SubscribeToAlerts.Handle);
        alerts.MapGet("/{code}", ShowAlert.Handle);
        alerts.MapPost("/{code}/confirm", ConfirmAlert.Handle);
        alerts.MapPost("/{code}/stop", StopAlert.Handle);

        var open = complaints.MapGroup("/public").AllowAnonymous();
        open.MapGet("", ListPublic.Handle);
        open.MapGet("/{trackingNumber}", GetPublic.Handle);
        open.MapGet("/map", DrawMap.Handle);
        open.MapGet("/statistics", ReadStatistics.Handle);
        open.MapGet("/complaints.geojson", Feeds.GeoJsonAsync).Produces<string>(StatusCodes.Status200OK, "application/geo+json");
        open.MapGet("/complaints.csv", Feeds.CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv");
        open.MapGet("/feeds/{villageCode}.atom", Feeds.AtomAsync).Produces<string>(StatusCodes.Status200OK, "application/atom+xml");

        var reporter = complaints.MapGroup("/track/{trackingNumber}").AllowAnonymous();
        reporter.MapGet("", TrackComplaint.Handle);
        reporter.MapPost("/reply", ReplyAsReporter.Handle);
        reporter.MapPost("/reopen", ReopenComplaint.Handle);
        reporter.MapPost("/rate", RateComplaint.Handle);
        reporter.MapGet("/photos/{id:guid}/{size}", ShowPhoto.HandleHeldAsync);
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
        desk.MapGet("/similar", ListSimilar.Handle);
        desk.MapPost("/merge", MergeComplaint.Handle);
        desk.MapPost("/unmerge", UnmergeComplaint.Handle);
        desk.MapPost("/reclassify", ReclassifyComplaint.Handle);
        desk.MapPost("/protect", ProtectComplaint.Handle);
        desk.MapPost("/request-mobile-unit", RequestMobileUnit.Handle);
        desk.MapPost("/propose", ProposeComplaint.Handle);
        desk.MapPost("/attach-to-work", AttachToWork.Handle);
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
        deskAndAgency.MapPost("/{id:guid}/reporter", RevealReporter.Handle);

        var reports = complaints.MapGroup("/reports").RequireRoles(Roles.Supervisor112, Roles.Leader).RequireWholeCity();
        reports.MapGet("/daily", ReadReport.DailyAsync);
        reports.MapGet("/weekly", ReadReport.WeeklyAsync);

        var counter = complaints.MapGroup("/counter").RequireRoles(Roles.VillageSectionHead, Roles.VillageHead, Roles.NeighbourhoodOfficer);
        counter.MapPost("", LodgeAtCounter.Handle);
        counter.MapGet("", ListAtCounter.Handle);

        var watch = complaints.MapGroup("/identity-views").RequireRoles(Roles.InformationOfficer, Roles.Inspector).RequireWholeCity();
        watch.MapGet("", ListIdentityViews.Handle);

        complaints.MapGet("/regulation-profiles", ListProfiles.Handle).AllowAnonymous();
        var rules = complaints.MapGroup("").RequireRoles(Roles.Admin).RequireWholeCity();
        rules.MapPost("/regulation-profiles", AddProfile.Handle);
        rules.MapGet("/categories/{code}/rules", ListRules.Handle);
        rules.MapPost("/categories/{code}/rules", ChangeRule.Handle);

        var erasure = complaints.MapGroup("/erasure-requests").RequireRoles(Roles.InformationOfficer, Roles.Supervisor112).RequireWholeCity();
        erasure.MapGet("", ListErasureRequests.Handle);
        erasure.MapPost("/{id:guid}/grant", DecideErasure.GrantAsync);
        erasure.MapPost("/{id:guid}/refuse", DecideErasure.RefuseAsync);

        var keys = complaints.MapGroup("/open311-keys").RequireRoles(Roles.Admin).RequireWholeCity();
        keys.MapGet("", ListKeys.Handle);
        keys.MapPost("", IssueKey.Handle);
        keys.MapPost("/{id:guid}/revoke", RevokeKey.Handle);

        app.MapOpen311();
        app.MapCalls();
    }
}
