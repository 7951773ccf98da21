namespace PlanningPlatform.Testing;

/// <summary>A clock that starts now, runs on, and can be moved forward by a test.</summary>
public sealed class SettableTime : TimeProvider
{
    private long ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    /// <summary>From there it goes on.</summary>
    public void SetTo(DateTimeOffset now) => Interlocked.Exchange(ref ahead, (now - System.GetUtcNow()).Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Interlocked.Read(ref ahead) / (double)TimeSpan.TicksPerSecond * TimestampFrequency);
}
