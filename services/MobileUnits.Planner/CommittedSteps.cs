namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// What a vehicle does if it takes no request that has not begun: its frozen steps, then the drop-offs of those on board, then its pauses. What is late on that route cannot be helped;
/// any plan may be as late there, and no later.
/// </summary>
internal static class CommittedSteps
{
    /// <summary>The vehicle's committed nodes; opens their windows, and its shift, as far as they cannot be kept.</summary>
    public static int[] Of(Model model, int vehicle)
    {
        var nodes = model.Committed[vehicle];
        if (nodes.Length == 0)
        {
            return nodes;
        }

        Excuse(model, vehicle, nodes);
        return nodes;
    }

    /// <summary>Opens the windows of these nodes as far as the route through them, driven without delay, cannot keep them.</summary>
    public static void Excuse(Model model, int vehicle, IEnumerable<int> nodes)
    {
        var place = model.Place[model.StartOf(vehicle)];
        var time = model.Open[model.StartOf(vehicle)];
        foreach (var node in nodes.Append(model.EndOf(vehicle)))
        {
            var next = model.Place[node] == Model.Floating ? place : model.Place[node];
            time += next == place && model.Place[node] == Model.Floating ? 0 : model.Legs.Time(place, next);
            model.Close[node] = Math.Max(model.Close[node], Math.Max(time, model.Open[node]));
            time = Math.Max(time, model.Open[node]) + model.Service[node];
            place = next;
        }
    }
}
