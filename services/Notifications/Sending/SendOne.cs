using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Sending;

/// <summary>
/// Takes one message that is due to its provider. It is claimed first, in a commit of its own, so that of several replicas one sends it; when
/// the claim is never redeemed because the process died, <see cref="ReclaimAsync"/> decides whether it may be repeated.
/// </summary>
internal sealed partial class SendOne(
    NotificationsDb db, Providers providers, MailFolder folder, NotificationSeal seal, Rendering rendering, QuietHours quiet, IOptions<NotificationSettings> settings, TimeProvider time, ILogger<SendOne> logger)
{
    private static readonly Counter<long> Outcomes = new Meter("PlanningPlatform.Notifications").CreateCounter<long>("planning.notifications.outcomes", "{message}", "What became of messages to people, by channel.");

    /// <summary>A second apart.</summary>
    private const int MostTriesToWriteDown = 300;

    private readonly NotificationSettings _settings = settings.Value;

    public async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        var notification = await db.Notifications.FindAsync([id], cancellationToken);
        if (notification is not { State: NotificationState.Waiting } || notification.DueAt > time.GetUtcNow() || await ComposeAsync(notification, cancellationToken) is not { } message)
        {
            return;
        }

        var claim = time.GetUtcNow() + (2 * _settings.Patience);
        notification.Claim(claim);
        if (!await TrySaveAsync(cancellationToken))
        {
            return;
        }

        // From here on nothing is cut short: a message half handed over is one of which nobody knows.
        using var patience = new CancellationTokenSource(_settings.Patience, time);
        var outcome = await providers.For(notification.Channel).SendAsync(message, patience.Token);
        await WriteDownAsync(notification, claim, outcome);
        Outcomes.Add(1, new("channel", notification.Channel.ToString()), new("state", notification.State.ToString()));
        Log.Done(logger, id, notification.Channel, notification.State, notification.Error);
    }

    /// <summary>For a message whose sender is gone without a word.</summary>
    public async Task ReclaimAsync(Guid id, CancellationToken cancellationToken)
    {
        var notification = await db.Notifications.FindAsync([id], cancellationToken);
        if (notification is { State: NotificationState.Sending } && notification.ClaimedUntil < time.GetUtcNow())
        {
            Record(notification, new Outcome.Unknown("The sender ended in between."));
            await TrySaveAsync(cancellationToken);
        }
    }

    /// <returns>The message as it goes out; null when it does not, which is then written down.</returns>
    private async Task<Outgoing?> ComposeAsync(Notification notification, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var template = Catalog.Find(notification.Template);
        var allowed = template is null ? now : quiet.NextAllowed(now, template, notification.AskedAt);
        NotificationContent? content = null;
        var to = "";
        if (template is null || notification.SealedContent is null)
        {
            notification.Suppress(template is null ? "no_template" : "erased");
        }
        else if (notification.ExpiresAt <= allowed)
        {
            notification.Suppress("expired");
        }
        else if (!template.Essential && await db.OptOuts.AnyAsync(optOut => optOut.RecipientHash == notification.RecipientHash, cancellationToken))
        {
            notification.Suppress("opted_out");
        }
        else if (allowed > now)
        {
            notification.Postpone(allowed, notification.Error);
        }
        else if (Open(notification.SealedContent) is not { } opened)
        {
            notification.Fail("unreadable");
        }
        else if (AddressIn(opened, notification.Channel) is not { } address)
        {
            // It was one when the message was asked for, by the rules of an older version.
            notification.Suppress("no_address");
        }
        else
        {
            (content, to) = (opened, address);
        }

        if (content is null)
        {
            await TrySaveAsync(cancellationToken);
            return null;
        }

        var edited = await db.Texts.AsNoTracking().FirstOrDefaultAsync(text => text.Template == template!.Code && text.Language == notification.Language, cancellationToken);
        var wording = rendering.Render(edited?.Wording ?? template!.Standard(notification.Language), content.Values, notification.Language, notification.StopCode);
        return new(
            notification.Id, notification.TimesSentAgain, notification.Channel, to, wording, template!.Code, notification.Language, content.Values,
            template.Essential ? null : rendering.OneClickStopLink(notification.StopCode, content.Values), notification.CreatedAt);
    }

    private static string? AddressIn(NotificationContent content, Channel channel)
        => channel == Channel.Email ? Recipient.NormalizeEmail(content.Email) : TelephoneNumber.Normalize(content.Phone);

    /// <returns>Null when the key ring that it was sealed with is gone.</returns>
    private NotificationContent? Open(string sealedContent)
    {
        try
        {
            return seal.Open(sealedContent);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Record(Notification notification, Outcome outcome)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case Outcome.Taken taken:
                notification.Sent(taken.ProviderId, now);
                break;
            case Outcome.Refused refused:
                notification.Fail(refused.Reason);
                break;
            case Outcome.Unknown unknown when !providers.For(notification.Channel).RecognisesRepeats:
                notification.BecomeUncertain(unknown.Reason);
                break;
            case Outcome.Unknown unknown:
                TryLater(unknown.Reason, after: null);
                break;
            case Outcome.NotNow notNow:
                TryLater(notNow.Reason, notNow.After);
                break;
        }

        void TryLater(string reason, TimeSpan? after)
        {
            var last = notification.TriesSince + _settings.GiveUpAfter;
            var due = now + (after is { } asked && asked > TimeSpan.Zero ? asked : Pause(notification.Attempts));
            if (now >= last)
            {
                notification.Fail(reason);
            }
            else
            {
                notification.Postpone(due < last ? due : last, reason);
            }
        }
    }

    /// <summary>Twice as long each time, up to an hour, and never quite the same: a provider that comes back is not met by all at once.</summary>
    private TimeSpan Pause(int attempts)
    {
        var pause = _settings.RetryAfter * Math.Pow(2, Math.Min(attempts - 1, 12));
        return (pause < TimeSpan.FromHours(1) ? pause : TimeSpan.FromHours(1)) * (0.8 + (Random.Shared.NextDouble() * 0.4));
    }

    /// <summary>
    /// What happened has to be written down: also when a receipt or a deletion changed the row meanwhile, and when the database is away for a while, for
    /// otherwise a message that was taken would count as uncertain.
    /// </summary>
    private async Task WriteDownAsync(Notification notification, DateTimeOffset claim, Outcome outcome)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (notification.State is NotificationState.Uncertain || notification.ClaimedUntil == claim)
                {
                    Record(notification, outcome);
                }
                else if (outcome is Outcome.Taken taken)
                {
                    // A receipt was faster; it knows more.
                    notification.NoteTaken(taken.ProviderId, time.GetUtcNow());
                }

                if (notification.SealedContent is null)
                {
                    folder.Forget(notification.Id);
                }

                if (await TrySaveAsync(CancellationToken.None))
                {
                    return;
                }

                await db.Entry(notification).ReloadAsync();
            }
            catch (Exception exception) when (exception.IsDatabaseOutage() && tries < MostTriesToWriteDown)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time);
                await ReloadWhenItIsBackAsync(notification);
            }
        }
    }

    private async Task ReloadWhenItIsBackAsync(Notification notification)
    {
        try
        {
            await db.Entry(notification).ReloadAsync();
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            // The next try of the caller meets it, too, and counts it.
        }
    }

    private async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Message {Id} by {Channel} is {State}. {Error}")]
        public static partial void Done(ILogger logger, Guid id, Channel channel, NotificationState state, string? error);
    }
}
