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

    /// <summary>Those who asked, the first first.</summary>
    public Task<List<ForgottenPassword>> WaitingAsync(CancellationToken cancellationToken)
        => db.ForgottenPasswords.AsNoTracking().OrderBy(forgotten => forgotten.Id).Take(AtOnce).ToListAsync(cancellationToken);

    /// <summary>Answers one of them in a transaction of its own, so that one that fails takes no other with it. Of several replicas one does.</summary>
    public async Task AnswerAsync(ForgottenPassword forgotten, CancellationToken cancellationToken)
    {
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.ForgottenPasswords.Where(each => each.Id == forgotten.Id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return;
        }

        try
        {
            var name = forgotten.NormalizedName;
            var accounts = await db.Accounts.AsNoTracking().Where(account => account.NormalizedUserName == name || account.NormalizedEmail == name)
                .OrderBy(account => account.NormalizedUserName).Take(MostOfOneAddress).ToListAsync(cancellationToken);
            foreach (var account in accounts)
            {
                await AnswerAsync(account, forgotten.Address, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            // What was published on the way is meant to be lost with the rest.
            db.ChangeTracker.Clear();
            throw;
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Answers nobody: whoever asked has to ask again.</summary>
    public async Task DropAsync(ForgottenPassword forgotten, CancellationToken cancellationToken)
    {
        using var turn = await db.TakeTurnAsync(cancellationToken);
        await db.ForgottenPasswords.Where(each => each.Id == forgotten.Id).ExecuteDeleteAsync(cancellationToken);
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
    /// <summary>By one replica, a second apart: what fails so often would fail for ever, and stand before the others.</summary>
    private const int MostTries = 3;

    private readonly Dictionary<Guid, int> _failures = [];
    private readonly OutageNotice _outage = new(logger);

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

                _outage.IsOver();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // They wait in the database, which may be away.
                if (!_outage.Took(exception))
                {
                    Log.Failed(logger, exception);
                }
            }
        }
    }

    /// <returns>How many wait no more.</returns>
    private async Task<int> AnswerAsync(CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            _failures.Clear();
            return 0;
        }

        var done = 0;
        foreach (var forgotten in waiting)
        {
            done += await IsDoneWithAsync(forgotten, cancellationToken) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> IsDoneWithAsync(ForgottenPassword forgotten, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ForgottenPasswords>().AnswerAsync(forgotten, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !exception.IsDatabaseOutage())
        {
            var failures = _failures[forgotten.Id] = _failures.GetValueOrDefault(forgotten.Id) + 1;
            if (failures < MostTries)
            {
                Log.OneFailed(logger, exception, forgotten.Id, failures);
                return false;
            }

            // A write as well: while the database is away nobody is dropped.
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ForgottenPasswords>().DropAsync(forgotten, cancellationToken);
            Log.Dropped(logger, exception, forgotten.Id, failures);
        }

        _failures.Remove(forgotten.Id);
        return true;
    }

    private async Task<List<ForgottenPassword>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ForgottenPasswords>().WaitingAsync(cancellationToken);
    }

    /// <summary>By the request's id: its name may be anything, a password typed into the wrong field included.</summary>
    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Those who forgot their password could not be answered; the next try comes in a second.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Request {Id} of somebody who forgot their password could not be answered, for the {Failures}. time; the next try comes in a second.")]
        public static partial void OneFailed(ILogger logger, Exception exception, Guid id, int failures);

        [LoggerMessage(LogLevel.Error, "Request {Id} of somebody who forgot their password could not be answered in {Failures} tries and was dropped; whoever it was has to ask again.")]
        public static partial void Dropped(ILogger logger, Exception exception, Guid id, int failures);
    }
}
