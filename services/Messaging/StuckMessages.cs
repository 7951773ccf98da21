using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanningPlatform.ServiceDefaults;
using RabbitMQ.Client.Exceptions;

namespace PlanningPlatform.Messaging;

/// <summary>Incoming: this service could not handle it. Outgoing: it could not be published and was parked.</summary>
public enum StuckDirection
{
    Incoming,
    Outgoing,
}

/// <param name="Type">The event's full type name; empty when the message names none.</param>
/// <param name="Since">UTC, of the last failure.</param>
/// <param name="Failures">How often it failed, each time after all retries.</param>
/// <param name="ReplayedAt">On its way again since then; null while it waits for somebody.</param>
public sealed record StuckMessage(Guid Id, StuckDirection Direction, string Type, DateTimeOffset Since, int Failures, string Error, DateTimeOffset? ReplayedAt, string? ReplayedBy);

/// <param name="Payload">The message as text: an envelope with the event inside, or the event alone (outgoing).</param>
public sealed record StuckMessageDetail(StuckMessage Message, string Payload);

/// <summary>What an administrator sees and does about messages that could not be handled or published: <c>/api/{service}/stuck-messages</c>.</summary>
public static partial class StuckMessages
{
    internal sealed record Discarding(string? Reason);

    public static void MapStuckMessages(this IEndpointRouteBuilder app)
    {
        var messages = app.MapGroup($"/api/{app.ServiceProvider.GetRequiredService<InboxName>().Consumer}/stuck-messages")
            .WithTags("stuck messages").RequireRoles(Roles.Admin).RequireWholeCity();
        messages.MapGet("", ListAsync).WithSummary("Messages that could not be handled or published, newest first.");
        messages.MapGet("/{id:guid}", GetAsync).WithSummary("One of them, with its payload.");
        messages.MapPost("/{id:guid}/replay", ReplayAsync).WithSummary("Sends it again; handling it twice changes nothing.");
        messages.MapPost("/{id:guid}/discard", DiscardAsync).WithSummary("Removes it for good; the audit log says by whom and why.");
    }

    private static async Task<Results<Ok<Paged<StuckMessage>>, Refusal>> ListAsync([AsParameters] Paging paging, MessagingDbContext db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var failed = db.Failed.Select(message => new
        {
            message.MessageId,
            Incoming = true,
            message.Type,
            Since = (DateTimeOffset?)message.FailedAt,
            message.Failures,
            Error = (string?)message.Error,
            message.ReplayedAt,
            message.ReplayedBy,
        });
        var parked = db.Outbox.Where(message => message.ParkedAt != null).Select(message => new
        {
            message.MessageId,
            Incoming = false,
            message.Type,
            Since = message.ParkedAt,
            Failures = message.Attempts,
            Error = message.LastError,
            ReplayedAt = (DateTimeOffset?)null,
            ReplayedBy = (string?)null,
        });
        var all = failed.Concat(parked);
        var rows = await all.OrderByDescending(row => row.Since).ThenBy(row => row.MessageId).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<StuckMessage>(
            [.. rows.Select(row => new StuckMessage(
                row.MessageId, row.Incoming ? StuckDirection.Incoming : StuckDirection.Outgoing, row.Type, row.Since!.Value, row.Failures, row.Error ?? "", row.ReplayedAt, row.ReplayedBy))],
            paging.Number, paging.Size, await all.CountAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<StuckMessageDetail>, Refusal>> GetAsync(Guid id, MessagingDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Failed.FindAsync([id], cancellationToken) is { } failed)
        {
            return TypedResults.Ok(new StuckMessageDetail(Of(failed), Encoding.UTF8.GetString(failed.Body)));
        }

        return await ParkedAsync(db, id, cancellationToken) is { } parked
            ? TypedResults.Ok(new StuckMessageDetail(Of(parked), parked.Payload))
            : Refusal.NotFound;
    }

    private static async Task<Results<Ok<StuckMessage>, Refusal>> ReplayAsync(
        Guid id, [FromBody] Nothing? _, HttpContext caller, MessagingDbContext db, ReplayToQueue queue, OutboxSignal signal, TimeProvider time,
        ILogger<StuckMessage> logger, CancellationToken cancellationToken)
    {
        if (await db.Failed.FindAsync([id], cancellationToken) is { } failed)
        {
            // First: a message that comes back at once must find the mark of its replay, or the mark would hide its new failure.
            failed.Replayed(caller.User.UserName(), time.GetUtcNow());
            db.Audit(caller, "message_replayed", NameOf(failed.Type), $"message={id}", time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            try
            {
                // Whoever closes the page does not take it back.
                await queue.SendAsync(failed, CancellationToken.None);
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or PublishException or IOException)
            {
                failed.NotReplayed();
                await db.SaveChangesAsync(CancellationToken.None);
                return BrokerAway;
            }

            Log.Replayed(logger, id, failed.Type, caller.User.UserName());
            return TypedResults.Ok(Of(failed));
        }

        if (await ParkedAsync(db, id, cancellationToken) is not { } parked)
        {
            return Refusal.NotFound;
        }

        parked.Unpark();
        db.Audit(caller, "message_replayed", NameOf(parked.Type), $"message={id}", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        signal.Ring();
        Log.Replayed(logger, id, parked.Type, caller.User.UserName());
        return TypedResults.Ok(Of(parked) with { ReplayedAt = time.GetUtcNow(), ReplayedBy = caller.User.UserName() });
    }

    /// <summary>For a message that nobody needs any more: it is gone afterwards, and the audit log says by whom and why.</summary>
    private static async Task<Results<NoContent, Refusal>> DiscardAsync(
        Guid id, Discarding request, HttpContext caller, MessagingDbContext db, TimeProvider time, ILogger<StuckMessage> logger, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, 500);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var failed = await db.Failed.FindAsync([id], cancellationToken);
        var parked = failed is null ? await ParkedAsync(db, id, cancellationToken) : null;
        if ((failed?.Type ?? parked?.Type) is not { } type)
        {
            return Refusal.NotFound;
        }

        db.Remove((object?)failed ?? parked!);
        db.Audit(caller, "message_discarded", NameOf(type), $"message={id} reason={request.Reason}", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        Log.Discarded(logger, id, caller.User.UserName());
        return TypedResults.NoContent();
    }

    /// <summary>Without its name space; <c>-</c> when the message names none.</summary>
    private static string NameOf(string type) => type.Length == 0 ? "-" : type[(type.LastIndexOf('.') + 1)..];

    private static Task<OutboxMessage?> ParkedAsync(MessagingDbContext db, Guid id, CancellationToken cancellationToken)
        => db.Outbox.FirstOrDefaultAsync(message => message.MessageId == id && message.ParkedAt != null, cancellationToken);

    private static StuckMessage Of(FailedMessage message)
        => new(message.MessageId, StuckDirection.Incoming, message.Type, message.FailedAt, message.Failures, message.Error, message.ReplayedAt, message.ReplayedBy);

    private static StuckMessage Of(OutboxMessage message)
        => new(message.MessageId, StuckDirection.Outgoing, message.Type, message.ParkedAt ?? message.OccurredAt, message.Attempts, message.LastError ?? "", null, null);

    private static readonly Refusal BrokerAway = new(503, "broker_unavailable", new(
        "Perantara pesan sedang tidak menjawab; pesan tetap tersimpan. Coba lagi sebentar lagi.",
        "The broker does not answer at the moment; the message stays here. Please try again shortly."));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Message {MessageId} of type {Type} was replayed by {User}.")]
        public static partial void Replayed(ILogger logger, Guid messageId, string type, string user);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} was discarded by {User}.")]
        public static partial void Discarded(ILogger logger, Guid messageId, string user);
    }
}
