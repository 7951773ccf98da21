namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Who drives where and when, and who is left out.</summary>
/// <param name="Routes">In the order of the problem's vehicles; a vehicle that has nothing to do has none.</param>
/// <param name="Unserved">Every request that is on no route, in the order of the problem, with its reason.</param>
public sealed record Plan(IReadOnlyList<Route> Routes, IReadOnlyList<Unserved> Unserved, PlanTotals Totals);

/// <param name="Leaves">When it leaves its start: as late as its first stop allows.</param>
/// <param name="Ends">When it arrives at its end; where it has none, when it leaves its last stop.</param>
/// <param name="Distance">From start to end.</param>
/// <param name="DrivingTime">From start to end, without stops and waiting.</param>
public sealed record Route(string VehicleId, double Leaves, IReadOnlyList<Stop> Stops, double Ends, double Distance, double DrivingTime);

/// <param name="Id">Of the request; of the pause where <paramref name="Kind"/> is <see cref="StopKind.Pause"/>.</param>
/// <param name="Location">Of a pause without one: where the vehicle stands.</param>
/// <param name="Begin">Not before <paramref name="Arrival"/> nor before the window opens.</param>
/// <param name="Departure"><paramref name="Begin"/> and the service time.</param>
/// <param name="Load">Passengers on board when it leaves.</param>
public sealed record Stop(StopKind Kind, string Id, int Location, double Arrival, double Begin, double Departure, int Load);

/// <param name="Served">Requests on a route.</param>
/// <param name="Vehicles">Vehicles that serve a request.</param>
/// <param name="Distance">Of all routes.</param>
/// <param name="DrivingTime">Of all routes.</param>
/// <param name="Cost">Distance and driving time by their weights, and the fixed cost of every vehicle that serves a request.</param>
public sealed record PlanTotals(int Served, int Unserved, int Vehicles, double Distance, double DrivingTime, double Cost);
