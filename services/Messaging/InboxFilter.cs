using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Runs a reaction in one transaction with the mark that its message was handled: its effects, its own events and the mark commit
/// together or not at all, so effects happen exactly once however often a message arrives. Sits inside the retry filter;
/// every try has a fresh context.
/// </summary>
internal sealed class InboxFilter<TMessage>(MessagingDbContext db, InboxName inbox, TimeProvider time) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id cannot be handled once.");
        var cancellationToken = context.CancellationToken;
        if (await WasHandledAsync(messageId, cancellationToken))
        {
            MessagingTelemetry.Duplicates.Add(1, new KeyValuePair<string, object?>("message", typeof(TMessage).Name));
            await ForgetFailureAsync(context, messageId);
            // Otherwise it would count as a message that nobody takes.
            await context.NotifyConsumed(context, TimeSpan.Zero, nameof(InboxFilter<TMessage>));
            return;
        }

        try
        {
            using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Inbox.Add(new InboxMessage { MessageId = messageId, Consumer = inbox.Consumer, HandledAt = time.GetUtcNow() });
            await next.Send(context);
            await db.SaveChangesAsync(cancellationToken);
            await ForgetFailureAsync(context, messageId);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Either a twin of this message committed first, or the reaction itself broke a unique rule.
            db.ChangeTracker.Clear();
            if (!await WasHandledAsync(messageId, cancellationToken))
            {
                throw;
            }
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    /// <summary>A message that was replayed is no longer stuck once it is handled.</summary>
    private async Task ForgetFailureAsync(ConsumeContext context, Guid messageId)
    {
        if (context.ReceiveContext.TransportHeaders.TryGetHeader(MessageHeaders.Replayed, out _))
        {
            await db.Failed.Where(message => message.MessageId == messageId).ExecuteDeleteAsync(context.CancellationToken);
        }
    }

    private Task<bool> WasHandledAsync(Guid messageId, CancellationToken cancellationToken)
        => db.Inbox.AnyAsync(message => message.MessageId == messageId && message.Consumer == inbox.Consumer, cancellationToken);
}

/// <summary>Under which name a service marks what it handled.</summary>
/// <param name="HasQueue">A queue of that name; a service without reactions has none.</param>
internal sealed record InboxName(string Consumer, bool HasQueue);
