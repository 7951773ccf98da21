using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>One photo as a copy of 320 or 1280 pixels, or the original, to whoever may see it (<see cref="PhotoAccess"/>); to everybody else there is none.</summary>
internal static class ShowPhoto
{
    private static readonly string[] DeskRoles = [Roles.Operator112, Roles.Supervisor112, Roles.AgencyOfficer];

    /// <summary>
    /// A copy (320, 1280) or the original of a photo: copies of public and anonymous complaints to everybody once they are verified, of secret ones
    /// to the desk and the agency; the original to the desk, which the audit log notes. Before it is attached, a copy to whoever has its key.
    /// </summary>
    public static async Task<Results<PhotoFile, Refusal>> Handle(
        Guid id, string size,
        [FromHeader(Name = "X-Photo-Key")] string? key,
        GrantedScope scope, HttpContext context, ComplaintsDb db, IPhotoStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindAsync(db, id, size, cancellationToken) is not { } found)
        {
            return Refusal.NotFound;
        }

        // Open to everybody, so other roles count for nothing here, wherever they were given.
        var desk = new GrantedScope([.. scope.Grants.Where(grant => DeskRoles.Contains(grant.Role))]);
        var viewer = found.Complaint is { } complaint && desk.IsAtDeskOf(complaint) ? PhotoViewer.Desk
            : found.Complaint is not null && desk.Covers(found.Complaint) ? PhotoViewer.Agency
            : found.Photo.IsOpenedBy(key) ? PhotoViewer.Uploader
            : PhotoViewer.Anybody;
        if (found.VerdictFor(viewer) is var verdict && verdict == PhotoVerdict.Hidden)
        {
            return Refusal.NotFound;
        }

        if (found.Size == PhotoSize.Original)
        {
            db.Audit(context, "photo_original_read", found.Complaint!.TrackingNumber, detail: null, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return await OpenAsync(found, verdict, store, cancellationToken);
    }

    /// <summary>A copy (320, 1280) of a photo of the complaint whose number and secret are given, whoever else may see it.</summary>
    public static async Task<Results<PhotoFile, Refusal>> HandleHeldAsync(
        string trackingNumber, Guid id, string size,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, IPhotoStore store, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.AsNoTracking().FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        return await FindAsync(db, id, size, cancellationToken) is { } found && found.Photo.ComplaintId == complaint.Id
            && found.VerdictFor(PhotoViewer.Reporter) != PhotoVerdict.Hidden
                // Also one that is public: what leads to it is the reporter's own page.
                ? await OpenAsync(found, PhotoVerdict.Private, store, cancellationToken)
                : Refusal.NotFound;
    }

    private static async Task<Found?> FindAsync(ComplaintsDb db, Guid id, string size, CancellationToken cancellationToken)
    {
        if (PhotoFiles.SizeIn(size) is not { } wanted || await db.Photos.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } photo)
        {
            return null;
        }

        if (photo.ComplaintId is not { } of)
        {
            return new(photo, wanted, Complaint: null, PublicDetail.VillageOnly);
        }

        var complaint = await db.Complaints.AsNoTracking().Include(row => row.Supporters).FirstAsync(row => row.Id == of, cancellationToken);
        var detail = await db.Categories.Where(category => category.Code == complaint.CategoryCode).Select(category => category.PublicDetail).FirstAsync(cancellationToken);
        return new(photo, wanted, complaint, detail);
    }

    private static async Task<Results<PhotoFile, Refusal>> OpenAsync(Found found, PhotoVerdict verdict, IPhotoStore store, CancellationToken cancellationToken)
        => await store.GetAsync(PhotoFiles.KeyOf(found.Photo.Id, found.Size), cancellationToken) is { } content
            ? new PhotoFile(content, found.Photo, found.Size, verdict)
            : Refusal.NotFound;

    private sealed record Found(Photo Photo, PhotoSize Size, Complaint? Complaint, PublicDetail Detail)
    {
        public PhotoVerdict VerdictFor(PhotoViewer viewer)
            => PhotoAccess.Of(Size, Complaint is null ? null : (Complaint.Visibility, Complaint.WasRejected() ? ComplaintStatus.Rejected : Complaint.Status, Detail), viewer);
    }
}

/// <summary>A stranger's bytes on their way to a browser: shown, and never run, guessed at or named.</summary>
internal sealed class PhotoFile(Stream content, Photo photo, PhotoSize size, PhotoVerdict verdict) : IResult, IEndpointMetadataProvider
{
    /// <summary>How long a public copy may be shown without asking: the desk may make a complaint secret, and a reporter have it erased. [ours]</summary>
    private static readonly TimeSpan PublicFor = TimeSpan.FromHours(1);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (mediaType, extension) = size == PhotoSize.Original
            ? (photo.Format.MediaType(), photo.Format.Extension())
            : (PictureFormats.MediaTypeOfCopies, "webp");
        var headers = httpContext.Response.Headers;
        headers.CacheControl = verdict == PhotoVerdict.Public ? $"public, max-age={PublicFor.TotalSeconds}" : "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"inline; filename=\"foto.{extension}\"";
        // Disposes the stream.
        return TypedResults.Stream(content, mediaType, entityTag: verdict == PhotoVerdict.Public ? new EntityTagHeaderValue($"\"{photo.Id:N}-{PhotoFiles.EdgeOf(size)}\"") : null)
            .ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(Stream), [PictureFormats.MediaTypeOfCopies, PictureFormat.Jpeg.MediaType(), PictureFormat.Png.MediaType()]));
}

/// <summary>A photo as the answers about a complaint name it; the picture is at <c>photos/{id}/{size}</c>.</summary>
internal sealed record PhotoAnswer(Guid Id, PhotoStage Stage, int Width, int Height)
{
    /// <summary>Reports first, each in the order in which they were attached.</summary>
    public static async Task<IReadOnlyList<PhotoAnswer>> OfAsync(ComplaintsDb db, Guid complaintId, CancellationToken cancellationToken)
        => [.. (await db.Photos.AsNoTracking().Where(photo => photo.ComplaintId == complaintId).OrderBy(photo => photo.AttachedAt).ThenBy(photo => photo.Id)
            .Select(photo => new { photo.Id, photo.Stage, photo.Width, photo.Height }).ToListAsync(cancellationToken))
            .Select(photo => new PhotoAnswer(photo.Id, photo.Stage!.Value, photo.Width, photo.Height))];
}
