using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>
/// Writes the positions that came within a quarter of a second in one transaction: SQLite has one writer, and a commit for each of two hundred a second would
/// keep dispatchers from it. Then whoever stands at the next stop arrives.
/// </summary>
internal sealed partial class StorePositions(PositionQueue queue, IServiceScopeFactory scopes, IOptions<PositionSettings> settings, TimeProvider time, ILogger<StorePositions> logger) : BackgroundService
{
    private const int MostAtOnce = 1_000;

    /// <summary>Two replicas that take turns with the positions of one unit meet now and then, never so often.</summary>
    private const int MostTries = 20;

    private readonly GeofenceRules _rules = new(
        settings.Value.ArriveWithinMetres, settings.Value.LeaveBeyondMetres, settings.Value.ArriveAfter, settings.Value.ArriveAfterPositions, settings.Value.MostSilence, settings.Value.FastestStandingKilometresPerHour);

    private readonly PositionLog _log = new(settings.Value);
    private readonly Dictionary<Guid, Nearness> _near = [];
    private readonly OutageNotice _outage = new(logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var batch = await queue.TakeAsync(MostAtOnce, time, stoppingToken);
            if (batch.Count == 0)
            {
                continue;
            }

            try
            {
                var arrivals = await WriteAsync(batch, stoppingToken);
                _outage.IsOver();
                foreach (var position in batch)
                {
                    position.IsStored();
                }

                await ArriveAsync(arrivals, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Whoever waits for an answer hears of it and sends again.
                foreach (var position in batch)
                {
                    position.Failed(exception);
                }

                if (!_outage.Took(exception))
                {
                    Log.Failed(logger, exception);
                }
            }
        }
    }

    private async Task<IReadOnlyList<Arrival>> WriteAsync(IReadOnlyList<WaitingPosition> batch, CancellationToken cancellationToken)
    {
        var byUnit = batch.GroupBy(position => position.UnitId)
            .Select(positions => (Unit: positions.Key, Reports: (IReadOnlyList<PositionReport>)[.. positions.Select(position => position.Report).OrderBy(report => report.At).DistinctBy(report => report.At)]))
            // Of two replicas none waits for the other while that waits for it.
            .OrderBy(unit => unit.Unit).ToList();
        for (var tries = 1; ; tries++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                if (await TryWriteAsync(scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), byUnit, cancellationToken) is { } arrivals)
                {
                    return arrivals;
                }
            }
            catch (Exception exception) when (tries < MostTries && (exception.WasOvertaken() || exception is DbUpdateException { } update && update.IsUniqueViolation()))
            {
                // Another replica stored the same position, or the unit's first one, a moment earlier.
            }

            if (tries == MostTries)
            {
                throw new TimeoutException("Positions of the same units come to several replicas faster than they can be stored.");
            }
        }
    }

    /// <returns>Null when another replica moved one of the units meanwhile: nothing is stored then.</returns>
    private async Task<IReadOnlyList<Arrival>?> TryWriteAsync(MobileUnitsDb db, List<(Guid Unit, IReadOnlyList<PositionReport> Reports)> byUnit, CancellationToken cancellationToken)
    {
        var ids = byUnit.ConvertAll(unit => unit.Unit);
        var tracks = await db.Tracks.AsNoTracking().Where(track => ids.Contains(track.UnitId)).ToDictionaryAsync(track => track.UnitId, cancellationToken);
        var targets = (await db.Journeys.AsNoTracking().Include(journey => journey.Requests)
                .Where(journey => journey.OccupiesUnitId != null && ids.Contains(journey.OccupiesUnitId.Value)).ToListAsync(cancellationToken))
            .ToDictionary(journey => journey.UnitId, Target.Of);
        List<PositionPoint> logged = [];
        List<Arrival> arrivals = [];
        List<(UnitTrack Track, DateTimeOffset? Before)> moved = [];
        Dictionary<Guid, Nearness> near = [];
        foreach (var (unit, reports) in byUnit)
        {
            logged.AddRange(await _log.ChooseAsync(db, unit, reports, cancellationToken));
            var track = tracks.GetValueOrDefault(unit);
            var before = track?.At;
            var now = Remembered(unit, track);
            var arrived = false;
            foreach (var report in reports)
            {
                var fix = new Fix(report.Point, report.At, report.AccuracyMetres, report.SpeedKilometresPerHour);
                if (track is not null && report.At <= track.At)
                {
                    now = now.AfterLate(fix, _rules);
                    continue;
                }

                if (!arrived)
                {
                    (now, arrived) = now.After(fix, track?.At, targets.GetValueOrDefault(unit), _rules);
                    if (arrived)
                    {
                        arrivals.Add(new(now.Target!, now.Since));
                        now = Nearness.None;
                    }
                }

                track = TrackOf(unit, report);
            }

            if (track is not null && (track.At != before || track.NearRequestId != now.Target?.RequestId))
            {
                (track.NearRequestId, track.NearSince) = (now.Target?.RequestId, now.Target is null ? null : now.Since);
                moved.Add((track, before));
            }

            near[unit] = now;
        }

        if (!await SaveAsync(db, moved, logged, cancellationToken))
        {
            return null;
        }

        _log.Remember(logged);
        foreach (var (unit, now) in near)
        {
            _near[unit] = now;
        }

        return arrivals;
    }

    private async Task<bool> SaveAsync(MobileUnitsDb db, List<(UnitTrack Track, DateTimeOffset? Before)> moved, List<PositionPoint> logged, CancellationToken cancellationToken)
    {
        if (moved.Count + logged.Count == 0)
        {
            return true;
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var (track, before) in moved)
        {
            track.ReceivedAt = now;
            if (before is null)
            {
                db.Tracks.Add(track);
            }
            else if (await MoveAsync(db, track, before.Value, cancellationToken) == 0)
            {
                return false;
            }
        }

        db.Positions.AddRange(logged);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Only from where it was when it was read.</summary>
    private static Task<int> MoveAsync(MobileUnitsDb db, UnitTrack track, DateTimeOffset before, CancellationToken cancellationToken)
        => db.Tracks.Where(row => row.UnitId == track.UnitId && row.At == before).ExecuteUpdateAsync(
            row => row.SetProperty(to => to.Latitude, track.Latitude).SetProperty(to => to.Longitude, track.Longitude).SetProperty(to => to.At, track.At)
                .SetProperty(to => to.SpeedKilometresPerHour, track.SpeedKilometresPerHour).SetProperty(to => to.Bearing, track.Bearing)
                .SetProperty(to => to.AccuracyMetres, track.AccuracyMetres).SetProperty(to => to.Battery, track.Battery).SetProperty(to => to.ReceivedAt, track.ReceivedAt)
                .SetProperty(to => to.NearRequestId, track.NearRequestId).SetProperty(to => to.NearSince, track.NearSince),
            cancellationToken);

    /// <summary>What this process saw, as far as no other replica saw otherwise. After a restart a stay counts anew.</summary>
    private Nearness Remembered(Guid unit, UnitTrack? track)
        => !_near.TryGetValue(unit, out var near) || near.Target is null || track?.NearRequestId != near.Target.RequestId ? Nearness.None
            : track.NearSince > near.Since ? near with { Since = track.NearSince.Value, Positions = 0 }
            : near;

    private static UnitTrack TrackOf(Guid unit, PositionReport report) => new()
    {
        UnitId = unit,
        Latitude = report.Point.Latitude,
        Longitude = report.Point.Longitude,
        At = report.At,
        SpeedKilometresPerHour = report.SpeedKilometresPerHour,
        Bearing = report.Bearing,
        AccuracyMetres = report.AccuracyMetres,
        Battery = report.Battery,
    };

    /// <summary>What fails here is tried again when the unit has stood there for as long once more.</summary>
    private async Task ArriveAsync(IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        foreach (var arrival in arrivals)
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            await ArriveByGeofence.HandleAsync(arrival.Target, arrival.Since, services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>(), time, cancellationToken);
        }
    }

    private sealed record Arrival(Target Target, DateTimeOffset Since);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Positions could not be stored; their trackers were told and send them again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
