namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Says every two seconds who is still being waited for.</summary>
internal sealed class WaitingLine(Journal journal, Func<IReadOnlyList<string>> late)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task ShowAsync(CancellationToken cancellation)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(cancellation) && late() is { Count: > 0 } waiting)
        {
            var elapsed = TimeProvider.System.GetElapsedTime(startedAt);
            journal.Say($"menunggu (waiting for) {string.Join(", ", waiting)} ... {elapsed.TotalSeconds:0} s");
        }
    }
}
