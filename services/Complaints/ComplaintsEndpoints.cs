using PlanningPlatform.Complaints.Features;
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
        everybody.MapGet("/track/{trackingNumber}", TrackComplaint.Handle);

        var desk = complaints.MapGroup("").RequireRoles(Roles.Operator112, Roles.Supervisor112);
        desk.MapGet("", ListComplaints.Handle);
        desk.MapGet("/{id:guid}", GetComplaint.Handle);
        desk.MapPost("/{id:guid}/verify", VerifyComplaint.Handle);
        desk.MapPost("/{id:guid}/forward", ForwardComplaint.Handle);
        desk.MapPost("/{id:guid}/request-mobile-unit", RequestMobileUnit.Handle);
        desk.MapPost("/{id:guid}/resolve", ResolveComplaint.Handle);
    }
}
