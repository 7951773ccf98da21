using System.Threading.Channels;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>
/// What one open board has still to be told. A newer state of the same thing takes the place of the older, so whoever reads slowly misses what was in between and
/// nothing else; whoever does not read at all is given up.
/// </summary>
internal sealed class BoardReader(GrantedScope scope)
{
    /// <summary>More different things than a city has units, and requests on one day.</summary>
    private const int MostPending = 5_000;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private OrderedDictionary<(string Kind, Guid Id), BoardEvent> _pending = [];

    /// <summary>Too much waits: it is told nothing any more.</summary>
    public bool IsTooSlow { get; private set; }

    public void Offer(BoardEvent news)
    {
        if (news.For(scope) is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_pending.Count >= MostPending)
            {
                IsTooSlow = true;
                _pending = [];
            }
            else if (!IsTooSlow)
            {
                // At the end again: the order is that of the changes.
                _pending.Remove((news.Kind, news.Id));
                _pending.Add((news.Kind, news.Id), news);
            }
        }

        _bell.Writer.TryWrite(true);
    }

    /// <summary>Waits for news.</summary>
    /// <returns>Null when there was none for so long.</returns>
    public async Task<IReadOnlyCollection<BoardEvent>?> TakeAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken.Values;
        }
    }
}
