using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Features;
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
        everybody.MapGet("/track/{trackingNumber}", TrackComplaint.Handle);
        everybody.MapGet("/track/{trackingNumber}/personal-data", ReadPersonalData.Handle);
        everybody.MapGet("/track/{trackingNumber}/photos/{id:guid}/{size}", ShowPhoto.HandleHeldAsync);
        everybody.MapPost("/track/{trackingNumber}/erasure", EraseData.Handle);

        var desk = complaints.MapGroup("").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapPost("/{id:guid}/verify", VerifyComplaint.Handle);
        desk.MapPost("/{id:guid}/forward", ForwardComplaint.Handle);
        desk.MapPost("/{id:guid}/request-mobile-unit", RequestMobileUnit.Handle);

        var deskAndAgency = complaints.MapGroup("").RequireRoles(Roles.Operator112, Roles.Supervisor112, Roles.AgencyOfficer);
        deskAndAgency.MapGet("", ListComplaints.Handle);
        deskAndAgency.MapGet("/{id:guid}", GetComplaint.Handle);
        deskAndAgency.MapPost("/{id:guid}/resolve", ResolveComplaint.Handle);

        var erasure = complaints.MapGroup("/erasure-requests").RequireRoles(Roles.InformationOfficer, Roles.Supervisor112).RequireWholeCity();
        erasure.MapGet("", ListErasureRequests.Handle);
        erasure.MapPost("/{id:guid}/grant", DecideErasure.GrantAsync);
        erasure.MapPost("/{id:guid}/refuse", DecideErasure.RefuseAsync);
    }
}
