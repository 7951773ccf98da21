using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Features.Proofs;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>One request of the dispatcher's region with all that happened to it, the oldest first.</summary>
internal static class ReadRequest
{
    /// <param name="Proofs">Signatures and photos that say that they were brought; none once the request is erased.</param>
    internal sealed record Answer(ListRequests.Item Request, IReadOnlyList<Entry> Timeline, IReadOnlyList<ProofItem> Proofs);

    /// <param name="Code">Asked, Approved, Rejected, Suggested, Waitlisted, Assigned, Unassigned, Accepted, EnRoute, Arrived, OnBoard, Completed, Failed, Cancelled or Reminded.</param>
    /// <param name="Note">The unit's code, or why; null when there is nothing to say or it was erased.</param>
    internal sealed record Entry(string Code, DateTimeOffset At, string Actor, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(Guid id, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var request = await db.Requests.AsNoTracking().Where(row => row.Id == id).Select(ListRequests.AsItem).FirstOrDefaultAsync(cancellationToken);
        if (request is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(request.VillageCode))
        {
            return Refusal.OutsideScope;
        }

        var timeline = await db.Requests.AsNoTracking().Where(row => row.Id == id).SelectMany(row => row.Timeline).OrderBy(entry => entry.Sequence)
            .Select(entry => new Entry(entry.Code, entry.At, entry.Actor, entry.Note)).ToListAsync(cancellationToken);
        var proofs = request.TrackingNumber is null ? [] : await db.Proofs.AsNoTracking().Where(proof => proof.RequestId == id && proof.JourneyId == request.JourneyId).OrderBy(proof => proof.At).ThenBy(proof => proof.Id)
            .Select(proof => new ProofItem(proof.Id, proof.JourneyId, proof.Kind, proof.At)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(request, timeline, proofs));
    }
}
