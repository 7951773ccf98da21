namespace PlanningPlatform.ServiceDefaults;

/// <summary>The machine's clock in whole microseconds, which is what PostgreSQL keeps: a time that is answered at once equals the one read later.</summary>
public sealed class MicrosecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
