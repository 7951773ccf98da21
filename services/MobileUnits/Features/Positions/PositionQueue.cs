using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>A position on its way to the database; <see cref="Stored"/> ends when it is there, or with what kept it from there.</summary>
internal sealed record WaitingPosition(Guid UnitId, PositionReport Report)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Stored => _stored.Task;

    public void IsStored() => _stored.TrySetResult();

    public void Failed(Exception exception) => _stored.TrySetException(exception);
}

/// <summary>Positions that wait for the next transaction; bounded, so that a slow disk is felt by trackers, which try again, and not by the memory.</summary>
internal sealed class PositionQueue(IOptions<PositionSettings> settings)
{
    private readonly Channel<WaitingPosition> _waiting = Channel.CreateBounded<WaitingPosition>(new BoundedChannelOptions(settings.Value.MostWaiting) { SingleReader = true });

    /// <returns>Null when the queue is full.</returns>
    public WaitingPosition? TryAdd(Guid unitId, PositionReport report)
    {
        var position = new WaitingPosition(unitId, report);
        return _waiting.Writer.TryWrite(position) ? position : null;
    }

    /// <summary>Waits for the first, and then as long as others are gathered for the same transaction.</summary>
    public async Task<IReadOnlyList<WaitingPosition>> TakeAsync(int most, TimeProvider time, CancellationToken cancellationToken)
    {
        await _waiting.Reader.WaitToReadAsync(cancellationToken);
        await Task.Delay(settings.Value.Gather, time, cancellationToken);
        var taken = new List<WaitingPosition>();
        while (taken.Count < most && _waiting.Reader.TryRead(out var position))
        {
            taken.Add(position);
        }

        return taken;
    }
}
