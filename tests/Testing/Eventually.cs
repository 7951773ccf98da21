namespace PlanningPlatform.Testing;

/// <summary>Waits for what another process or thread brings about, never longer than needed.</summary>
public static class Eventually
{
    /// <summary>Polls until true; fails with what it waited for after a minute.</summary>
    /// <param name="minutes">More for what takes its time on a busy machine.</param>
    /// <exception cref="TimeoutException">They passed.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int minutes = 1)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"{(minutes == 1 ? "A minute" : $"{minutes} minutes")} passed and it never became true that {what}.", exception);
            }
        }
    }
}
