namespace PlanningPlatform.Messaging.Tests;

internal static class Eventually
{
    /// <summary>Polls until true; fails with what it waited for after a minute.</summary>
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
            catch (OperationCanceledException)
            {
                Assert.Fail($"A minute passed and it never became true that {what}.");
            }
        }
    }
}
