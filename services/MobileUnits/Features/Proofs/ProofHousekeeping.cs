using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Proofs;

/// <summary>
/// Signatures and photos go with the details of their trip, whoever had them erased and whenever their time was over; and files without a row go, which broke off or were left
/// behind. Every folder is looked through once a day, besides at each start.
/// </summary>
internal sealed class ProofHousekeeping(IServiceScopeFactory scopes, IPhotoStore store, IncomingFiles incoming, IOptions<Retention> retention, TimeProvider time, ILogger<ProofHousekeeping> logger)
    : PeriodicWork(scopes, retention.Value.Interval, time, logger)
{
    private const int BatchSize = 200;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromDays(1);

    // Files are stored before their row, within moments.
    private static readonly TimeSpan LongestWithoutRow = TimeSpan.FromHours(1);

    private DateTimeOffset? _sweepBegan;
    private int _nextFolder;

    protected override IEnumerable<Step> Steps => [RemoveErasedAsync, SweepAsync];

    private async Task<bool> RemoveErasedAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<MobileUnitsDb>();
        var erased = await db.Proofs.Where(proof => db.Requests.Any(request => request.Id == proof.RequestId && request.TrackingNumber == null)).OrderBy(proof => proof.Id).Take(BatchSize)
            .Select(proof => proof.Id).ToListAsync(cancellationToken);
        // The files first: nobody is shown them any more, and a row that is left says what is still to be done.
        foreach (var proof in erased)
        {
            await store.DeleteAsync(ProofFiles.KeyOf(proof), cancellationToken);
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Proofs.Where(proof => erased.Contains(proof.Id)).ExecuteDeleteAsync(cancellationToken);
        return erased.Count == BatchSize;
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

        var db = services.GetRequiredService<MobileUnitsDb>();
        var files = new List<(Guid Proof, string Key)>();
        await foreach (var file in store.ListAsync(ProofFiles.Folders[_nextFolder], cancellationToken))
        {
            if (file.StoredAt < now - LongestWithoutRow && ProofFiles.ProofIn(file.Key) is { } proof)
            {
                files.Add((proof, file.Key));
            }
        }

        foreach (var batch in files.Chunk(BatchSize))
        {
            var proofs = batch.Select(file => file.Proof).ToList();
            var known = await db.Proofs.Where(proof => proofs.Contains(proof.Id)).Select(proof => proof.Id).ToListAsync(cancellationToken);
            foreach (var (_, key) in batch.Where(file => !known.Contains(file.Proof)))
            {
                await store.DeleteAsync(key, cancellationToken);
            }
        }

        _nextFolder = (_nextFolder + 1) % ProofFiles.Folders.Count;
        return _nextFolder != 0;
    }
}
