using Microsoft.Extensions.Options;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>As the crow flies, times what streets are longer by, at the speed of a van in town: both are settings.</summary>
internal sealed class EstimatedTravelTimes(IOptions<TravelSettings> settings) : ITravelTimes
{
    private readonly TravelSettings _settings = settings.Value;

    public Drive Between(GeoPoint from, GeoPoint to)
    {
        var kilometres = from.DistanceKilometresTo(to) * _settings.RoadFactor;
        return new(kilometres / _settings.KilometresPerHour * 3600, kilometres * 1000);
    }

    /// <summary>For so many kilometres of street.</summary>
    public double MinutesFor(double kilometres) => kilometres / _settings.KilometresPerHour * 60;

    public Task<TravelMatrix> BetweenAsync(IReadOnlyList<GeoPoint> places, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(KnownBetween(places));
    }

    public TravelMatrix KnownBetween(IReadOnlyList<GeoPoint> places) => new(places.Count, service: null, (from, to) => (Between(places[from], places[to]), true));
}
