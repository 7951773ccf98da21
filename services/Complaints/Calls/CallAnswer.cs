using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>A call in lists and after a step.</summary>
/// <param name="Number">Masked: <c>+62***789</c>; null when it is withheld or forgotten.</param>
/// <param name="Blocked">Its number is blocked now; false for an emergency, whatever its number.</param>
/// <param name="HungUpAt">When the caller hung up while an operator had it.</param>
/// <param name="WaitedSeconds">Until it was answered.</param>
/// <param name="HandledSeconds">From the answer to the end.</param>
/// <param name="Operator">Who answered it or took it over last.</param>
internal sealed record CallAnswer(
    Guid Id, CallState State, CallKind? Kind, string? Number, bool Blocked, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? HungUpAt, DateTimeOffset? EndedAt,
    int? WaitedSeconds, int? HandledSeconds, string? Operator, string? Note, Guid? ComplaintId, string? StandardAnswerCode, int Version);

internal static class CallAnswers
{
    /// <summary>In the same order; two queries, however many there are.</summary>
    public static async Task<IReadOnlyList<CallAnswer>> AnswersAsync(this ComplaintsDb db, IReadOnlyList<Call> calls, CallNumbers numbers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = calls.Select(call => call.CallerId).OfType<Guid>().Distinct().ToList();
        var masked = (await db.Callers.Where(caller => ids.Contains(caller.Id)).Select(caller => new { caller.Id, caller.ProtectedNumber }).ToListAsync(cancellationToken))
            .ToDictionary(caller => caller.Id, caller => numbers.Mask(caller.ProtectedNumber));
        var blocked = await db.NumberBlocks.InForce(now).Where(block => ids.Contains(block.CallerId)).Select(block => block.CallerId).ToHashSetAsync(cancellationToken);
        return [.. calls.Select(call => new CallAnswer(
            call.Id, call.State, call.Kind, call.CallerId is { } id ? masked.GetValueOrDefault(id) : null, !call.IsEmergency && call.CallerId is { } caller && blocked.Contains(caller),
            call.StartedAt, call.AnsweredAt, call.HungUpAt, call.EndedAt, call.WaitedSeconds, call.HandledSeconds, call.Operator, call.Note, call.ComplaintId, call.StandardAnswerCode, call.Version))];
    }

    public static async Task<CallAnswer> AnswerAsync(this ComplaintsDb db, Call call, CallNumbers numbers, DateTimeOffset now, CancellationToken cancellationToken)
        => (await db.AnswersAsync([call], numbers, now, cancellationToken))[0];
}
