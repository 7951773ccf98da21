using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Proofs;

/// <summary>One signature or photo, to the dispatcher of that region and to the crew of that unit; to everybody else there is none.</summary>
internal static class ShowProof
{
    public static async Task<Results<ProofPicture, Refusal>> Handle(Guid id, Guid proofId, GrantedScope scope, MobileUnitsDb db, IPhotoStore store, CancellationToken cancellationToken)
    {
        var journey = await db.Journeys.AsNoTracking().Where(row => row.Id == id)
            .Select(row => new { row.Unit.Code, row.Unit.BaseCode, Requests = row.Requests.Select(request => new { request.Id, request.VillageCode, IsErased = request.TrackingNumber == null }).ToList() })
            .FirstOrDefaultAsync(cancellationToken);
        if (journey is null)
        {
            return Refusal.NotFound;
        }

        var isCrew = scope.Of(Roles.Crew).Grants.Any(grant => grant.CoversUnit(journey.Code, journey.BaseCode));
        var seen = journey.Requests.Where(request => isCrew || scope.Of(Roles.Dispatcher).Covers(request.VillageCode)).ToList();
        if (!isCrew && seen.Count == 0)
        {
            return Refusal.OutsideScope;
        }

        var of = await db.Proofs.AsNoTracking().Where(proof => proof.Id == proofId && proof.JourneyId == id).Select(proof => (Guid?)proof.RequestId).FirstOrDefaultAsync(cancellationToken);
        if (!seen.Exists(request => request.Id == of && !request.IsErased))
        {
            return Refusal.NotFound;
        }

        return await store.GetAsync(ProofFiles.KeyOf(proofId), cancellationToken) is { } content ? new ProofPicture(content) : Refusal.NotFound;
    }
}

/// <summary>A picture on its way to a browser: shown, and never kept, run or guessed at.</summary>
internal sealed class ProofPicture(Stream content) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = "inline; filename=\"bukti.webp\"";
        // Disposes the stream.
        return TypedResults.Stream(content, PictureFormats.MediaTypeOfCopies).ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(Stream), [PictureFormats.MediaTypeOfCopies]));
}
