using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>
/// Which unit a tracker belongs to, by its id: kept in memory, because every position asks and strangers ask in vain. A unit that was given another tracker is
/// known by it within a second, and by the old one no longer within ten.
/// </summary>
internal sealed class KnownDevices(IServiceScopeFactory scopes, Regency regency, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Known? _known;

    /// <summary>The unit of a device; null when there is none.</summary>
    public async ValueTask<Guid?> UnitOfAsync(string device, CancellationToken cancellationToken)
    {
        var known = _known;
        if (known is null || time.GetElapsedTime(known.ReadAt) > (known.Units.ContainsKey(device) ? Good : AtMostEvery))
        {
            known = await ReadAsync(known, cancellationToken);
        }

        return known.Units.TryGetValue(device, out var unit) ? unit : null;
    }

    public void Dispose() => _reading.Dispose();

    private async Task<Known> ReadAsync(Known? seen, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } other && other != seen)
            {
                return other;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
            var today = regency.TimeZone.DateOf(time.GetUtcNow());
            var known = new Known(time.GetTimestamp(), await db.Units.Where(unit => unit.DeviceId != null && (unit.RetiredOn == null || unit.RetiredOn > today))
                .Select(unit => new { unit.DeviceId, unit.Id }).ToDictionaryAsync(unit => unit.DeviceId!, unit => unit.Id, StringComparer.Ordinal, cancellationToken));
            _known = known;
            return known;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Known(long ReadAt, Dictionary<string, Guid> Units);
}
