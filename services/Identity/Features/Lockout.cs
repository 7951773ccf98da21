using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Features;

/// <summary>
/// Counts wrong passwords in the database itself: ASP.NET Core Identity's own counter is written under optimistic concurrency, so of
/// attempts in parallel only one would count.
/// </summary>
internal sealed class Lockout(IdentityDb db, IOptions<IdentitySettings> settings, TimeProvider time)
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

    public async Task CountFailureAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var forgotten = now - Settings.Window;
        await db.FailedSignIns.Where(failures => failures.LastAt < forgotten && (failures.LockedUntil == null || failures.LockedUntil < now))
            .ExecuteDeleteAsync(cancellationToken);
        if (await AddAsync(normalizedUserName, now, cancellationToken))
        {
            return;
        }

        db.FailedSignIns.Add(new FailedSignIns
        {
            NormalizedUserName = normalizedUserName,
            Count = 1,
            LastAt = now,
            LockedUntil = Settings.Failures <= 1 ? now + Settings.Duration : null,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            await AddAsync(normalizedUserName, now, cancellationToken);
        }
    }

    public Task ForgetAsync(string normalizedUserName, CancellationToken cancellationToken)
        => db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName).ExecuteDeleteAsync(cancellationToken);

    private async Task<bool> AddAsync(string normalizedUserName, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (limit, lockedUntil) = (Settings.Failures, now + Settings.Duration);
        return await db.FailedSignIns.Where(failures => failures.NormalizedUserName == normalizedUserName)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(failures => failures.LockedUntil, failures => failures.Count + 1 >= limit ? lockedUntil : failures.LockedUntil)
                    .SetProperty(failures => failures.Count, failures => failures.Count + 1 >= limit ? 0 : failures.Count + 1)
                    .SetProperty(failures => failures.LastAt, now),
                cancellationToken) == 1;
    }
}
