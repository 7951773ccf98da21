using PlanningPlatform.Load;
using PlanningPlatform.Load.Planning;
using PlanningPlatform.Persistence;

// Each scenario prints its figures beside the floors measured in the same run: on a shared machine an absolute time proves nothing.
var scenario = args.Length > 0 ? args[0] : "intake";
switch (scenario)
{
    case "intake":
        await IntakeScenario.RunAsync(count: args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 3000);
        return 0;
    case "relay":
        await RelayScenario.RunAsync(count: args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000);
        return 0;
    case "positions":
        await PositionsScenario.RunAsync(seconds: args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 60);
        return 0;
    case "matching":
        // --seed 1001, more than once for several together; none: the tuning seeds.
        await MatchingScenario.RunAsync([.. args.Skip(1).Where(argument => argument != "--seed").Select(seed => int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture))]);
        return 0;
    case "seed":
        return await SeedScenario.RunAsync(int.Parse(Argument("--count") ?? "1000000", System.Globalization.CultureInfo.InvariantCulture), DatabaseProviders.Parse(Argument("--provider")), Database()) ? 0 : 1;
    case "queries":
        await QueryScenario.RunAsync(DatabaseProviders.Parse(Argument("--provider")), Database(), Argument("--report"), Argument("--only"));
        return 0;
    case "planner":
        return PlannerScenario.Run(
            Argument("--instances") ?? throw new InvalidOperationException("--instances names a folder."),
            double.Parse(Argument("--seconds") ?? "5", System.Globalization.CultureInfo.InvariantCulture),
            Argument("--out"),
            Argument("--seed") is { } seed ? ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture) : null) ? 0 : 1;
    case "planner-insert":
        await PlannerInsertScenario.RunAsync();
        return 0;
    case "day-plan-insert":
        await DayPlanInsertScenario.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine(
            $"Unknown scenario '{scenario}'. Known: intake [count], relay [count], positions [seconds], matching [--seed N]..., seed --database C [--provider P] [--count N], queries --database C [--provider P] [--report file] [--only name], planner --instances folder [--seconds S] [--out folder] [--seed N], planner-insert, day-plan-insert; C is a connection string, P Sqlite or PostgreSql.");
        return 2;
}

string? Argument(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault();

string Database() => Argument("--database") ?? throw new InvalidOperationException("--database names the connection string, as 'Data Source=million/complaints.db'.");
