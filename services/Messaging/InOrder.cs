using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Lets the messages of one aggregate in one after the other, in the order in which the broker delivered them; those of others run beside
/// them. The client hands deliveries to several threads, which may overtake each other before anything of ours runs, so each waits
/// until all deliveries before it have come this far: their tags count up from 1, anew on each channel.
/// </summary>
internal sealed class InOrder(int lanes, Func<ReceiveContext, Guid> orderingKey) : IFilter<ReceiveContext>
{
    /// <summary>A delivery that never comes (the consumer was being stopped) must not hold up those behind it for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Task[] _lastInLane = [.. Enumerable.Repeat(Task.CompletedTask, lanes)];
    // By the channel and not by the consumer's tag, which stays the same when the connection broke and came back.
    private readonly ConditionalWeakTable<IChannel, Arrivals> _arrivals = [];

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var channel = context.GetPayload<ChannelContext>().Channel;
        var arrivals = _arrivals.GetOrCreateValue(channel);
        var delivery = new Delivery((int)((uint)orderingKey(context).GetHashCode() % lanes));
        lock (_gate)
        {
            arrivals.Add(context.GetPayload<RabbitMqBasicConsumeContext>().DeliveryTag, delivery);
            QueueWhatIsNext(arrivals);
        }

        if (!delivery.MayQueue.Task.IsCompleted && await Task.WhenAny(delivery.MayQueue.Task, Task.Delay(Patience)) != delivery.MayQueue.Task)
        {
            if (!channel.IsOpen)
            {
                // The broker delivers it again on the next channel, and first what was to come before it.
                throw new OperationCanceledException("The channel broke before everything that was delivered earlier had come.");
            }

            WaitNoLongerFor(delivery, arrivals);
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

    private void WaitNoLongerFor(Delivery delivery, Arrivals arrivals)
    {
        lock (_gate)
        {
            while (!delivery.MayQueue.Task.IsCompleted)
            {
                arrivals.SkipToTheFirst();
                QueueWhatIsNext(arrivals);
            }
        }
    }

    /// <summary>Gives them their places behind the last of their lanes.</summary>
    private void QueueWhatIsNext(Arrivals arrivals)
    {
        while (arrivals.TakeNext() is { } delivery)
        {
            var before = _lastInLane[delivery.Lane];
            _lastInLane[delivery.Lane] = delivery.Done.Task;
            delivery.MayQueue.SetResult(before);
        }
    }

    /// <summary>What came on one channel and has no place yet, because something before it has not come.</summary>
    private sealed class Arrivals
    {
        private readonly SortedDictionary<ulong, Delivery> _early = [];
        private ulong _next = 1;

        public void Add(ulong tag, Delivery delivery) => _early.Add(tag, delivery);

        /// <summary>The next, or one that was waited for in vain and came after all.</summary>
        public Delivery? TakeNext()
        {
            if (_early.Count == 0 || _early.Keys.First() > _next)
            {
                return null;
            }

            var (tag, delivery) = _early.First();
            _early.Remove(tag);
            _next = Math.Max(_next, tag + 1);
            return delivery;
        }

        public void SkipToTheFirst() => _next = _early.Keys.First();
    }

    private sealed class Delivery(int lane)
    {
        public int Lane => lane;

        /// <summary>Ends with its place: when that task ends, it is its turn.</summary>
        public TaskCompletionSource<Task> MayQueue { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
