namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Which stops of other requests lie near a stop, nearest first; worked out when first asked for.</summary>
internal sealed class Neighbours
{
    /// <summary>More than one ruin ever reaches, as it takes a single string from a tour.</summary>
    private const int Most = 400;

    private readonly Model _model;
    private readonly int[]?[] _near;
    private readonly double[] _distances;

    public Neighbours(Model model)
    {
        _model = model;
        _near = new int[model.Nodes][];
        List<int> movable = [];
        for (var job = 0; job < model.Requests; job++)
        {
            if (model.Kind[job] != JobKind.Begun)
            {
                movable.Add(model.FirstNode[job]);
                if (model.Kind[job] == JobKind.Ride)
                {
                    movable.Add(model.FirstNode[job] + 1);
                }
            }
        }

        Movable = [.. movable];
        _distances = new double[Movable.Length];
    }

    /// <summary>Stops of all requests that have not begun wholly.</summary>
    public int[] Movable { get; }

    /// <summary>The stop itself comes first.</summary>
    public int[] Of(int node) => _near[node] ??= FindNear(node);

    private int[] FindNear(int node)
    {
        var nodes = (int[])Movable.Clone();
        var place = _model.Place[node];
        for (var index = 0; index < nodes.Length; index++)
        {
            var other = _model.Place[nodes[index]];
            _distances[index] = nodes[index] == node ? -1 : _model.Legs.Cost(place, other) + _model.Legs.Cost(other, place);
        }

        Array.Sort(_distances, nodes);
        return nodes.Length <= Most ? nodes : nodes[..Most];
    }
}
