using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Demo;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary>What every change of an account by an administrator has in common: the version, the last administrator, the audit log, one transaction.</summary>
internal sealed class AccountChange(IdentityDb db, Administrator administrator, Audit audit, IOptions<DemoSettings> demo, TimeProvider time)
{
    /// <param name="version">The account's version that the administrator saw.</param>
    /// <param name="change">Changes the account; its answer is the detail for the log.</param>
    /// <returns>Null when it was done.</returns>
    public async Task<Refusal?> ApplyAsync(Guid id, int? version, string action, Func<Account, Task<string?>> change, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return VersionMissing;
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await HoldAdministratorsAsync(cancellationToken);
        var account = await db.Accounts.Include(user => user.Assignments).SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (account is null)
        {
            return Refusal.NotFound;
        }

        if (administrator.MayNotChange(account, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        if (account.Version != version)
        {
            return ChangedMeanwhile;
        }

        var administered = await AnybodyAdministersAsync(cancellationToken);
        audit.Add(action, account.UserName, await change(account));
        await db.SaveChangesAsync(cancellationToken);
        if (administered && !await AnybodyAdministersAsync(cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            turn?.Dispose();
            db.ChangeTracker.Clear();
            audit.Add(action, account.UserName, LastAdministrator.Code, AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
            return LastAdministrator;
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static Refusal VersionMissing { get; } = Refusal.InvalidField("version", "required",
        new("Sertakan versi akun yang Anda lihat.", "Send the version of the account that you saw."));

    private static Refusal ChangedMeanwhile { get; } = new(409, "changed_meanwhile",
        new("Akun ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.", "Somebody else changed this account a moment ago. Reload and try again."));

    private static Refusal LastAdministrator { get; } = new(409, "last_administrator",
        new("Ini administrator terakhir. Jadikan orang lain administrator lebih dahulu.", "This is the last administrator. Make somebody else one first."));

    private Task<bool> AnybodyAdministersAsync(CancellationToken cancellationToken)
        => db.Administrators(demo.Value.Enabled, time.GetUtcNow()).AnyAsync(cancellationToken);

    /// <summary>
    /// Writes to the administrators' rows without changing them: of two administrators who remove each other in the same moment, the
    /// second waits here and then finds nobody left.
    /// </summary>
    private Task HoldAdministratorsAsync(CancellationToken cancellationToken)
        => db.Administrators(demo: true, time.GetUtcNow()).ExecuteUpdateAsync(hold => hold.SetProperty(account => account.CreatedAt, account => account.CreatedAt), cancellationToken);
}
