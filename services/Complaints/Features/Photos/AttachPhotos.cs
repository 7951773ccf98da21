using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>A photo to attach, as sent: what its upload was answered with.</summary>
internal sealed record PhotoReference(Guid? Id, string? Key);

/// <summary>Finds uploaded photos that a request wants to attach. The caller then attaches each (<see cref="Photo.AttachTo"/>) and saves all in one transaction.</summary>
internal static class AttachPhotos
{
    /// <summary>With one report, or one answer. [ours]</summary>
    public const int Most = 5;

    /// <summary>Names each that will not do as <c>photos[1].key</c>: an id that is unknown and a key that is wrong are answered the same.</summary>
    /// <returns>Those found, in the order of the request; to be used only when there are no errors.</returns>
    public static async Task<IReadOnlyList<Photo>> FindToAttachAsync(
        this DbSet<Photo> photos, IReadOnlyList<PhotoReference?>? wanted, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (wanted is not { Count: > 0 })
        {
            return [];
        }

        if (wanted.Count > Most)
        {
            errors.Add("photos", "too_many", $"Paling banyak {Most} foto.", $"At most {Most} photos.");
            return [];
        }

        var ids = wanted.Select(reference => reference?.Id).OfType<Guid>().Distinct().ToList();
        var known = await photos.Where(photo => ids.Contains(photo.Id)).ToDictionaryAsync(photo => photo.Id, cancellationToken);
        var found = new List<Photo>();
        foreach (var (index, reference) in wanted.Index())
        {
            if (reference?.Id is not { } id || !known.TryGetValue(id, out var photo) || !photo.IsOpenedBy(reference.Key))
            {
                errors.Add($"photos[{index}].key", "unknown_photo", "Foto ini tidak ditemukan atau sudah kedaluwarsa. Unggah lagi.", "This photo was not found or has expired. Upload it again.");
            }
            else if (found.Contains(photo))
            {
                errors.Add($"photos[{index}].key", "twice", "Foto ini sudah ada dalam laporan.", "This photo is in the report already.");
            }
            else if (photo.IsAttached)
            {
                errors.Add($"photos[{index}].key", "already_attached", "Foto ini sudah dipakai. Unggah lagi untuk laporan lain.", "This photo is used already. Upload it again for another report.");
            }
            else
            {
                found.Add(photo);
            }
        }

        return found;
    }

    /// <summary>Where the category, by its rule on the day of receipt, wants to see what was done: a photo with this step or one before; not one of an answer that its reporter did not accept.</summary>
    public static async Task RequireEvidenceAsync(
        this ComplaintsDb db, Complaint complaint, IReadOnlyList<Photo> photos, CaseClock clock, FieldErrors errors, CancellationToken cancellationToken)
    {
        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        if (photos.Count > 0 || complaint.OutsideParty is not null || !category.RuleOn(clock.DayOf(complaint.ReceivedAt)).PhotoOnClosing)
        {
            return;
        }

        var reopenedAt = await db.Timeline.Where(entry => entry.ComplaintId == complaint.Id && entry.Code == "Reopened").MaxAsync(entry => (DateTimeOffset?)entry.At, cancellationToken);
        if (!await db.Photos.AnyAsync(
            photo => photo.ComplaintId == complaint.Id && photo.Stage == PhotoStage.Evidence && (reopenedAt == null || photo.AttachedAt > reopenedAt), cancellationToken))
        {
            errors.Add("photos", "evidence_required", "Lampirkan foto hasil penanganan: jenis laporan ini memerlukannya.", "Attach a photo of what was done: this category needs one.");
        }
    }
}
