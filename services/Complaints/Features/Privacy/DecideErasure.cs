using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Privacy;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>An officer decides about a request to erase what somebody wrote.</summary>
internal static class DecideErasure
{
    /// <param name="Reason">The reporter reads it.</param>
    internal sealed record Refusing(string? Reason);

    /// <summary>Erases what was written, the photos that came with it, the exact place, the notes and the contact; village and category stay for statistics. Granting again changes nothing.</summary>
    public static async Task<Results<Ok<ErasureItem>, Refusal>> GrantAsync(
        Guid id, [FromBody] Nothing? body, HttpContext caller, ComplaintsDb db, IPhotoStore store, ILogger<Complaint> logger, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        if (await FindAsync(db, id, cancellationToken) is not { } request)
        {
            return Refusal.NotFound;
        }

        if (request.State == ErasureState.Refused)
        {
            return AlreadyDecided(request);
        }

        if (request.State == ErasureState.Open)
        {
            var now = time.GetUtcNow();
            var earlier = await db.ErasureRequests.Where(other => other.ComplaintId == request.ComplaintId && other.Id != request.Id).ToListAsync(cancellationToken);
            await db.ForgetCallsOfAsync([request.ComplaintId], cancellationToken);
            request.Complaint.GrantErasure(request, earlier, caller.User.UserName(), now);
            db.Publish(new ComplaintErased(request.ComplaintId, request.Complaint.Version, now));
            db.Publish(new RecipientErased(request.ComplaintId, request.Complaint.Version, now));
            db.Audit(caller, "erasure_granted", request.Complaint.TrackingNumber, detail: null, now);
            var photos = await db.EraseReportPhotosAsync([request.ComplaintId], cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await store.ForgetAsync(photos, logger, CancellationToken.None);
        }

        return TypedResults.Ok(ErasureItem.Of(request));
    }

    /// <summary>Keeps what was written, for a reason that the reporter reads on the tracking page.</summary>
    public static async Task<Results<Ok<ErasureItem>, Refusal>> RefuseAsync(
        Guid id, Refusing refusing, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, cancellationToken) is not { } request)
        {
            return Refusal.NotFound;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", refusing.Reason, 2000);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (request.State != ErasureState.Open)
        {
            return AlreadyDecided(request);
        }

        request.Complaint.RefuseErasure(request, refusing.Reason!.Trim(), caller.User.UserName(), time.GetUtcNow());
        db.Audit(caller, "erasure_refused", request.Complaint.TrackingNumber, detail: null, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ErasureItem.Of(request));
    }

    private static Task<ErasureRequest?> FindAsync(ComplaintsDb db, Guid id, CancellationToken cancellationToken)
        => db.ErasureRequests.Include(request => request.Complaint).ThenInclude(complaint => complaint.Timeline)
            .Include(request => request.Complaint).ThenInclude(complaint => complaint.HandOffs).AsSplitQuery().FirstOrDefaultAsync(request => request.Id == id, cancellationToken);

    private static Refusal AlreadyDecided(ErasureRequest request) => new(409, "already_decided", new(
        request.State == ErasureState.Granted ? "Permintaan ini sudah dikabulkan; isinya sudah terhapus." : "Permintaan ini sudah ditolak. Pelapor dapat meminta lagi.",
        request.State == ErasureState.Granted ? "This request was granted; what was written is gone." : "This request was refused. The reporter can ask again."));
}
