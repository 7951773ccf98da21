using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>
/// Counts attempts in the database itself, each before it is checked, for the name and caller's address and, up to a far higher limit, for the name
/// alone: however many replicas check at the same moment, none is looked at beyond the limits. (The counter that ASP.NET Core Identity would bring is written afterwards and under optimistic concurrency: of attempts in
/// parallel only one would count.)
/// </summary>
internal sealed class Lockout(IdentityDb db, IHttpContextAccessor current, Audit audit, IOptions<IdentitySettings> settings, TimeProvider time)
{
    private LockoutSettings Settings => settings.Value.Lockout;

    private string Network => current.HttpContext.CallerNetwork();

    private IEnumerable<(string Network, int Limit)> Limits => [(Network, Settings.Failures), (FailedSignIns.Anywhere, Settings.FailuresFromAnywhere)];

    /// <returns>How much longer the user name is locked for this caller; null when it is not.</returns>
    public async Task<TimeSpan?> RemainingAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = await OfCaller(normalizedUserName).MaxAsync(failures => failures.LockedUntil, cancellationToken);
        return until > now ? until - now : null;
    }

    /// <summary>Counts an attempt as failed, until <see cref="ForgetAsync"/> says that it was right.</summary>
    /// <returns>False when the user name is locked for this caller: the attempt may not be looked at.</returns>
    public async Task<bool> TryCountAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        // What is not looked at counts nowhere: whoever goes on trying from a locked address comes no nearer to locking the others out.
        if (await RemainingAsync(normalizedUserName, cancellationToken) is not null)
        {
            return false;
        }

        foreach (var (network, limit) in Limits)
        {
            if (!await TryCountAsync(normalizedUserName, network, limit, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> TryCountAsync(string normalizedUserName, string network, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            if (await AddAsync(normalizedUserName, network, limit, now, cancellationToken))
            {
                return true;
            }

            if (await db.FailedSignIns.AnyAsync(failures => failures.NormalizedUserName == normalizedUserName && failures.Network == network && failures.LockedUntil > now, cancellationToken))
            {
                return false;
            }

            var first = new FailedSignIns
            {
                NormalizedUserName = normalizedUserName,
                Network = network,
                Count = limit <= 1 ? 0 : 1,
                Total = 1,
                Since = now,
                LastAt = now,
                LockedUntil = limit <= 1 ? now + Settings.Duration : null,
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
        if (userName is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        var locked = await OfCaller(normalizedUserName).Where(failures => failures.LockedUntil > now).Select(failures => failures.Network).ToListAsync(cancellationToken);
        if (locked.Count > 0)
        {
            var detail = locked.Contains(FailedSignIns.Anywhere) ? $"failures={Settings.FailuresFromAnywhere} from=anywhere" : $"failures={Settings.Failures}";
            audit.Add("sign_in_locked", userName, detail, AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>The password was right and the code is still to come: it counts neither as a failure nor as a success.</summary>
    public async Task TakeBackAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        foreach (var (network, limit) in Limits)
        {
            var justBelow = limit - 1;
            await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName && failures.Network == network)
                .ExecuteUpdateAsync(
                    change => change
                        .SetProperty(failures => failures.Count, failures => failures.LockedUntil == null ? failures.Count - 1 : justBelow)
                        .SetProperty(failures => failures.Total, failures => failures.Total - 1)
                        .SetProperty(failures => failures.LockedUntil, (DateTimeOffset?)null),
                    cancellationToken);
        }

        await OfCaller(normalizedUserName).Where(failures => failures.Total <= 0).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Signed in. What failed before is written down, for it may have been somebody else.</summary>
    public Task ForgetAsync(Account account, CancellationToken cancellationToken)
    {
        var network = Network;
        // The attempt that was right is one of them.
        return RemoveAsync(account, failures => failures.Network == network || failures.Network == FailedSignIns.Anywhere, right: 1, cancellationToken);
    }

    /// <summary>Its owner has just set a password by a link: what was guessed at is gone, and nobody has to wait, wherever they are.</summary>
    public Task ReleaseAsync(Account account, CancellationToken cancellationToken) => RemoveAsync(account, _ => true, right: 0, cancellationToken);

    /// <summary>Removes what is out of the window, and tells the audit log: each account, and all names that do not exist as one.</summary>
    public async Task SummariseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Settings.Window;
        var over = await db.FailedSignIns.Where(failures => failures.LastAt < forgotten && (failures.LockedUntil == null || failures.LockedUntil < now)).OrderBy(failures => failures.LastAt).Take(1000).ToListAsync(cancellationToken);
        var names = over.Where(failures => failures.Network == FailedSignIns.Anywhere).Select(failures => failures.NormalizedUserName).ToList();
        // Each attempt is in the sum of its name.
        var told = over.Where(failures => failures.Network == FailedSignIns.Anywhere).ToList();
        var known = await db.Accounts.Where(account => names.Contains(account.NormalizedUserName)).ToDictionaryAsync(account => account.NormalizedUserName, account => account.UserName, cancellationToken);
        foreach (var failures in told.Where(failures => known.ContainsKey(failures.NormalizedUserName)))
        {
            audit.AddBySystem("sign_in_failed", known[failures.NormalizedUserName], $"failures={failures.Total} until={failures.LastAt:O}");
        }

        if (told.Count > known.Count)
        {
            var strangers = told.Where(failures => !known.ContainsKey(failures.NormalizedUserName)).Sum(failures => failures.Total);
            audit.AddBySystem("sign_in_failed", Audit.Nobody, $"failures={strangers} unknownNames={told.Count - known.Count}");
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

    /// <param name="right">How many of the attempts counted were none that failed.</param>
    private async Task RemoveAsync(Account account, Expression<Func<FailedSignIns, bool>> which, int right, CancellationToken cancellationToken)
    {
        var rows = db.FailedSignIns.Where(failures => failures.NormalizedUserName == account.NormalizedUserName).Where(which);
        var total = await rows.Where(failures => failures.Network == FailedSignIns.Anywhere).Select(failures => failures.Total).SingleOrDefaultAsync(cancellationToken);
        int removed;
        using (await db.TakeTurnAsync(cancellationToken))
        {
            removed = await rows.ExecuteDeleteAsync(cancellationToken);
        }

        if (removed > 0 && total > right)
        {
            audit.AddBy(account.UserName, "sign_in_failed", account.UserName, $"failures={total - right}", AuditOutcome.Refused);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<bool> AddAsync(string normalizedUserName, string network, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (lockedUntil, forgotten) = (now + Settings.Duration, now - Settings.Window);
        using var turn = await db.TakeTurnAsync(cancellationToken);
        return await db.FailedSignIns
            .Where(failures => failures.NormalizedUserName == normalizedUserName && failures.Network == network && (failures.LockedUntil == null || failures.LockedUntil <= now))
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(failures => failures.LockedUntil, failures => (failures.Since < forgotten ? 0 : failures.Count) + 1 >= limit ? lockedUntil : (DateTimeOffset?)null)
                    .SetProperty(failures => failures.Count, failures => (failures.Since < forgotten ? 0 : failures.Count) + 1 >= limit ? 0 : (failures.Since < forgotten ? 0 : failures.Count) + 1)
                    .SetProperty(failures => failures.Since, failures => failures.Since < forgotten ? now : failures.Since)
                    .SetProperty(failures => failures.Total, failures => failures.Total + 1)
                    .SetProperty(failures => failures.LastAt, now),
                cancellationToken) == 1;
    }

    private IQueryable<FailedSignIns> OfCaller(string normalizedUserName)
    {
        var network = Network;
        return db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName && (failures.Network == network || failures.Network == FailedSignIns.Anywhere));
    }
}
