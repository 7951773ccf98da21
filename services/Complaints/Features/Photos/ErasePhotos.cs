using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>What was written goes, and the photos that came with it go, too; those that show what was done about it stay with the answer.</summary>
internal static class ErasePhotos
{
    /// <summary>Removes the rows with the next save. The files go afterwards: they are out of reach once the rows are gone.</summary>
    /// <returns>Whose files are to be removed.</returns>
    public static async Task<IReadOnlyList<Guid>> EraseReportPhotosAsync(this ComplaintsDb db, IReadOnlyList<Guid> complaints, CancellationToken cancellationToken)
    {
        var photos = await db.Photos.Where(photo => complaints.Contains(photo.ComplaintId!.Value) && photo.Stage == PhotoStage.Report).ToListAsync(cancellationToken);
        db.Photos.RemoveRange(photos);
        return photos.ConvertAll(photo => photo.Id);
    }
}
