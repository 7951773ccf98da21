namespace PlanningPlatform.Testing;

/// <summary>Waits for what another process or thread brings about, never longer than needed.</summary>
public static class Eventually
{
    /// <summary>Polls until true; fails with what it waited for after a minute.</summary>
    /// <exception cref="TimeoutException">A minute passed.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"A minute passed and it never became true that {what}.", exception);
            }
        }
    }
}
