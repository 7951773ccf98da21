using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Load.Seeding;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Load;

/// <summary>Fills a database of the Complaints service with as many complaints as asked for, over two years. The service makes the database first; stop it while this runs.</summary>
internal static class SeedScenario
{
    private const int Batch = 5_000;

    /// <param name="database">A connection string.</param>
    /// <returns>False when it was stopped before the end; what was written until then stays.</returns>
    public static async Task<bool> RunAsync(int count, DatabaseProvider provider, string database)
    {
        Console.WriteLine($"Seed: {count:N0} complaints into {provider}. Starting the service once, which makes the database ...");
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var (histories, tables) = await PrepareAsync(provider, database);
        await using var load = BulkLoad.On(database, provider == DatabaseProvider.PostgreSql, tables);
        await load.BeginAsync();
        var (done, entries, total) = (0, 0L, Stopwatch.StartNew());
        var progress = new ProgressBar("complaints", count);
        // One core lives the complaints, the other writes them.
        var batches = System.Threading.Channels.Channel.CreateBounded<Complaint[]>(3);
        var living = Task.Run(async () =>
        {
            try
            {
                foreach (var batch in histories.Live(count).TakeWhile(_ => !stop.IsCancellationRequested).Chunk(Batch))
                {
                    await batches.Writer.WriteAsync(batch);
                }

                batches.Writer.Complete();
            }
            catch (Exception exception)
            {
                batches.Writer.Complete(exception);
            }
        });
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync())
            {
                await load.WriteAsync([batch, [.. batch.SelectMany(complaint => complaint.Timeline)], [.. batch.SelectMany(complaint => complaint.Supporters)], [.. batch.SelectMany(complaint => complaint.HandOffs)]], CancellationToken.None);
                (done, entries) = (done + batch.Length, entries + batch.Sum(complaint => (long)complaint.Timeline.Count));
                progress.Show(done);
            }

            await living;
        }
        finally
        {
            // Also when it was stopped or failed: without its indexes the database would be of no use.
            Console.WriteLine();
            var indexes = new ProgressBar("indexes", 1);
            await load.EndAsync((built, all) =>
            {
                indexes = built == 0 ? new ProgressBar("indexes", all) : indexes;
                indexes.Show(built);
            });
        }

        Console.WriteLine($"{(stop.IsCancellationRequested ? "Stopped: " : "")}{done:N0} complaints with {entries:N0} entries on their timelines in {total.Elapsed:mm\\:ss}; indexes are complete.");
        return !stop.IsCancellationRequested;
    }

    private static async Task<(ComplaintHistories Histories, IReadOnlyList<BulkTable> Tables)> PrepareAsync(DatabaseProvider provider, string database)
    {
        await using var service = await RunningComplaints.StartHereAsync(provider, database);
        await using var scope = service.Services.CreateAsyncScope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ComplaintsDb>());
        var histories = new ComplaintHistories(
            services.GetRequiredService<Regency>(), services.GetRequiredService<ApproximatePoints>(), services.GetRequiredService<OfficeTime>(),
            await db.Categories.AsNoTracking().Include(category => category.Rules).ToListAsync(), await db.Agencies.AsNoTracking().ToListAsync(), await db.Profiles.AsNoTracking().ToListAsync(),
            TimeProvider.System.GetUtcNow());
        return (histories, [.. ((Type[])[typeof(Complaint), typeof(TimelineEntry), typeof(SupportingAgency), typeof(HandOff)]).Select(entity => new BulkTable(db.Model, entity))]);
    }
}
