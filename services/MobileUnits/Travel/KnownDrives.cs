using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>What routing services answered, for a time and up to a number; the oldest goes first.</summary>
internal sealed class KnownDrives(IOptions<TravelSettings> settings, TimeProvider time)
{
    private readonly TravelSettings _settings = settings.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<Pair, Known> _drives = [];
    private readonly Queue<(Pair Pair, long At)> _byAge = new();

    /// <summary>Row by row from each place to each; null what is not known, also on the diagonal.</summary>
    public Drive?[] Between(IReadOnlyList<RoundedPlace> places)
    {
        var drives = new Drive?[places.Count * places.Count];
        lock (_gate)
        {
            for (var at = 0; at < drives.Length; at++)
            {
                var (from, to) = Math.DivRem(at, places.Count);
                if (_drives.TryGetValue(new(places[from], places[to]), out var known) && time.GetElapsedTime(known.At) < _settings.CachedFor)
                {
                    drives[at] = known.Drive;
                }
            }
        }

        return drives;
    }

    public void Keep(IEnumerable<(RoundedPlace From, RoundedPlace To, Drive Drive)> drives)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var (from, to, drive) in drives)
            {
                _drives[new(from, to)] = new(drive, now);
                _byAge.Enqueue((new(from, to), now));
            }

            while (_byAge.TryPeek(out var oldest) && (_byAge.Count > _settings.CachedPairs || time.GetElapsedTime(oldest.At) >= _settings.CachedFor))
            {
                _byAge.Dequeue();
                // A pair that was answered again since stands further back in the queue once more.
                if (_drives.TryGetValue(oldest.Pair, out var known) && known.At == oldest.At)
                {
                    _drives.Remove(oldest.Pair);
                }
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pair(RoundedPlace From, RoundedPlace To);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(Drive Drive, long At);
}
