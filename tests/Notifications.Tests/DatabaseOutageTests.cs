using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>What whoever runs the platform reads on the console while PostgreSQL is away.</summary>
public sealed class DatabaseOutageTests
{
    private const string Away = "The database does not answer", Back = "The database answers again";

    [Fact]
    public async Task A_database_that_is_away_is_mentioned_when_it_goes_and_when_it_is_back_however_often_it_is_tried()
    {
        await using var database = await PrivatePostgreSql.StartAsync();
        var folder = Directory.CreateTempSubdirectory("planning-outage-");
        await using (var service = new TestProcess(
            typeof(Channel).Assembly,
            "--Database:Provider=PostgreSql", $"--ConnectionStrings:notifications-db={database.NewDatabase()}", $"--ConnectionStrings:messaging={await TestBroker.CreateVirtualHostAsync()}",
            $"--Data:Folder={folder.FullName}", "--urls=http://127.0.0.1:0", "--Identity:Authority=http://127.0.0.1:1",
            "--Notifications:PollInterval=00:00:00.1", "--Messaging:PollInterval=00:00:00.1", "--Messaging:LeaseDuration=00:00:00.2"))
        {
            await Eventually.TrueAsync(() => Task.FromResult(service.Output.Any(line => line.Contains("Application started", StringComparison.Ordinal))), "the service runs");
            for (var outage = 1; outage <= 2; outage++)
            {
                await database.KillServerAsync();
                // One line of the relay and one of the sender; then time for some twenty tries of each.
                await Eventually.TrueAsync(() => Task.FromResult(Lines(Away) >= 2 * outage), "the outage is mentioned");
                await Task.Delay(TimeSpan.FromSeconds(2));
                await database.StartServerAsync();
                await Eventually.TrueAsync(() => Task.FromResult(Lines(Back) >= 2 * outage && Lines(Back) >= Lines(Away)), "its end is mentioned");
            }

            // For each outage one of every worker that met it: two that always work, a few that may; on a busy machine a connection that broke unseen may make it seem to end twice. Nothing else calls out
            // meanwhile, whoever logs it.
            Assert.InRange(Lines(Away), 4, 20);
            Assert.True(service.Output.Count(line => line.StartsWith("fail:", StringComparison.Ordinal)) == Lines(Away), string.Join('\n', service.Output));

            int Lines(string sentence) => service.Output.Count(line => line.Contains(sentence, StringComparison.Ordinal));
        }

        folder.Delete(recursive: true);
    }
}
