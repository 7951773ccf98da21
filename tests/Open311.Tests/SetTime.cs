namespace PlanningPlatform.Open311.Tests;

/// <summary>A clock that stands where a test put it, so that whole answers can be compared. Each test has days of its own, and sees only what it sent.</summary>
public sealed class SetTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero).UtcTicks;

    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => Interlocked.Exchange(ref ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
}
