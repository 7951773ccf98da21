using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>POST /api/identity/token</c>: a user name and password, then where there is a second factor its code, or a refresh token, for a pair of tokens.</summary>
internal static class IssueToken
{
    public const int LongestUserName = 64;
    public const int LongestPassword = 256;

    /// <param name="Challenge">From the answer <c>second_factor_required</c>, with <paramref name="Code"/>.</param>
    /// <param name="Code">Six digits of the authenticator app, or a recovery code.</param>
    internal sealed record Request(string? Username, string? Password, string? RefreshToken, string? Challenge, string? Code);

    public static async Task<Results<Ok<TokenPair>, Refusal>> HandleAsync(
        Request request, PasswordCheck passwords, SecondFactorCheck codes, SecondFactors factors, SignInChallenge challenges, Sessions sessions,
        TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
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

        var outcome = request.Challenge is null
            ? await passwords.CheckAsync(request.Username!, request.Password!, cancellationToken)
            : await codes.CheckAsync(request.Challenge, request.Code!, cancellationToken);
        if (PasswordRefusals.Of(outcome, response) is { } wait)
        {
            return wait;
        }

        if (outcome.Account is not { } account || !sessions.MaySignIn(account))
        {
            return request.Challenge is null ? InvalidCredentials : InvalidCode;
        }

        if (account.PasswordExpiresAt <= time.GetUtcNow())
        {
            return TemporaryPasswordExpired;
        }

        return request.Challenge is null && await factors.IsOnAsync(account.Id, cancellationToken)
            ? SecondFactorRequired(challenges.Create(account))
            : TypedResults.Ok(await sessions.StartAsync(account, cancellationToken));
    }

    private static Refusal InvalidCredentials { get; } = new(401, "invalid_credentials",
        new("Nama pengguna atau kata sandi salah.", "The user name or the password is wrong."));

    private static Refusal TemporaryPasswordExpired { get; } = new(401, "temporary_password_expired",
        new("Kata sandi sementara ini sudah kedaluwarsa. Minta yang baru kepada administrator.", "This temporary password has expired. Ask an administrator for a new one."));

    private static Refusal InvalidCode { get; } = new(401, "invalid_code",
        new("Kode ini salah, sudah dipakai, atau terlambat. Tunggu kode berikutnya di aplikasi Anda, atau masuk lagi.", "This code is wrong, was used already or came too late. Wait for the next code in your app, or sign in again."));

    private static Refusal InvalidRefreshToken { get; } = new(401, "invalid_refresh_token",
        new("Sesi Anda sudah berakhir. Silakan masuk lagi.", "Your session has ended. Please sign in again."));

    private static Refusal SecondFactorRequired(string challenge) => new(401, "second_factor_required",
        new("Masukkan kode dari aplikasi autentikator Anda.", "Enter the code from your authenticator app."))
    {
        Facts = new Dictionary<string, object?> { ["challenge"] = challenge },
    };

    private static Refusal? Check(Request request)
    {
        var errors = new FieldErrors();
        var ways = new[] { request.RefreshToken, request.Challenge, request.Username ?? request.Password }.Count(way => way is not null);
        if (ways > 1)
        {
            errors.Add(request.RefreshToken is null ? "challenge" : "refreshToken", "either_or",
                "Kirim nama pengguna dan kata sandi, tantangan dan kode, atau token penyegar; hanya salah satu.",
                "Send a user name and password, a challenge and code, or a refresh token; one of them only.");
        }
        else if (request.RefreshToken is not null)
        {
            errors.RequireText("refreshToken", request.RefreshToken, maximum: 128);
        }
        else if (request.Challenge is not null)
        {
            errors.RequireText("challenge", request.Challenge, SignInChallenge.Longest);
            errors.RequireText("code", request.Code, SecondFactorCheck.LongestCode);
        }
        else
        {
            errors.RequireText("username", request.Username, LongestUserName);
            PasswordRules.RequirePresent(errors, "password", request.Password);
        }

        return errors.Any ? errors.ToRefusal() : null;
    }
}
