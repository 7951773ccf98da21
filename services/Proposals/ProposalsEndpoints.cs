using PlanningPlatform.Intake;
using PlanningPlatform.Proposals.Features;

namespace PlanningPlatform.Proposals;

/// <summary>The service's table of contents.</summary>
internal static class ProposalsEndpoints
{
    public static void MapProposals(this IEndpointRouteBuilder app)
    {
        var everybody = app.MapGroup("/api/proposals").WithTags("proposals").AllowAnonymous();
        everybody.MapGet("/sectors", ListSectors.Handle);
        everybody.MapPost("", SubmitProposal.Handle);
        everybody.MapGet("/privacy-notice", ReadPrivacyNotice.Handle);
        everybody.MapGet("/track/{trackingNumber}", TrackProposal.Handle);
        everybody.MapGet("/track/{trackingNumber}/personal-data", ReadPersonalData.Handle);
        everybody.MapPost("/track/{trackingNumber}/erasure", EraseContact.Handle);
    }
}
