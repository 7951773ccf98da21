using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Notifications.Contracts;
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
    /// <param name="SentTo">Where the link also goes, masked; null when there is no address that can be sent to.</param>
    internal sealed record Answer(OneTimeLink? Link, string? TemporaryPassword, DateTimeOffset? TemporaryPasswordExpiresAt, IReadOnlyList<string>? SentTo);

    public static async Task<Results<Ok<Answer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, PasswordLinks links, AccountNotices notices, IPasswordHasher<Account> hasher, Sessions sessions, IOptions<IdentitySettings> settings, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var answer = new Answer(null, null, null, null);
        var refusal = await change.ApplyAsync(id, request.Version, "password_reset", async account =>
        {
            if (request.Means is not Means.TemporaryPassword)
            {
                var link = await links.ReplaceAsync(account, cancellationToken);
                answer = new(link, null, null, notices.Publish(account, account.PasswordHash is null ? NotificationTemplates.AccountInvited : NotificationTemplates.PasswordReset, link));
                return "means=Link";
            }

            // 80 bits in letters that can be read out on the telephone.
            var password = string.Join('-', Totp.Base32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(10)).ToLowerInvariant().Chunk(4).Select(four => new string(four)));
            var expiresAt = time.GetUtcNow() + settings.Value.TemporaryPasswordLifetime;
            account.SetPassword(hasher.HashPassword(account, password), mustChange: true, expiresAt);
            await links.VoidAsync(account, cancellationToken);
            await sessions.EndAllAsync(id, except: null, cancellationToken);
            answer = new(null, password, expiresAt, null);
            return "means=TemporaryPassword";
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(answer) : refusal;
    }
}
