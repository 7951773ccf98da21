using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <param name="Path">Without the address of the gateway, which only the browser knows. Shown once.</param>
internal sealed record OneTimeLink(string Path, DateTimeOffset ExpiresAt)
{
    /// <summary>Carries a link's token where only its worth is asked: an address would stand in logs.</summary>
    public const string TokenHeader = "X-Link-Token";
}

/// <summary>Makes the links on which people set their password.</summary>
internal sealed class PasswordLinks(IdentityDb db, IOptions<IdentitySettings> settings, TimeProvider time)
{
    /// <summary>An administrator's link for an account; earlier ones are void. Saved with the context's next save.</summary>
    public async Task<OneTimeLink> ReplaceAsync(Account account, CancellationToken cancellationToken)
    {
        await VoidAsync(account, cancellationToken);
        return Create(account);
    }

    /// <summary>A link for an account that is being made. Saved with it.</summary>
    public OneTimeLink Create(Account account) => Create(account, settings.Value.PasswordLinkLifetime);

    /// <summary>
    /// A link for whoever asked for one without having signed in. It stands beside the others, for it may be a stranger who asks: nothing that
    /// an administrator handed over, and no mail on its way, may become void by it. Saved with the context's next save.
    /// </summary>
    public OneTimeLink CreateForgotten(Account account) => Create(account, settings.Value.ForgottenPasswordLifetime);

    /// <summary>No link of the account works any more.</summary>
    /// <param name="except">Hash of one that is left.</param>
    public async Task VoidAsync(Account account, CancellationToken cancellationToken, string? except = null)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        await db.PasswordLinks.Where(link => link.AccountId == account.Id && link.Hash != except).ExecuteDeleteAsync(cancellationToken);
    }

    private OneTimeLink Create(Account account, TimeSpan lifetime)
    {
        var token = OpaqueToken.Create();
        var expires = time.GetUtcNow() + lifetime;
        db.PasswordLinks.Add(new() { AccountId = account.Id, Hash = OpaqueToken.Hash(token), ExpiresAt = expires });
        return new($"/undangan?token={token}", expires);
    }
}
