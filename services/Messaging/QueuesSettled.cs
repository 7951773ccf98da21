using MassTransit;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Keeps the relay from publishing into a queue that a crash of the broker would still empty. RabbitMQ writes the registration of a new
/// quorum queue half a second to a second later than it says that the queue exists (the file names.dets of its Raft library, saved
/// when no other registration came for half a second); ended by kill -9 before that, it starts the queue anew and empty, with everything
/// that it had confirmed.
/// </summary>
internal sealed class QueuesSettled(IOptions<MessagingOptions> options, TimeProvider time) : IReceiveEndpointObserver
{
    private readonly TaskCompletionSource _declared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _declaredAt;

    /// <summary>Ends when the last queue was declared long enough ago; while the broker was never reached, not at all.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _declared.Task.WaitAsync(cancellationToken);
        while (options.Value.QueueSettleTime - time.GetElapsedTime(Interlocked.Read(ref _declaredAt)) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    /// <summary>An endpoint is ready when it has declared what it needs; again after each time that the connection was lost.</summary>
    public Task Ready(ReceiveEndpointReady ready)
    {
        Interlocked.Exchange(ref _declaredAt, time.GetTimestamp());
        _declared.TrySetResult();
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
