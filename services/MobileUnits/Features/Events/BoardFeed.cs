using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>
/// Looks once for all boards of this process at what changed, when something was committed here and every second for what other replicas did, and hands it to those whom
/// it concerns. While nobody reads it rests.
/// </summary>
internal sealed partial class BoardFeed(BoardSignal signal, IServiceScopeFactory scopes, Regency regency, TimeProvider time, ILogger<BoardFeed> logger) : BackgroundService
{
    /// <summary>
    /// A change is stamped before it is committed, and by the clock of its replica: each look goes back by this, and what was told already is not told again. A transaction
    /// takes milliseconds, and clocks that are set by the net differ by less than a second.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(200);

    private readonly OutageNotice _outage = new(logger);
    private ImmutableList<BoardReader> _readers = [];

    public BoardReader Join(GrantedScope scope)
    {
        var reader = new BoardReader(scope);
        ImmutableInterlocked.Update(ref _readers, readers => readers.Add(reader));
        signal.Ring();
        return reader;
    }

    public void Leave(BoardReader reader) => ImmutableInterlocked.Update(ref _readers, readers => readers.Remove(reader));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Look? look = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(AtLeastEvery, time, stoppingToken);
            if (_readers.IsEmpty)
            {
                look = null;
                continue;
            }

            look ??= new(new UnitsOnBoard(regency), time.GetUtcNow() - Overlap);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var news in await look.AgainAsync(scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), time.GetUtcNow(), stoppingToken))
                {
                    foreach (var reader in _readers)
                    {
                        reader.Offer(news);
                    }
                }

                _outage.IsOver();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What was not seen now is at the next look, which begins where the last one that came to its end did.
                if (!_outage.Took(exception))
                {
                    Log.Failed(logger, exception);
                }
            }

            await Task.Delay(AtMostEvery, time, stoppingToken);
        }
    }

    /// <summary>What was told, from one look to the next.</summary>
    private sealed class Look(UnitsOnBoard units, DateTimeOffset since)
    {
        private readonly Dictionary<Guid, DateTimeOffset> _requests = [];
        private readonly Dictionary<Guid, DateTimeOffset> _journeys = [];
        private DateTimeOffset _since = since;
        private (bool Known, DateTimeOffset? RaisedAt) _alarm;

        public async Task<List<BoardEvent>> AgainAsync(MobileUnitsDb db, DateTimeOffset now, CancellationToken cancellationToken)
        {
            List<BoardEvent> news = [];
            var changed = await db.Requests.Where(request => request.ChangedAt > _since).Select(request => new { request.Id, request.ChangedAt }).ToListAsync(cancellationToken);
            var requests = changed.ToDictionary(row => row.Id, row => row.ChangedAt);
            foreach (var piece in New(requests, _requests))
            {
                news.AddRange(await BoardStates.RequestsAsync(db, piece, cancellationToken));
            }

            changed = await db.Journeys.Where(journey => journey.ChangedAt > _since).Select(journey => new { journey.Id, journey.ChangedAt }).ToListAsync(cancellationToken);
            var journeys = changed.ToDictionary(row => row.Id, row => row.ChangedAt);
            foreach (var piece in New(journeys, _journeys))
            {
                news.AddRange(await BoardStates.JourneysAsync(db, piece, cancellationToken));
            }

            news.AddRange(await units.LookAsync(db, now, cancellationToken));
            var alarm = await db.Alarms.AsNoTracking().FirstOrDefaultAsync(row => row.Id == QueueAlarm.TheOne, cancellationToken);
            if (_alarm != (true, alarm?.RaisedAt))
            {
                _alarm = (true, alarm?.RaisedAt);
                news.Add(alarm.ToEvent());
            }

            Remember(requests, _requests);
            Remember(journeys, _journeys);
            _since = now - Overlap;
            return news;
        }

        private static IEnumerable<Guid[]> New(Dictionary<Guid, DateTimeOffset> found, Dictionary<Guid, DateTimeOffset> told)
            => found.Where(row => !told.TryGetValue(row.Key, out var at) || at != row.Value).Select(row => row.Key).Chunk(BoardStates.Piece).ToList();

        private static void Remember(Dictionary<Guid, DateTimeOffset> found, Dictionary<Guid, DateTimeOffset> told)
        {
            told.Clear();
            foreach (var (id, at) in found)
            {
                told[id] = at;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What changed could not be told to the boards; it is tried again in a second.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
