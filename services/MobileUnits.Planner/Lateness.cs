namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// What cannot be helped. A vehicle that takes no request that has not begun drives its frozen steps, then the drop-offs of those on board, then its pauses; what is late on that route is
/// late on any, so every plan may be as late there, and no later.
/// </summary>
internal static class Lateness
{
    /// <summary>Opens the windows of these nodes, and the shift, as far as the route through them, driven without delay, cannot keep them.</summary>
    public static void Excuse(Model model, int vehicle, int[] nodes)
    {
        if (nodes.Length == 0)
        {
            return;
        }

        var place = model.Place[model.StartOf(vehicle)];
        var time = model.Open[model.StartOf(vehicle)];
        foreach (var node in nodes.Append(model.EndOf(vehicle)))
        {
            if (model.Place[node] != Model.Floating)
            {
                time += model.Legs.Time(place, model.Place[node]);
                place = model.Place[node];
            }

            var begin = Math.Max(time, model.Open[node]);
            model.Close[node] = Math.Max(model.Close[node], begin);
            time = begin + model.Service[node];
        }
    }
}
