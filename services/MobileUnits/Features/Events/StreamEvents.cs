using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>
/// Server-sent events for the dispatcher's board: first everything of the region that is open, or what changed since <c>Last-Event-ID</c>, then <c>ready</c>, then each change
/// as it comes. Events say how things are (<c>request</c>, <c>journey</c>, <c>unit</c>, <c>alarm</c>), not what happened, so hearing one twice does no harm.
/// </summary>
internal static class StreamEvents
{
    private static readonly RequestStatus[] Open =
        [RequestStatus.AwaitingApproval, RequestStatus.Waiting, RequestStatus.Suggested, RequestStatus.Assigned, RequestStatus.Accepted, RequestStatus.EnRoute, RequestStatus.Arrived, RequestStatus.OnBoard];

    /// <param name="lastEventId">For clients that cannot send the header.</param>
    /// <param name="looking">False while nobody sits at the board: the queue stays unmanned.</param>
    public static Results<EventStream, Refusal> Handle(
        [FromHeader(Name = "Last-Event-ID")] string? lastId, string? lastEventId, bool? looking, HttpContext context, ClaimsPrincipal user, GrantedScope scope, StreamPlaces places)
    {
        if (places.TryTake(user.UserName()) is not { } place)
        {
            context.Response.Headers.RetryAfter = "30";
            return TooMany;
        }

        return new EventStream(place, scope, string.IsNullOrEmpty(lastId) ? lastEventId : lastId, looking ?? true);
    }

    private static readonly Refusal TooMany = new(429, "too_many_streams", new(
        "Terlalu banyak papan terbuka. Tutup salah satu lalu coba lagi.", "Too many boards are open. Close one and try again."));

    internal sealed class EventStream(IDisposable place, GrantedScope scope, string? lastId, bool looking) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var taken = place;
            var (services, time) = (httpContext.RequestServices, httpContext.RequestServices.GetRequiredService<TimeProvider>());
            var settings = services.GetRequiredService<IOptions<EventSettings>>().Value;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            httpContext.Response.ContentType = "text/event-stream";
            httpContext.Response.Headers.CacheControl = "no-store";
            // For an nginx in front.
            httpContext.Response.Headers["X-Accel-Buffering"] = "no";

            using var over = new CancellationTokenSource(TokenLeft(httpContext.User, time), time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(
                over.Token, httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            var feed = services.GetRequiredService<BoardFeed>();
            var reader = feed.Join(scope);
            try
            {
                await new Line(httpContext, scope, reader, looking, settings, time).RunAsync(lastId, end.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException || exception.IsDatabaseOutage())
            {
                // The token is over, the reader or we went away, it did not read, or the database is: whoever is still there comes again with the last id.
            }
            finally
            {
                feed.Leave(reader);
            }
        }

        private static TimeSpan TokenLeft(ClaimsPrincipal user, TimeProvider time)
            => long.TryParse(user.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds())) - time.GetUtcNow() is var left
                ? TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, TimeSpan.TicksPerHour))
                : TimeSpan.FromMinutes(10);
    }

    /// <summary>One open stream.</summary>
    private sealed class Line(HttpContext context, GrantedScope scope, BoardReader reader, bool looking, EventSettings settings, TimeProvider time)
    {
        private readonly Dictionary<Guid, int> _first = [];
        private readonly Regency _regency = context.RequestServices.GetRequiredService<Regency>();
        private DateTimeOffset _knows;

        public async Task RunAsync(string? lastId, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            await SendAsync("retry: 2000\n\n", cancellationToken);
            await using (var services = context.RequestServices.CreateAsyncScope())
            {
                var db = services.ServiceProvider.GetRequiredService<MobileUnitsDb>();
                if (Cursor.Read(lastId, scope, now, settings.LongestAway) is { } knows)
                {
                    await ChangesSinceAsync(db, knows - BoardFeed.Overlap, cancellationToken);
                }
                else
                {
                    await SendAsync("event: reset\ndata: {}\n\n", cancellationToken);
                    await AllThatIsOpenAsync(db, cancellationToken);
                }

                await UnitsAndAlarmAsync(db, now, cancellationToken);
            }

            // Only now does it know everything until then: broken off before, it begins where it began.
            _knows = now;
            await SendAsync($"id: {Cursor.Write(_knows, scope)}\nevent: ready\ndata: {{}}\n\n", cancellationToken);
            await GoOnAsync(cancellationToken);
        }

        private async Task GoOnAsync(CancellationToken cancellationToken)
        {
            var watch = context.RequestServices.GetRequiredService<QueueWatch>();
            while (true)
            {
                if (looking)
                {
                    await watch.SeenAsync(context.User.UserName(), cancellationToken);
                }

                var news = await reader.TakeAsync(settings.Heartbeat, time, cancellationToken);
                if (reader.IsTooSlow)
                {
                    context.Abort();
                    return;
                }

                var text = new StringBuilder();
                foreach (var item in news ?? [])
                {
                    Append(text, item);
                }

                await SendAsync(news is null ? ": \n\n" : text.ToString(), cancellationToken);
            }
        }

        private async Task AllThatIsOpenAsync(MobileUnitsDb db, CancellationToken cancellationToken)
        {
            var (requests, journeys) = (db.Requests.Where(request => Open.Contains(request.Status)), db.Journeys.Where(journey => journey.EndedAt == null));
            if (scope.PlacesIn(_regency) is { } places)
            {
                requests = requests.Where(request => places.Contains(request.VillageCode));
                journeys = journeys.Where(journey => journey.Requests.Any(request => places.Contains(request.VillageCode)));
            }

            await TellAsync(db, await requests.OrderBy(request => request.DueAt).Select(request => request.Id).ToListAsync(cancellationToken), BoardStates.RequestsAsync, cancellationToken);
            await TellAsync(db, await journeys.OrderBy(journey => journey.SlotFrom).Select(journey => journey.Id).ToListAsync(cancellationToken), BoardStates.JourneysAsync, cancellationToken);
        }

        /// <summary>Of journeys also those that are of no concern any more: nobody here knows which ones the board still shows.</summary>
        private async Task ChangesSinceAsync(MobileUnitsDb db, DateTimeOffset since, CancellationToken cancellationToken)
        {
            var requests = db.Requests.Where(request => request.ChangedAt > since);
            if (scope.PlacesIn(_regency) is { } places)
            {
                requests = requests.Where(request => places.Contains(request.VillageCode));
            }

            await TellAsync(db, await requests.OrderBy(request => request.ChangedAt).Select(request => request.Id).ToListAsync(cancellationToken), BoardStates.RequestsAsync, cancellationToken);
            var journeys = db.Journeys.Where(journey => journey.ChangedAt > since).OrderBy(journey => journey.ChangedAt).Select(journey => journey.Id);
            await TellAsync(db, await journeys.ToListAsync(cancellationToken), BoardStates.JourneysAsync, cancellationToken);
        }

        private async Task TellAsync(
            MobileUnitsDb db, List<Guid> ids, Func<MobileUnitsDb, IReadOnlyList<Guid>, CancellationToken, Task<List<BoardEvent>>> read, CancellationToken cancellationToken)
        {
            foreach (var piece in ids.Chunk(BoardStates.Piece))
            {
                var text = new StringBuilder();
                foreach (var item in await read(db, piece, cancellationToken))
                {
                    _first[item.Id] = item.Version;
                    Append(text, item);
                }

                await SendAsync(text.ToString(), cancellationToken);
            }
        }

        private async Task UnitsAndAlarmAsync(MobileUnitsDb db, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var text = new StringBuilder();
            foreach (var item in await new UnitsOnBoard(_regency).LookAsync(db, now, cancellationToken))
            {
                Append(text, item);
            }

            Append(text, (await db.Alarms.AsNoTracking().FirstOrDefaultAsync(row => row.Id == QueueAlarm.TheOne, cancellationToken)).ToEvent());
            await SendAsync(text.ToString(), cancellationToken);
        }

        private void Append(StringBuilder text, BoardEvent item)
        {
            if (item.For(scope) is not { } data)
            {
                return;
            }

            if (item.ChangedAt is { } changed && _knows != default)
            {
                if (_first.TryGetValue(item.Id, out var first) && item.Version <= first)
                {
                    // The feed looked before the first look did.
                    return;
                }

                // Not beyond now, which a replica's clock may be: what others then change would lie before it.
                _knows = new[] { _knows, new[] { changed, time.GetUtcNow() }.Min() }.Max();
                text.Append("id: ").Append(Cursor.Write(_knows, scope)).Append('\n');
            }

            text.Append("event: ").Append(item.Kind).Append("\ndata: ").Append(data).Append("\n\n");
        }

        private async Task SendAsync(string text, CancellationToken cancellationToken)
        {
            if (text.Length == 0)
            {
                return;
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(settings.Patience);
            try
            {
                await context.Response.WriteAsync(text, patience.Token);
                await context.Response.Body.FlushAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Otherwise the end would wait behind what is not read.
                context.Abort();
                throw;
            }
        }
    }
}
