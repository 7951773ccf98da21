using System.Threading.RateLimiting;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// Counts wrong telephone numbers per booking. There are few of them beside the 60 bits of a tracking secret, so a booking of which too many were tried is closed for an hour
/// to the address they came from (of IPv6: its /64) and, when they came from many, to everybody: better that its holder asks at the village office than that somebody reads
/// why they are driven.
/// Settings: <c>Limits:WrongPhonesPerAddress</c>, <c>Limits:WrongPhonesPerBooking</c>, both of one booking in an hour.
/// </summary>
internal sealed class PhoneGuesses(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _perAddress = PerHour(configuration.GetValue("Limits:WrongPhonesPerAddress", 10));
    private readonly PartitionedRateLimiter<string> _perBooking = PerHour(configuration.GetValue("Limits:WrongPhonesPerBooking", 100));

    public bool AreUsedUp(string number, HttpContext context)
    {
        using var byAddress = _perAddress.AttemptAcquire(KeyOf(number, context), permitCount: 0);
        using var byBooking = _perBooking.AttemptAcquire(Shortened(number), permitCount: 0);
        return !byAddress.IsAcquired || !byBooking.IsAcquired;
    }

    public void Count(string number, HttpContext context)
    {
        _perAddress.AttemptAcquire(KeyOf(number, context)).Dispose();
        _perBooking.AttemptAcquire(Shortened(number)).Dispose();
    }

    public void Dispose()
    {
        _perAddress.Dispose();
        _perBooking.Dispose();
    }

    private static string KeyOf(string number, HttpContext context) => $"{Shortened(number)} {context.CallerNetwork()}";

    /// <summary>What is no number of ours by its length is counted together.</summary>
    private static string Shortened(string number) => number.Length <= Tracking.MaximumLength ? number : "";

    private static PartitionedRateLimiter<string> PerHour(int permits)
        => PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromHours(1) }));
}
