using System.Diagnostics;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>How much a search may still do: until a time, an amount of work, or somebody's cancelling. The clock is read only every few thousand units of work.</summary>
internal sealed class Budget
{
    private const long WorkBetweenLooks = 4000;
    private readonly long _begun;
    private readonly double _seconds;
    private readonly long _work;
    private readonly bool _goesByTime;
    private readonly CancellationToken _cancellation;
    private long _nextLook;
    private TimeSpan _nextTick;
    private double _timeShare;
    private TimeSpan _lookedAt;
    private double _longestGap;

    /// <param name="begun">Timestamp from which the time counts.</param>
    /// <param name="work">At most this much work.</param>
    /// <param name="goesByTime">False: <see cref="UsedShare"/> depends on nothing but the work done, so that a search repeats itself exactly.</param>
    public Budget(long begun, TimeSpan time, long work, bool goesByTime, CancellationToken cancellation)
    {
        (_begun, _seconds, _work, _goesByTime, _cancellation) = (begun, time.TotalSeconds, Math.Max(1, work), goesByTime, cancellation);
        Look();
    }

    /// <summary>Called at most four times a second, when the clock is read anyway.</summary>
    public Action<TimeSpan>? Tick { get; set; }

    public long Work { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>True once the time was up before the work was done.</summary>
    public bool TimeIsUp { get; private set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>0 to 1.</summary>
    public double UsedShare => Math.Min(1, Math.Max((double)Work / _work, _goesByTime ? _timeShare : 0));

    public void Spend(long work)
    {
        Work += work;
        if (Work >= _nextLook)
        {
            Look();
        }
    }

    private void Look()
    {
        _nextLook = Work + WorkBetweenLooks;
        var elapsed = Elapsed;
        // On a machine that has to do with others, this thread may be put aside for so long again; at first, code is compiled.
        _longestGap = Math.Min(_seconds / 4, Math.Max(_longestGap, (elapsed - _lookedAt).TotalSeconds));
        _lookedAt = elapsed;
        _timeShare = _seconds > 0 ? Math.Min(1, elapsed.TotalSeconds / (_seconds - _longestGap)) : 1;
        TimeIsUp = _timeShare >= 1;
        IsOver = TimeIsUp || Work >= _work || _cancellation.IsCancellationRequested;
        if (elapsed >= _nextTick && Tick is { } tick)
        {
            _nextTick = elapsed + TimeSpan.FromMilliseconds(250);
            tick(elapsed);
        }
    }
}
