using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>One handover as it was written.</summary>
internal static class GetHandover
{
    public static async Task<Results<Ok<HandoverAnswer>, Refusal>> Handle(Guid id, ComplaintsDb db, CancellationToken cancellationToken)
        => await db.Handovers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } handover ? TypedResults.Ok(HandoverAnswer.Of(handover)) : Refusal.NotFound;
}

/// <summary>What one shift hands to the next. Numbers and codes only: who called or what they said is not in it.</summary>
/// <param name="Emergencies">That were open.</param>
/// <param name="Cards">Units that were called and had not confirmed.</param>
/// <param name="Calls">Open ones, and emergencies and complaints of which nothing was lodged.</param>
/// <param name="Taken">The calls of the shift.</param>
internal sealed record HandoverAnswer(
    Guid Id, string WrittenBy, DateTimeOffset ShiftStartedAt, DateTimeOffset WrittenAt, string? Note, IReadOnlyList<HandoverLists.Emergency> Emergencies, IReadOnlyList<HandoverLists.Card> Cards,
    IReadOnlyList<HandoverLists.UnfinishedCall> Calls, CallCounts Taken, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt)
{
    public static HandoverAnswer Of(Handover handover) => new(
        handover.Id, handover.WrittenBy, handover.ShiftStartedAt, handover.WrittenAt, handover.Note, handover.Lists.Emergencies, handover.Lists.Cards, handover.Lists.Calls, handover.Lists.Taken,
        handover.AcknowledgedBy, handover.AcknowledgedAt);
}
