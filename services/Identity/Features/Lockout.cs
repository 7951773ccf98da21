using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Features;

/// <summary>
/// Counts attempts in the database itself, each before it is checked: however many replicas check at the same moment, none is looked
/// at beyond the limit. (The counter that ASP.NET Core Identity would bring is written afterwards and under optimistic concurrency: of attempts in
/// parallel only one would count.)
/// </summary>
internal sealed class Lockout(IdentityDb db, Audit audit, IOptions<IdentitySettings> settings, TimeProvider time)
{
    private LockoutSettings Settings => settings.Value.Lockout;

    /// <returns>How much longer the user name is locked; null when it is not.</returns>
    public async Task<TimeSpan?> RemainingAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName)
            .Select(failures => failures.LockedUntil).SingleOrDefaultAsync(cancellationToken);
        return until > now ? until - now : null;
    }

    /// <summary>Counts an attempt as failed, until <see cref="ForgetAsync"/> says that it was right.</summary>
    /// <returns>False when the user name is locked: the attempt may not be looked at.</returns>
    public async Task<bool> TryCountAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (await AddAsync(normalizedUserName, now, cancellationToken))
            {
                return true;
            }

            if (await RemainingAsync(normalizedUserName, cancellationToken) is not null)
            {
                return false;
            }

            var first = new FailedSignIns
            {
                NormalizedUserName = normalizedUserName,
                Count = Settings.Failures <= 1 ? 0 : 1,
                Total = 1,
                LastAt = now,
                LockedUntil = Settings.Failures <= 1 ? now + Settings.Duration : null,
            };
            db.FailedSignIns.Add(first);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // Another attempt made the row meanwhile: this one is counted there.
            }
            finally
            {
                db.Entry(first).State = EntityState.Detached;
            }
        }
    }

    /// <summary>The attempt was wrong; the log hears of it once the name is locked.</summary>
    /// <param name="userName">Null when there is no such account: what strangers type, perhaps a password, is not kept.</param>
    public async Task FailAsync(string normalizedUserName, string? userName, CancellationToken cancellationToken)
    {
        if (userName is not null && await RemainingAsync(normalizedUserName, cancellationToken) is not null)
        {
            audit.Add("sign_in_locked", userName, $"failures={Settings.Failures}", AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The password was right and the code is still to come: it counts neither as a failure nor as a success.</summary>
    public async Task TakeBackAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var justBelow = Settings.Failures - 1;
        using var turn = await db.TakeTurnAsync(cancellationToken);
        await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(failures => failures.Count, failures => failures.LockedUntil == null ? failures.Count - 1 : justBelow)
                    .SetProperty(failures => failures.Total, failures => failures.Total - 1)
                    .SetProperty(failures => failures.LockedUntil, (DateTimeOffset?)null),
                cancellationToken);
        await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName && failures.Total <= 0).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Signed in. What failed before is written down, for it may have been somebody else.</summary>
    public async Task ForgetAsync(Account account, CancellationToken cancellationToken)
    {
        var name = account.NormalizedUserName;
        // The attempt that was right is one of them.
        var failed = await db.FailedSignIns.Where(failures => failures.NormalizedUserName == name).Select(failures => failures.Total - 1).SingleOrDefaultAsync(cancellationToken);
        if (await RemoveAsync(name, cancellationToken) && failed > 0)
        {
            audit.AddBy(account.UserName, "sign_in_failed", account.UserName, $"failures={failed}", AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Removes what is out of the window, and tells the audit log: each account, and all names that do not exist as one.</summary>
    public async Task SummariseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Settings.Window;
        var over = await db.FailedSignIns.Where(failures => failures.LastAt < forgotten && (failures.LockedUntil == null || failures.LockedUntil < now)).OrderBy(failures => failures.LastAt).Take(1000).ToListAsync(cancellationToken);
        var names = over.Select(failures => failures.NormalizedUserName).ToList();
        var known = await db.Accounts.Where(account => names.Contains(account.NormalizedUserName)).ToDictionaryAsync(account => account.NormalizedUserName, account => account.UserName, cancellationToken);
        foreach (var failures in over.Where(failures => known.ContainsKey(failures.NormalizedUserName)))
        {
            audit.AddBySystem("sign_in_failed", known[failures.NormalizedUserName], $"failures={failures.Total} until={failures.LastAt:O}");
        }

        if (over.Count > known.Count)
        {
            var strangers = over.Where(failures => !known.ContainsKey(failures.NormalizedUserName)).Sum(failures => failures.Total);
            audit.AddBySystem("sign_in_failed", Audit.Nobody, $"failures={strangers} unknownNames={over.Count - known.Count}");
        }

        db.FailedSignIns.RemoveRange(over);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance did it, or the name was tried again; the next round sees.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> RemoveAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        return await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>Failures further apart than the window start anew.</summary>
    private async Task<bool> AddAsync(string normalizedUserName, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (limit, lockedUntil, forgotten) = (Settings.Failures, now + Settings.Duration, now - Settings.Window);
        using var turn = await db.TakeTurnAsync(cancellationToken);
        return await db.FailedSignIns
            .Where(failures => failures.NormalizedUserName == normalizedUserName && (failures.LockedUntil == null || failures.LockedUntil <= now))
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(failures => failures.LockedUntil, failures => (failures.LastAt < forgotten ? 0 : failures.Count) + 1 >= limit ? lockedUntil : failures.LockedUntil)
                    .SetProperty(failures => failures.Count, failures => (failures.LastAt < forgotten ? 0 : failures.Count) + 1 >= limit ? 0 : (failures.LastAt < forgotten ? 0 : failures.Count) + 1)
                    .SetProperty(failures => failures.Total, failures => failures.Total + 1)
                    .SetProperty(failures => failures.LastAt, now),
                cancellationToken) == 1;
    }
}
