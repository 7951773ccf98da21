using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity.Features;

/// <summary>
/// Sends a link to whoever forgot their password. A stranger who asks for somebody else reaches nothing: the mail goes to the address on
/// file only, one per account in a quarter of an hour, no other link becomes void, and the old password works on.
/// </summary>
internal sealed class ForgottenPasswords(
    IdentityDb db, PasswordLinks links, AccountNotices notices, Sessions sessions, Audit audit, IOptions<IdentitySettings> settings, TimeProvider time)
{
    public const int AtOnce = 100;

    /// <summary>An office's mailbox may be that of several people.</summary>
    private const int MostOfOneAddress = 5;

    /// <summary>Looks at those who asked, the first first. Of several replicas one does.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> AnswerAsync(CancellationToken cancellationToken)
    {
        var asked = await db.ForgottenPasswords.AsNoTracking().OrderBy(forgotten => forgotten.Id).Take(AtOnce).ToListAsync(cancellationToken);
        if (asked.Count == 0)
        {
            return 0;
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = asked.ConvertAll(forgotten => forgotten.Id);
        if (await db.ForgottenPasswords.Where(forgotten => taken.Contains(forgotten.Id)).ExecuteDeleteAsync(cancellationToken) != taken.Count)
        {
            // Another replica has some of them; what it leaves comes with the next round.
            return 0;
        }

        foreach (var forgotten in asked.DistinctBy(forgotten => forgotten.NormalizedName))
        {
            var name = forgotten.NormalizedName;
            var accounts = await db.Accounts.AsNoTracking().Where(account => account.NormalizedUserName == name || account.NormalizedEmail == name)
                .OrderBy(account => account.NormalizedUserName).Take(MostOfOneAddress).ToListAsync(cancellationToken);
            foreach (var account in accounts)
            {
                await AnswerAsync(account, forgotten.Address, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return asked.Count;
    }

    private async Task AnswerAsync(Account account, string? address, CancellationToken cancellationToken)
    {
        // In the database itself, as the account is asked for by several spellings and on several replicas at once. It limits the audit log, too.
        var (now, before) = (time.GetUtcNow(), time.GetUtcNow() - settings.Value.ForgottenPasswordEvery);
        if (await db.Accounts.Where(each => each.Id == account.Id && (each.ForgottenAt == null || each.ForgottenAt <= before))
            .ExecuteUpdateAsync(change => change.SetProperty(each => each.ForgottenAt, now), cancellationToken) == 0)
        {
            return;
        }

        if (WhyNot(account) is { } reason)
        {
            audit.AddFrom(address, "password_forgotten", account.UserName, reason, AuditOutcome.Refused);
            return;
        }

        notices.Publish(account, NotificationTemplates.PasswordReset, links.CreateForgotten(account));
        audit.AddFrom(address, "password_forgotten", account.UserName, "sent", AuditOutcome.Done);
    }

    private string? WhyNot(Account account)
        => account.IsDemo ? "demo_account"
            : !sessions.MaySignIn(account) ? "deactivated"
            // An invitation that has expired, perhaps one that went to a wrong address, stays expired.
            : account.PasswordHash is null ? "no_password_yet"
            : !AccountNotices.IsReachable(account) ? "no_address"
            : null;
}

/// <summary>Every second, which is soon enough for a mail, and tells whoever watches the clock nothing.</summary>
internal sealed partial class AnswerForgottenPasswords(IServiceScopeFactory scopes, TimeProvider time, ILogger<AnswerForgottenPasswords> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await AnswerAsync(stoppingToken) == ForgottenPasswords.AtOnce)
                {
                    // Until there are fewer left.
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // They wait in the database, which may be away.
                Log.Failed(logger, exception);
            }
        }
    }

    private async Task<int> AnswerAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ForgottenPasswords>().AnswerAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Those who forgot their password could not be answered; the next try comes in a second.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
