using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>How long a car takes from place to place: estimated, or asked of a routing service (docs/travel-times.md).</summary>
internal interface ITravelTimes
{
    /// <summary>From each of the places to each; there is always an answer, because what no service says is estimated.</summary>
    /// <param name="places">Up to a few hundred: the matrix grows with their square. The same place twice is no fault.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<TravelMatrix> BetweenAsync(IReadOnlyList<GeoPoint> places, CancellationToken cancellationToken);

    /// <summary>The same without asking anybody, for whoever cannot wait: what is remembered, and the estimate for the rest.</summary>
    TravelMatrix KnownBetween(IReadOnlyList<GeoPoint> places);
}
