using System.Security.Claims;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Own;

/// <summary>The account of whoever is signed in, for what a found phone or an open browser must not be enough for.</summary>
internal sealed class OwnAccount(PasswordCheck passwords, SecondFactorCheck codes, SecondFactors factors, Sessions sessions)
{
    /// <param name="code">Where the account has a second factor; null does not ask for it.</param>
    /// <returns>The account, or why not.</returns>
    public async Task<(Account? Account, Refusal? Refusal)> ProveAsync(ClaimsPrincipal user, string password, string? code, HttpResponse response, CancellationToken cancellationToken)
    {
        var outcome = await passwords.CheckAsync(user.UserName(), password, cancellationToken);
        if (PasswordRefusals.Of(outcome, response) is { } wait)
        {
            return (null, wait);
        }

        if (outcome.Account is not { } account || account.Id != user.AccountId() || !sessions.MaySignIn(account))
        {
            return (null, WrongPassword);
        }

        if (account.IsDemo)
        {
            return (null, SharedAccount);
        }

        if (code is null || !await factors.IsOnAsync(account.Id, cancellationToken))
        {
            return (account, null);
        }

        var second = await codes.CheckAsync(account, code, cancellationToken);
        return second.Account is null ? (null, PasswordRefusals.Of(second, response) ?? WrongCode) : (account, null);
    }

    private static Refusal WrongPassword { get; } = Refusal.InvalidField("password", "wrong", new("Kata sandi ini salah.", "This password is wrong."));

    private static Refusal WrongCode { get; } = Refusal.InvalidField("code", "wrong", new("Kode ini salah atau sudah dipakai.", "This code is wrong or was used already."));

    private static Refusal SharedAccount { get; } = new(409, "demo_account",
        new("Akun contoh dipakai bersama; kata sandinya tidak dapat diubah.", "Demo accounts are shared; their password cannot be changed."));
}
