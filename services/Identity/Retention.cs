using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity;

/// <summary>Removes what is too old, in batches, so that nobody who signs in waits for it.</summary>
internal sealed class Retention(IdentityDb db, IOptions<IdentitySettings> settings, TimeProvider time)
{
    private const int BatchSize = 1000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (audit, links) = (now - settings.Value.Retention.Audit, now - settings.Value.Retention.Links);
        // Of a session that has ended nothing is left to find out.
        await RemoveAsync(db.RefreshTokens.Where(token => token.ExpiresAt < now).OrderBy(token => token.ExpiresAt), cancellationToken);
        await RemoveAsync(db.PasswordLinks.Where(link => link.ExpiresAt < links).OrderBy(link => link.ExpiresAt), cancellationToken);
        await RemoveAsync(db.SetupTokens.Where(token => token.ExpiresAt < links).OrderBy(token => token.ExpiresAt), cancellationToken);
        await ForgetContactsAsync(now - settings.Value.Retention.DeactivatedAccounts, cancellationToken);
        await RemoveAsync(db.Audit.Where(entry => entry.At < audit).OrderBy(entry => entry.At), cancellationToken);
    }

    /// <summary>The name stays, for timelines and the audit log name it.</summary>
    private async Task ForgetContactsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var accounts = await db.Accounts.Where(account => account.DeactivatedAt < before && (account.Email != null || account.PhoneNumber != null))
            .OrderBy(account => account.DeactivatedAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var account in accounts)
        {
            account.ChangeContact(account.FullName, email: null, phone: null);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance did it, or an administrator was faster; the next round sees.
            db.ChangeTracker.Clear();
        }
    }

    private async Task RemoveAsync<TRow>(IQueryable<TRow> old, CancellationToken cancellationToken)
        where TRow : class
    {
        int removed;
        do
        {
            using var turn = await db.TakeTurnAsync(cancellationToken);
            removed = await old.Take(BatchSize).ExecuteDeleteAsync(cancellationToken);
        }
        while (removed == BatchSize);
    }
}
