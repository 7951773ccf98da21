using MassTransit;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Keeps the relay from publishing into a queue that a crash of the broker would still empty. RabbitMQ writes the registration of a new
/// quorum queue half a second to a second later than it says that the queue exists (the file names.dets of its Raft library, saved
/// when no other registration came for half a second); ended by kill -9 before that, it starts the queue anew and empty, with everything
/// that it had confirmed.
/// </summary>
internal sealed class QueuesSettled(InboxName inbox, IOptions<MessagingOptions> options, TimeProvider time) : IReceiveEndpointObserver
{
    /// <summary>Without a broker, or with one that refuses a queue: then publishing says what is wrong, and what can leave leaves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _declared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _started = time.GetTimestamp();
    private long _declaredAt;

    /// <summary>Ends when the queues were declared long enough ago, or could not be in all this time.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!_declared.Task.IsCompleted && Patience - time.GetElapsedTime(_started) is { Ticks: > 0 } patience)
        {
            await Task.WhenAny(_declared.Task, Task.Delay(patience, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (_declared.Task.IsCompleted && options.Value.QueueSettleTime - time.GetElapsedTime(_declaredAt) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    /// <summary>The endpoint that is not the service's own queue is the bus itself: it is ready when it has declared what is published, with all queues of its subscribers.</summary>
    public Task Ready(ReceiveEndpointReady ready)
    {
        if (!_declared.Task.IsCompleted && !ready.InputAddress.AbsolutePath.EndsWith($"/{inbox.Consumer}", StringComparison.Ordinal))
        {
            _declaredAt = time.GetTimestamp();
            _declared.TrySetResult();
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
}
