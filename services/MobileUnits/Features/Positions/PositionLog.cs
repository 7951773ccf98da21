using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>
/// What of a unit's positions is kept: enough to see its way, and no more. Each is judged by its neighbours in time, so that it does not matter in which order
/// they come or how often.
/// </summary>
internal sealed class PositionLog(PositionSettings settings)
{
    private readonly Dictionary<Guid, PositionPoint> _last = [];

    /// <summary>Those to be stored, of positions of one unit in the order of their time.</summary>
    public async Task<List<PositionPoint>> ChooseAsync(MobileUnitsDb db, Guid unitId, IReadOnlyList<PositionReport> reports, CancellationToken cancellationToken)
    {
        List<PositionPoint> chosen = [];
        foreach (var report in reports)
        {
            // Most are not kept, and for that nothing is asked.
            var known = chosen.Count > 0 ? chosen[^1] : _last.GetValueOrDefault(unitId);
            if (known is not null && known.At <= report.At && !IsKept(report, known, after: null))
            {
                continue;
            }

            var before = await db.Positions.AsNoTracking().Where(point => point.UnitId == unitId && point.At <= report.At).OrderByDescending(point => point.At).FirstOrDefaultAsync(cancellationToken);
            before = chosen.Count > 0 && !(chosen[^1].At < before?.At) ? chosen[^1] : before;
            var after = await db.Positions.AsNoTracking().Where(point => point.UnitId == unitId && point.At > report.At).OrderBy(point => point.At).FirstOrDefaultAsync(cancellationToken);
            if (IsKept(report, before, after))
            {
                chosen.Add(new()
                {
                    UnitId = unitId, At = report.At, Latitude = report.Point.Latitude, Longitude = report.Point.Longitude,
                    SpeedKilometresPerHour = report.SpeedKilometresPerHour, AccuracyMetres = report.AccuracyMetres,
                });
            }
        }

        return chosen;
    }

    /// <summary>After they were stored.</summary>
    public void Remember(IEnumerable<PositionPoint> stored)
    {
        foreach (var point in stored.Where(point => !(point.At < _last.GetValueOrDefault(point.UnitId)?.At)))
        {
            _last[point.UnitId] = point;
        }
    }

    private bool IsKept(PositionReport report, PositionPoint? before, PositionPoint? after)
        => !(report.At - before?.At < settings.LogEvery) && !(after?.At - report.At < settings.LogEvery)
            && (before is null || report.At - before.At >= settings.LogStandingEvery
                || report.Point.DistanceKilometresTo(new GeoPoint(before.Latitude, before.Longitude)) * 1000 >= settings.LogBeyondMetres);
}
