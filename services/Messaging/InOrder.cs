using MassTransit;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Lets the messages of one aggregate in one after the other, in the order in which the broker delivered them; those of others run beside
/// them. The client hands deliveries to several threads, which may overtake each other before anything of ours runs, so each waits
/// until all deliveries before it have come this far: their tags count up from 1.
/// </summary>
internal sealed class InOrder(int lanes, Func<ReceiveContext, Guid> orderingKey) : IFilter<ReceiveContext>
{
    /// <summary>A delivery that never comes (the channel broke in between) must not hold up those behind it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Task[] _lastInLane = [.. Enumerable.Repeat(Task.CompletedTask, lanes)];
    private readonly SortedDictionary<ulong, Delivery> _early = [];
    private string? _consumer;
    private ulong _next;

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var delivery = new Delivery((int)((uint)orderingKey(context).GetHashCode() % lanes));
        Arrive(context, delivery);
        if (!delivery.MayQueue.Task.IsCompleted)
        {
            await Task.WhenAny(delivery.MayQueue.Task, Task.Delay(Patience));
            WaitNoLongerFor(delivery);
        }

        await await delivery.MayQueue.Task;
        try
        {
            await next.Send(context);
        }
        finally
        {
            delivery.Done.SetResult();
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inOrder");

    private void Arrive(ReceiveContext context, Delivery delivery)
    {
        var tag = context.TryGetPayload<RabbitMqBasicConsumeContext>(out var rabbit) ? rabbit.DeliveryTag : 0;
        lock (_gate)
        {
            if (rabbit is not null && rabbit.ConsumerTag != _consumer)
            {
                // A new channel counts from 1. What waits for a delivery of the old one runs out of patience.
                (_consumer, _next) = (rabbit.ConsumerTag, 1);
            }

            if (tag < _next)
            {
                Queue(delivery);
                return;
            }

            _early[tag] = delivery;
            QueueWhatIsNext();
        }
    }

    private void WaitNoLongerFor(Delivery delivery)
    {
        lock (_gate)
        {
            while (!delivery.MayQueue.Task.IsCompleted && _early.Count > 0)
            {
                _next = _early.Keys.First();
                QueueWhatIsNext();
            }

            Queue(delivery);
        }
    }

    private void QueueWhatIsNext()
    {
        while (_early.Remove(_next, out var delivery))
        {
            Queue(delivery);
            _next++;
        }
    }

    /// <summary>Takes the place behind the last of its lane, unless it has one already.</summary>
    private void Queue(Delivery delivery)
    {
        if (!delivery.MayQueue.Task.IsCompleted)
        {
            var before = _lastInLane[delivery.Lane];
            _lastInLane[delivery.Lane] = delivery.Done.Task;
            delivery.MayQueue.SetResult(before);
        }
    }

    private sealed class Delivery(int lane)
    {
        public int Lane => lane;

        /// <summary>Ends with its place: when that task ends, it is its turn.</summary>
        public TaskCompletionSource<Task> MayQueue { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
