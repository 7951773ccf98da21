using System.Globalization;
using PlanningPlatform.MobileUnits.Planner;

namespace PlanningPlatform.Load.Planning;

/// <summary>
/// A pick-up-and-delivery instance in the form of Li and Lim: a line with vehicles, capacity and a speed (not used: time is distance), then per node id, x, y, demand, ready, due,
/// service, sibling picked up before it, sibling delivered after it; the first node is the depot.
/// </summary>
internal sealed class PickUpInstance
{
    private PickUpInstance(string name, Problem problem) => (Name, Problem) = (name, problem);

    public string Name { get; }

    /// <summary>Location <c>n</c> is node <c>n</c>; a request is called after its pick-up node.</summary>
    public Problem Problem { get; }

    public static PickUpInstance Read(string file)
    {
        var rows = File.ReadLines(file).Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var nodes = rows.Skip(1).ToList();
        if (nodes.Select((node, index) => (int)node[0] != index).Any(isWrong => isWrong))
        {
            throw new FormatException($"{file}: nodes are not numbered from 0.");
        }

        var distances = new double[nodes.Count * nodes.Count];
        for (var from = 0; from < nodes.Count; from++)
        {
            for (var to = 0; to < nodes.Count; to++)
            {
                var (x, y) = (nodes[from][1] - nodes[to][1], nodes[from][2] - nodes[to][2]);
                distances[(from * nodes.Count) + to] = Math.Sqrt((x * x) + (y * y));
            }
        }

        var depot = nodes[0];
        var vehicles = Enumerable.Range(1, (int)rows[0][0])
            .Select(vehicle => new Vehicle { Id = Text(vehicle), Start = 0, End = 0, Seats = (int)rows[0][1], AvailableFrom = depot[4], ShiftEnd = depot[5] });
        var requests = nodes.Where(node => (int)node[8] != 0)
            .Select(node => new Request { Id = Text((int)node[0]), PickUp = HaltAt(node), DropOff = HaltAt(nodes[(int)node[8]]), Passengers = (int)node[3] });
        return new(Path.GetFileNameWithoutExtension(file), new([.. vehicles], [.. requests], new TravelMatrix(nodes.Count, distances, distances), new(FewestVehicles: true)));
    }

    private static Halt HaltAt(double[] node) => new((int)node[0], node[4], node[5], node[6]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
