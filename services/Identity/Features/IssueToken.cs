using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>POST /api/identity/token</c>: a user name and password, or a refresh token, for a pair of tokens.</summary>
internal static class IssueToken
{
    public const int LongestUserName = 64;
    public const int LongestPassword = 256;

    internal sealed record Request(string? Username, string? Password, string? RefreshToken);

    public static async Task<Results<Ok<TokenPair>, Refusal>> HandleAsync(
        Request request, PasswordCheck passwords, Sessions sessions, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        if (Check(request) is { } refusal)
        {
            return refusal;
        }

        if (request.RefreshToken is not null)
        {
            return await sessions.ContinueAsync(request.RefreshToken, cancellationToken) is { } next ? TypedResults.Ok(next) : InvalidRefreshToken;
        }

        var outcome = await passwords.CheckAsync(request.Username!, request.Password!, cancellationToken);
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

        return outcome.Account is { } account && sessions.MaySignIn(account)
            ? TypedResults.Ok(await sessions.StartAsync(account, cancellationToken))
            : InvalidCredentials;
    }

    private static Refusal TooBusy { get; } = new(429, "too_many_requests",
        new("Terlalu banyak orang masuk bersamaan. Coba lagi dalam beberapa detik.", "Too many people are signing in at once. Try again in a few seconds."));

    private static Refusal InvalidCredentials { get; } = new(401, "invalid_credentials",
        new("Nama pengguna atau kata sandi salah.", "The user name or the password is wrong."));

    private static Refusal InvalidRefreshToken { get; } = new(401, "invalid_refresh_token",
        new("Sesi Anda sudah berakhir. Silakan masuk lagi.", "Your session has ended. Please sign in again."));

    private static Refusal LockedOut(int seconds) => new(429, "locked_out",
        new($"Terlalu banyak percobaan dengan kata sandi salah. Coba lagi dalam {Minutes(seconds)} menit.",
            $"Too many attempts with a wrong password. Try again in {Minutes(seconds)} min."))
    {
        Facts = new Dictionary<string, object?> { ["retryAfterSeconds"] = seconds },
    };

    private static int Minutes(int seconds) => (seconds + 59) / 60;

    private static Refusal? Check(Request request)
    {
        var errors = new FieldErrors();
        if (request.RefreshToken is not null)
        {
            if (request.Username is not null || request.Password is not null)
            {
                errors.Add("refreshToken", "either_or", "Kirim nama pengguna dan kata sandi, atau token penyegar; jangan keduanya.", "Send a user name and password or a refresh token, not both.");
            }

            errors.RequireText("refreshToken", request.RefreshToken, maximum: 128);
        }
        else
        {
            errors.RequireText("username", request.Username, LongestUserName);
            if (string.IsNullOrEmpty(request.Password))
            {
                errors.Add("password", "required", "Bagian ini wajib diisi.", "This field is required.");
            }

            errors.AllowText("password", request.Password, LongestPassword);
        }

        return errors.Any ? errors.ToRefusal() : null;
    }
}
