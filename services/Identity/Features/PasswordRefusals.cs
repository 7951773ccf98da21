using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>Why a password or code was not looked at.</summary>
internal static class PasswordRefusals
{
    /// <summary>Null when it was looked at. Sets <c>Retry-After</c>.</summary>
    public static Refusal? Of(PasswordCheck.Outcome outcome, HttpResponse response)
    {
        if (outcome.TooBusy)
        {
            response.Headers.RetryAfter = "5";
            return TooBusy;
        }

        if (outcome.LockedFor is { } wait)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            response.Headers.RetryAfter = $"{seconds}";
            return LockedOut(seconds);
        }

        return null;
    }

    private static Refusal TooBusy { get; } = new(429, "too_many_requests",
        new("Terlalu banyak orang masuk bersamaan. Coba lagi dalam beberapa detik.", "Too many people are signing in at once. Try again in a few seconds."));

    private static Refusal LockedOut(int seconds) => new(429, "locked_out",
        new($"Terlalu banyak percobaan dengan kata sandi atau kode yang salah. Coba lagi dalam {Minutes(seconds)} menit.",
            $"Too many attempts with a wrong password or code. Try again in {Minutes(seconds)} min."))
    {
        Facts = new Dictionary<string, object?> { ["retryAfterSeconds"] = seconds },
    };

    private static int Minutes(int seconds) => (seconds + 59) / 60;
}
