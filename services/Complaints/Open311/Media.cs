using System.Security.Cryptography;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Pictures that come with a request (multipart): taken in as any photo is, and tied to the complaint that is kept.</summary>
internal sealed class Media(ComplaintsDb db, PictureIntake pictures, IPhotoStore store, IncomingFiles incoming, PhotoSettings settings, TimeProvider time)
{
    /// <returns>What ties them to the complaint that is about to be kept, or why they are refused, by the name of the file's field.</returns>
    public async Task<(Action<Complaint, Tracking>? Keep, Refusal? Refusal)> KeepAsync(IFormFileCollection files, HttpContext context, CancellationToken cancellationToken)
    {
        if (files.Count > AttachPhotos.Most)
        {
            return (null, Refusal.InvalidField(files[AttachPhotos.Most].Name, "too_many", new($"Paling banyak {AttachPhotos.Most} foto.", $"At most {AttachPhotos.Most} photos.")));
        }

        List<Photo> photos = [];
        foreach (var file in files)
        {
            if (file.Length > PictureLimits.Bytes)
            {
                return (null, Refusal.InvalidField(file.Name, "photo_too_large", PhotoBody.TooLarge.Detail));
            }

            await using var kept = incoming.Open();
            await file.CopyToAsync(kept, cancellationToken);
            kept.Position = 0;
            var (photo, refusal) = await UploadPhoto.TakeAsync(kept, await SHA256.HashDataAsync(kept, cancellationToken), context, db, pictures, store, settings, time, cancellationToken);
            if (photo is null)
            {
                return (null, refusal!.Status == 400 ? Refusal.InvalidField(file.Name, refusal.Errors[0].Code, refusal.Detail) : refusal);
            }

            photos.Add(photo.Value.Photo);
        }

        return (photos.Count == 0 ? null : Attach, null);

        void Attach(Complaint complaint, Tracking slip)
        {
            foreach (var photo in photos)
            {
                photo.AttachTo(complaint.Id, PhotoStage.Report, complaint.ReceivedAt);
                db.Photos.Add(photo);
            }
        }
    }
}
