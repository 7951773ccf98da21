using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Pictures that come with a request (multipart): taken in as any photo is, and tied to the complaint that is kept.</summary>
internal sealed class Media(ComplaintsDb db, PhotoIntake intake, IncomingFiles incoming)
{
    /// <returns>What ties them to the complaint that is about to be kept, or why they are refused, by the name of the file's field.</returns>
    public async Task<(Action<Complaint, Tracking>? Keep, Refusal? Refusal)> KeepAsync(IFormFileCollection files, CancellationToken cancellationToken)
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
            var (taken, refusal) = await intake.TakeAsync(db, kept, cancellationToken);
            if (taken is null)
            {
                return (null, refusal!.Status == 400 ? Refusal.InvalidField(file.Name, refusal.Errors[0].Code, refusal.Detail) : refusal);
            }

            photos.Add(taken.Photo);
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
