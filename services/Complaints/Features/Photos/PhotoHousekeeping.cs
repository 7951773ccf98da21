using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>
/// Removes photos that nobody attached in time, and files without a row: those of an upload that broke off before it was complete, and those
/// of an erasure after which the process ended. Every folder is looked through once a day, besides at each start.
/// </summary>
internal sealed class PhotoHousekeeping(
    IServiceScopeFactory scopes, IPhotoStore store, IncomingFiles incoming, IOptions<Retention> retention, TimeProvider time, ILogger<PhotoHousekeeping> logger)
    : PeriodicWork(scopes, retention.Value.Interval, time, logger)
{
    private const int BatchSize = 200;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromDays(1);

    // Files are stored before their row, within moments.
    private static readonly TimeSpan LongestWithoutRow = TimeSpan.FromHours(1);

    private DateTimeOffset? _sweepBegan;
    private int _nextFolder;

    protected override IEnumerable<Step> Steps => [RemoveUnattachedAsync, SweepAsync];

    private async Task<bool> RemoveUnattachedAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ComplaintsDb>();
        var before = now - retention.Value.UnattachedPhotos;
        var overdue = await db.Photos.Where(photo => photo.ComplaintId == null && photo.UploadedAt < before).OrderBy(photo => photo.UploadedAt).Take(BatchSize)
            .Select(photo => photo.Id).ToListAsync(cancellationToken);
        using (await db.Database.TakeWriteTurnAsync(cancellationToken))
        {
            // Whoever attaches one at this moment is refused, or keeps it.
            await db.Photos.Where(photo => overdue.Contains(photo.Id) && photo.ComplaintId == null).ExecuteDeleteAsync(cancellationToken);
        }

        var kept = await db.Photos.Where(photo => overdue.Contains(photo.Id)).Select(photo => photo.Id).ToListAsync(cancellationToken);
        await store.ForgetAsync(overdue.Except(kept), logger, cancellationToken);
        return overdue.Count == BatchSize;
    }

    private async Task<bool> SweepAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_nextFolder == 0)
        {
            if (now - _sweepBegan < SweepEvery)
            {
                return false;
            }

            _sweepBegan = now;
            incoming.RemoveAbandoned(now);
        }

        await SweepAsync(PhotoFiles.Folders[_nextFolder], services.GetRequiredService<ComplaintsDb>(), now, cancellationToken);
        _nextFolder = (_nextFolder + 1) % PhotoFiles.Folders.Count;
        return _nextFolder != 0;
    }

    private async Task SweepAsync(string folder, ComplaintsDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = new List<(Guid Photo, string Key)>();
        await foreach (var file in store.ListAsync(folder, cancellationToken))
        {
            if (file.StoredAt < now - LongestWithoutRow && PhotoFiles.PhotoIn(file.Key) is { } photo)
            {
                files.Add((photo, file.Key));
            }
        }

        foreach (var batch in files.Chunk(BatchSize))
        {
            var photos = batch.Select(file => file.Photo).Distinct().ToList();
            var known = await db.Photos.Where(photo => photos.Contains(photo.Id)).Select(photo => photo.Id).ToListAsync(cancellationToken);
            foreach (var (_, key) in batch.Where(file => !known.Contains(file.Photo)))
            {
                await store.DeleteAsync(key, cancellationToken);
            }
        }
    }
}
