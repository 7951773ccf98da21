namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>Section <c>Events</c> of the configuration.</summary>
internal sealed class EventSettings
{
    /// <summary>Open streams of one user.</summary>
    public int MostPerUser { get; init; } = 6;

    /// <summary>Open streams in all, of one replica.</summary>
    public int Most { get; init; } = 200;

    /// <summary>A comment goes over a quiet line this often, so that nobody in between takes it for dead: the gateway waits for 30 seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Who does not take what was sent for so long is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who was away for longer is told everything anew.</summary>
    public TimeSpan LongestAway { get; init; } = TimeSpan.FromHours(1);

    public bool MakesSense => MostPerUser > 0 && Most > 0 && Heartbeat > TimeSpan.Zero && Patience > TimeSpan.Zero && LongestAway > TimeSpan.Zero;
}

/// <summary>Counts the open streams.</summary>
internal sealed class StreamPlaces(EventSettings settings)
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _all;

    /// <summary>Dispose what comes back when the stream ends.</summary>
    /// <returns>Null when there is no room.</returns>
    public IDisposable? TryTake(string user)
    {
        lock (_lock)
        {
            var own = _users.GetValueOrDefault(user);
            if (_all >= settings.Most || own >= settings.MostPerUser)
            {
                return null;
            }

            (_users[user], _all) = (own + 1, _all + 1);
            return new Place(this, user);
        }
    }

    private void Leave(string user)
    {
        lock (_lock)
        {
            _all--;
            if (--_users[user] == 0)
            {
                _users.Remove(user);
            }
        }
    }

    private sealed class Place(StreamPlaces places, string user) : IDisposable
    {
        private StreamPlaces? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Leave(user);
    }
}
