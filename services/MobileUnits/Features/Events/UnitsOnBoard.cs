using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>
/// The units as the boards see them. That a position grows stale, or a journey begins, changes no row: so all are looked at each time, and what differs from what was
/// told is told.
/// </summary>
internal sealed class UnitsOnBoard(Regency regency)
{
    /// <summary>How often units and rules are read again.</summary>
    private static readonly TimeSpan Rarely = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, (UnitState State, DateTimeOffset At)> _told = [];
    private readonly Dictionary<Guid, UnitTrack> _tracks = [];
    private List<(Guid Id, string Code, string BaseCode)> _units = [];
    private TimeSpan _staleAfter;
    private DateTimeOffset _readAt;
    private DateTimeOffset _tracksSince;

    /// <summary>What is news.</summary>
    public async Task<List<BoardEvent>> LookAsync(MobileUnitsDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - _readAt >= Rarely)
        {
            var today = regency.TimeZone.DateOf(now);
            _staleAfter = TimeSpan.FromMinutes((await db.RulesOnAsync(today, cancellationToken)).StaleAfterMinutes);
            _units = (await db.Units.Where(unit => unit.RetiredOn == null || unit.RetiredOn > today).OrderBy(unit => unit.Code).Select(unit => new { unit.Id, unit.Code, unit.BaseCode }).ToListAsync(cancellationToken))
                .ConvertAll(unit => (unit.Id, unit.Code, unit.BaseCode));
            _readAt = now;
        }

        foreach (var track in await db.Tracks.AsNoTracking().Where(track => track.ReceivedAt > _tracksSince).ToListAsync(cancellationToken))
        {
            _tracks[track.UnitId] = track;
        }

        // A transaction that was slow, a replica's clock that is behind: the next position is a second away, so little is enough.
        _tracksSince = now - TimeSpan.FromSeconds(5);
        var busy = (await db.Journeys.Where(journey => journey.EndedAt == null && journey.SlotFrom <= now).Select(journey => journey.UnitId).ToListAsync(cancellationToken)).ToHashSet();
        List<BoardEvent> news = [];
        foreach (var (id, code, baseCode) in _units)
        {
            var track = _tracks.GetValueOrDefault(id);
            var state = new UnitState(
                id, code, track?.Latitude, track?.Longitude, track?.At, track?.SpeedKilometresPerHour, track?.Bearing, track is null ? null : now - track.At > _staleAfter, busy.Contains(id));
            var known = _told.TryGetValue(id, out var told);
            if (known && (state == told.State || (SecondOf(now) == SecondOf(told.At) && state.Stale == told.State.Stale && state.Busy == told.State.Busy)))
            {
                continue;
            }

            _told[id] = (state, now);
            news.Add(state.ToEvent(baseCode));
        }

        return news;
    }

    /// <summary>In each second of the clock a unit's position is told once at most. Counted from the last one instead, half of those that come each second would wait for the next look.</summary>
    private static long SecondOf(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerSecond;
}
