using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>
/// Counts wrong tracking attempts per number and per address (of IPv6: per /64), apart from right ones: whoever guesses is slowed down, whoever
/// holds the slip is never locked out by somebody else's guesses. (What makes guessing hopeless is the secret's 60 bits.)
/// Settings: <c>Limits:WrongTrackingPerNumber</c>, <c>Limits:WrongTrackingPerAddress</c>, both per minute.
/// </summary>
public sealed class WrongGuesses(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _perNumber = PerMinute(configuration.GetValue("Limits:WrongTrackingPerNumber", 20));
    private readonly PartitionedRateLimiter<string> _perAddress = PerMinute(configuration.GetValue("Limits:WrongTrackingPerAddress", 300));

    /// <summary>Counts one wrong attempt.</summary>
    /// <returns>404 <c>not_found</c>, the same for a wrong number and a wrong secret; 429 <c>too_many_guesses</c> after too many.</returns>
    public Refusal Refuse(string number, HttpContext context)
    {
        using var byAddress = _perAddress.AttemptAcquire(context.CallerNetwork());
        if (!byAddress.IsAcquired)
        {
            return TooManyGuesses;
        }

        // What is no number of ours by its length needs no count of its own.
        using var byNumber = _perNumber.AttemptAcquire(number.Length <= Tracking.MaximumLength ? number : "");
        return byNumber.IsAcquired || number.Length > Tracking.MaximumLength ? NotFound : TooManyGuesses;
    }

    public void Dispose()
    {
        _perNumber.Dispose();
        _perAddress.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits)
        => PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }));

    private static readonly Refusal NotFound = new(404, "not_found", new(
        "Nomor atau kode rahasia tidak cocok. Periksa keduanya pada bukti Anda.",
        "Number or secret does not match. Please check both on your slip."));

    private static readonly Refusal TooManyGuesses = new(429, "too_many_guesses", new(
        "Terlalu banyak percobaan yang salah. Tunggu satu menit lalu periksa bukti Anda.",
        "Too many wrong attempts. Wait a minute and check your slip."));
}
