using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Complaints;

/// <summary>With the demo on, gives the 112 desk a few standard answers and units that can be called. Made up, save the national short numbers.</summary>
internal sealed class DemoCalls(IServiceProvider services, IConfiguration configuration, TimeProvider time) : IHostedService
{
    private const string Actor = "demo";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demo:Enabled", false))
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<ComplaintsDb>(), time.GetUtcNow());
        var answers = await db.StandardAnswers.Select(answer => answer.Code).ToHashSetAsync(cancellationToken);
        var units = await db.EmergencyUnits.Select(unit => unit.Code).ToHashSetAsync(cancellationToken);
        db.StandardAnswers.AddRange(Rows("answers.csv").Where(row => !answers.Contains(row[0])).Select(row => StandardAnswer.Write(row[0], row[1], row[3], row[2], Actor, now)));
        db.EmergencyUnits.AddRange(Rows("emergency-units.csv").Where(row => !units.Contains(row[0])).Select(row => EmergencyUnit.Add(
            row[0], new(row[1], Said(row[2]), Said(row[3]), IsOutside: row[4] == "yes", IsAmbulance: row[5] == "yes"), Actor, now)));
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private static IEnumerable<string[]> Rows(string file)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Demo", file)).Skip(1).Select(line => line.Split(';'));
}
