using System.Threading.RateLimiting;

namespace PlanningPlatform.Complaints.Features;

/// <summary>
/// Counts wrong tracking attempts per number and per address, apart from right ones: whoever guesses is slowed down, whoever holds
/// the slip is never locked out by somebody else's guesses. (What makes guessing hopeless is the secret's 60 bits.)
/// Settings: <c>Limits:WrongTrackingPerNumber</c>, <c>Limits:WrongTrackingPerAddress</c>, both per minute.
/// </summary>
internal sealed class WrongGuesses(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _perNumber = PerMinute(configuration.GetValue("Limits:WrongTrackingPerNumber", 20));
    private readonly PartitionedRateLimiter<string> _perAddress = PerMinute(configuration.GetValue("Limits:WrongTrackingPerAddress", 300));

    /// <returns>False when there were too many.</returns>
    public bool Allow(string number, HttpContext context)
    {
        using var byAddress = _perAddress.AttemptAcquire(Address(context));
        using var byNumber = _perNumber.AttemptAcquire(number);
        return byAddress.IsAcquired && byNumber.IsAcquired;
    }

    public void Dispose()
    {
        _perNumber.Dispose();
        _perAddress.Dispose();
    }

    /// <summary>The gateway drops what clients claim and sets the header itself; services listen on loopback only.</summary>
    private static string Address(HttpContext context)
        => context.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } forwarded ? forwarded : context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static PartitionedRateLimiter<string> PerMinute(int permits)
        => PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }));
}
