using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Messaging.Tests;
using PlanningPlatform.Testing;

// Run by the tests themselves (TestProcess): one replica of the shop, in a process that can be killed or paused, or that dies by itself.
var time = new SettableTime();
time.Advance(TimeSpan.FromHours(double.Parse(args[2], CultureInfo.InvariantCulture)));
await using var shop = await LedgerService.StartAsync(
    "shop", args[0], args[1], [], time, relays: true,
    // Whoever is to die must not run out of time before.
    [new("Messaging:LeaseDuration", args is [.., "dies"] ? "00:00:20" : "00:00:01"), new("Messaging:BatchSize", "20"), new("Messaging:PollInterval", "00:00:00.1")],
    services =>
    {
        if (args is [.., "dies"])
        {
            services.ConfigureDbContext<LedgerDb>(options => options.AddInterceptors(new DiesBetweenConfirmAndDelete()));
        }
    });
await Task.Delay(Timeout.Infinite);

/// <summary>The broker has everything, the outbox still holds it: the moment at which a crash repeats messages.</summary>
internal sealed class DiesBetweenConfirmAndDelete : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith("DELETE FROM", StringComparison.Ordinal) && command.CommandText.Contains("OutboxMessage", StringComparison.Ordinal))
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return result;
    }
}
