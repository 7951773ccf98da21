using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <param name="Path">Without the address of the gateway, which only the browser knows. Shown once.</param>
internal sealed record OneTimeLink(string Path, DateTimeOffset ExpiresAt);

/// <summary>Makes the links on which people set their password.</summary>
internal sealed class PasswordLinks(IdentityDb db, IOptions<IdentitySettings> settings, TimeProvider time)
{
    /// <summary>A link for an account; earlier ones are void. Saved with the context's next save.</summary>
    public async Task<OneTimeLink> ReplaceAsync(Account account, CancellationToken cancellationToken)
    {
        await db.PasswordLinks.Where(link => link.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        return Create(account);
    }

    /// <summary>A link for an account that is being made. Saved with it.</summary>
    public OneTimeLink Create(Account account)
    {
        var token = OpaqueToken.Create();
        var expires = time.GetUtcNow() + settings.Value.PasswordLinkLifetime;
        db.PasswordLinks.Add(new() { AccountId = account.Id, Hash = OpaqueToken.Hash(token), ExpiresAt = expires });
        return new($"/undangan?token={token}", expires);
    }
}
