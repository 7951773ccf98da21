using System.Globalization;
using PlanningPlatform.MobileUnits.Planner;

namespace PlanningPlatform.Load.Planning;

/// <summary>Plans public instances and compares with the best known solutions: vehicles first, then distance.</summary>
internal static class PlannerScenario
{
    /// <returns>False if the validator refused a plan.</returns>
    public static bool Run(string instances, double seconds, string? output, ulong? seed)
    {
        var bestKnown = ReadBestKnown(instances);
        var gaps = new List<double>();
        var (compared, reached, accepted) = (0, 0, true);
        Console.WriteLine($"{"instance",-10} {"vehicles",8} {"best",5} {"distance",10} {"best",10} {"gap %",7} {"ms",7}  ended by");
        foreach (var file in Directory.GetFiles(instances, "*.txt").Order(StringComparer.OrdinalIgnoreCase))
        {
            var instance = PickUpInstance.Read(file);
            var result = DayPlanner.Solve(instance.Problem, new() { TimeLimit = TimeSpan.FromSeconds(seconds), Seed = seed });
            var violations = PlanValidator.Check(instance.Problem, result.Plan);
            foreach (var violation in violations)
            {
                Console.Error.WriteLine($"{instance.Name}: {violation}");
            }

            if (violations.Count > 0 || result.Plan.Unserved.Count > 0)
            {
                accepted = false;
            }
            else if (output is not null)
            {
                Write(result.Plan, Path.Combine(output, instance.Name + ".txt"));
            }

            var totals = result.Plan.Totals;
            var known = bestKnown.GetValueOrDefault(instance.Name);
            double? gap = known.Vehicles == totals.Vehicles ? 100 * ((totals.Distance / known.Distance) - 1) : null;
            (compared, reached) = (compared + (known.Vehicles > 0 ? 1 : 0), reached + (gap is null ? 0 : 1));
            gaps.AddRange(gap is null ? [] : [gap.Value]);
            Print($"{instance.Name,-10} {totals.Vehicles,8} {(known.Vehicles > 0 ? known.Vehicles : null),5} {totals.Distance,10:0.00} {(known.Vehicles > 0 ? known.Distance : null),10:0.00} {gap,7:0.00} {result.Elapsed.TotalMilliseconds,7:0}  {result.EndedBy}{(totals.Unserved > 0 ? $", {totals.Unserved} unserved" : "")}");
        }

        if (compared > 0)
        {
            Print($"Best known number of vehicles on {reached} of {compared}; mean gap in distance where it is equal {gaps.DefaultIfEmpty(0).Average():0.000} %, largest {gaps.DefaultIfEmpty(0).Max():0.00} %.");
        }

        return accepted;
    }

    /// <summary>From best-known.csv beside the folder or in it, if there is one.</summary>
    private static Dictionary<string, (int Vehicles, double Distance)> ReadBestKnown(string instances)
    {
        var file = ((string[])[Path.Combine(Path.GetFullPath(instances), "..", "best-known.csv"), Path.Combine(instances, "best-known.csv")]).FirstOrDefault(File.Exists);
        return file is null
            ? []
            : File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Where(row => row.Length == 3)
                .ToDictionary(row => row[0], row => (int.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A line per vehicle: the nodes in their order, without the depot.</summary>
    private static void Write(Plan plan, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, string.Concat(plan.Routes.Select(route => string.Join(' ', route.Stops.Select(stop => stop.Location.ToString(CultureInfo.InvariantCulture))) + "\n")));
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
