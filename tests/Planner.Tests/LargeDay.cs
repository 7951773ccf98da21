namespace PlanningPlatform.Planner.Tests;

/// <summary>Rides all over a town of 400 places.</summary>
internal static class LargeDay
{
    public static Problem Of(int requests, int vehicles)
    {
        const int Places = 400;
        var random = new Random(1);
        var points = Enumerable.Range(0, Places).Select(_ => (X: random.NextDouble() * 30, Y: random.NextDouble() * 30)).ToList();
        var travel = Street.Of(Places, (from, to) =>
        {
            var way = Math.Sqrt(Math.Pow(points[from].X - points[to].X, 2) + Math.Pow(points[from].Y - points[to].Y, 2));
            return (way * 500, way);
        });
        return new(
            [.. Enumerable.Range(0, vehicles).Select(index => Street.Car($"v{index}", random.Next(Places)) with { Pauses = [new("lunch", 690, 780, 45)] })],
            [.. Enumerable.Range(0, requests).Select(index => RideOf(index, random.Next(480, 900)))],
            travel);

        Request RideOf(int index, double from) => Street.Ride($"r{index}", random.Next(Places), random.Next(Places), from, from + 30, random.Next(1, 4));
    }
}
