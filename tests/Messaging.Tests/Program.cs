using System.Globalization;
using PlanningPlatform.Messaging.Tests;
using PlanningPlatform.Testing;

// Run by the tests themselves (TestProcess): one replica of the shop, in a process that can be killed or paused.
var time = new SettableTime();
time.Advance(TimeSpan.FromHours(double.Parse(args[2], CultureInfo.InvariantCulture)));
await using var shop = await LedgerService.StartAsync(
    "shop", args[0], args[1], [], time, relays: true,
    new("Messaging:LeaseDuration", "00:00:01"), new("Messaging:BatchSize", "20"), new("Messaging:PollInterval", "00:00:00.1"));
await Task.Delay(Timeout.Infinite);
