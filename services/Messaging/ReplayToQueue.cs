using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace PlanningPlatform.Messaging;

/// <summary>Puts a message that failed back into the service's queue, byte for byte. The inbox sees to it that handling it twice changes nothing.</summary>
internal sealed class ReplayToQueue(InboxName inbox, IConfiguration configuration)
{
    /// <summary>Returns once the broker confirmed.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The broker does not answer.</exception>
    public async Task SendAsync(FailedMessage message, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("messaging")!), RequestedConnectionTimeout = TimeSpan.FromSeconds(5) };
        await using var connection = await factory.CreateConnectionAsync($"{inbox.Consumer} replay", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(message.Headers)!.ToDictionary(header => header.Key, header => (object?)header.Value, StringComparer.Ordinal);
        headers[MessageHeaders.Replayed] = "true";
        var properties = new BasicProperties { MessageId = message.MessageId.ToString(), ContentType = message.ContentType, Persistent = true, Headers = headers };
        await channel.BasicPublishAsync("", inbox.Consumer, mandatory: true, properties, message.Body, cancellationToken);
    }
}
