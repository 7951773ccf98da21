using PlanningPlatform.Load;

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
    case "matching":
        // --seed 1001, more than once for several together; none: the tuning seeds.
        await MatchingScenario.RunAsync([.. args.Skip(1).Where(argument => argument != "--seed").Select(seed => int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture))]);
        return 0;
    default:
        Console.Error.WriteLine($"Unknown scenario '{scenario}'. Known: intake [count], relay [count], matching [--seed N]...");
        return 2;
}
