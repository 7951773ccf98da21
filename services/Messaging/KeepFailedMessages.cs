using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Takes the place of the broker's error queue: what could not be handled goes into the service's own database, where it is backed up,
/// listed and searched like everything else, and where reading it does not take it off a queue. While the database is away the message
/// stays with the broker.
/// </summary>
internal sealed class KeepFailedMessages(IServiceScopeFactory scopes) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    /// <summary>A message that goes back to the broker is delivered again at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
        => KeepAsync(context, $"{context.Exception.GetBaseException().GetType().Name}: {context.Exception.GetBaseException().Message}");

    /// <summary>No reaction of ours takes it: a type that this version does not know. (What could not be read comes here, too, and is kept already.)</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
        => context.HasPayloadType(typeof(Kept)) ? Task.CompletedTask : KeepAsync(context, "No reaction takes a message of this type.");

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepFailedMessages");

    private async Task KeepAsync(ReceiveContext context, string error)
    {
        try
        {
            await StoreAsync(context, error);
            context.GetOrAddPayload(() => new Kept());
        }
        catch
        {
            await Task.Delay(Pause, context.CancellationToken);
            throw;
        }
    }

    private async Task StoreAsync(ReceiveContext context, string error)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        while (true)
        {
            // What carries no id of its own is a new one each time it fails: nobody can tell.
            var id = context.GetMessageId() ?? Guid.CreateVersion7(now);
            var failed = await db.Failed.FindAsync([id], CancellationToken.None) ?? db.Failed.Add(Read(context, id)).Entity;
            failed.Failed(error, now);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation() || exception is DbUpdateConcurrencyException)
            {
                // Delivered twice at the same time; the second counts as one more failure.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static FailedMessage Read(ReceiveContext context, Guid id)
    {
        var headers = context.TransportHeaders.GetAll().Where(header => header.Value is string && !header.Key.StartsWith("MT-Fault", StringComparison.Ordinal))
            .ToDictionary(header => header.Key, header => (string)header.Value, StringComparer.Ordinal);
        return new FailedMessage
        {
            MessageId = id,
            Type = TypeOf(context.Body.GetBytes()),
            Body = context.Body.GetBytes(),
            ContentType = context.ContentType?.ToString().Storable(FailedMessage.LongestContentType),
            Headers = JsonSerializer.Serialize(headers),
        };
    }

    /// <summary>The envelope names it as <c>urn:message:PlanningPlatform.Complaints.Contracts:ComplaintReceived</c>.</summary>
    private static string TypeOf(byte[] body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement.GetProperty("messageType")[0].GetString()!.Replace("urn:message:", "", StringComparison.Ordinal).Replace(':', '.').Storable(FailedMessage.LongestType);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or NullReferenceException)
        {
            return "";
        }
    }

    private sealed record Kept;
}
