namespace PlanningPlatform.AppHost.Tests;

internal static class Deadline
{
    /// <summary>Asks again and again, for 30 seconds at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Not within 30 seconds: {what}");
            await Task.Delay(50);
        }
    }

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);
}
