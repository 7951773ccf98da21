namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>
/// Remembers whether the routing service is worth asking. After a failure it has peace for half a minute, then one matrix tries again; what
/// goes wrong is logged when it begins and when it ends. (Polly's breaker opens after two failures at the earliest, and everybody would wait twice.)
/// </summary>
internal sealed partial class Circuit(TimeProvider time, ILogger<Circuit> logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Trouble? _trouble;
    private long _failedAt;
    private bool _isTrying;

    /// <summary>Null while the service answers, and before it was ever asked.</summary>
    public Trouble? Trouble
    {
        get
        {
            lock (_gate)
            {
                return _trouble;
            }
        }
    }

    /// <summary>Whoever gets true says <see cref="Leave"/> in the end, whatever comes of it.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_trouble is null)
            {
                return true;
            }

            return !_isTrying && time.GetElapsedTime(_failedAt) >= Rest && (_isTrying = true);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _isTrying = false;
        }
    }

    public void Answered(string service)
    {
        lock (_gate)
        {
            if (_trouble is null)
            {
                return;
            }

            _trouble = null;
        }

        Log.Back(logger, service);
    }

    public void Failed(string service, string reason)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = _trouble is null;
            _trouble = new(service, reason, _trouble?.Since ?? time.GetUtcNow());
            _failedAt = time.GetTimestamp();
        }

        if (isNew)
        {
            Log.Gone(logger, service, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Service} gives no travel times ({Reason}); they are estimated until it does.")]
        public static partial void Gone(ILogger logger, string service, string reason);

        [LoggerMessage(LogLevel.Information, "{Service} gives travel times again.")]
        public static partial void Back(ILogger logger, string service);
    }
}

/// <param name="Reason">Words of ours and numbers, nothing that the service wrote.</param>
/// <param name="Since">Its first failure in a row.</param>
internal sealed record Trouble(string Service, string Reason, DateTimeOffset Since);
