using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>
/// <c>POST /api/identity/accounts/{id}/password-reset</c>: a one-time link, beside which the old password works on until the link is used; or at
/// once a temporary password, which opens nothing but the page for changing it.
/// </summary>
internal static class ResetPassword
{
    internal enum Means
    {
        Link,
        TemporaryPassword,
    }

    internal sealed record Request(int? Version, Means? Means);

    /// <param name="TemporaryPassword">Shown this once.</param>
    internal sealed record Answer(OneTimeLink? Link, string? TemporaryPassword);

    public static async Task<Results<Ok<Answer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, PasswordLinks links, IPasswordHasher<Account> hasher, Sessions sessions, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var answer = new Answer(null, null);
        var refusal = await change.ApplyAsync(id, request.Version, "password_reset", async account =>
        {
            if (request.Means is not Means.TemporaryPassword)
            {
                answer = new(await links.ReplaceAsync(account, cancellationToken), null);
                return "means=Link";
            }

            // 80 bits in letters that can be read out on the telephone.
            var password = string.Join('-', Totp.Base32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10)).ToLowerInvariant().Chunk(4).Select(four => new string(four)));
            account.SetPassword(hasher.HashPassword(account, password), mustChange: true);
            await sessions.EndAllAsync(id, except: null, cancellationToken);
            answer = new(null, password);
            return "means=TemporaryPassword";
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(answer) : refusal;
    }
}
