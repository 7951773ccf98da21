using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlanningPlatform.Messaging;

/// <summary>Degraded while messages that could not be handled wait in <c>{service}_error</c> for somebody to look at them.</summary>
internal sealed class ErrorQueueHealthCheck(InboxName inbox, IConfiguration configuration) : IHealthCheck, IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private IConnection? _connection;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _connection ??= await new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("messaging")!), RequestedConnectionTimeout = TimeSpan.FromSeconds(2) }
                .CreateConnectionAsync($"{inbox.Consumer} health", cancellationToken);
            await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            var failed = await channel.MessageCountAsync($"{inbox.Consumer}_error", cancellationToken);
            return failed == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{failed} messages could not be handled and wait in {inbox.Consumer}_error.");
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The queue is made with the first message that fails.
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or IOException)
        {
            return HealthCheckResult.Degraded("The broker does not answer.");
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _one.Dispose();
    }
}
