using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>An operator's time on duty.</summary>
/// <param name="BreakSince">Null at work.</param>
internal sealed record ShiftAnswer(Guid Id, string Operator, DateTimeOffset StartedAt, DateTimeOffset? BreakSince, DateTimeOffset? EndedAt)
{
    [return: NotNullIfNotNull(nameof(shift))]
    public static ShiftAnswer? Of(Shift? shift) => shift is null ? null : new(shift.Id, shift.Operator, shift.StartedAt, shift.BreakSince, shift.EndedAt);
}

internal static class Duty
{
    /// <summary>The running shift, begun now when there is none: nobody who answers calls is kept from it by a button. Not saved.</summary>
    public static async Task<Shift> OnDutyAsync(this ComplaintsDb db, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Shifts.FirstOrDefaultAsync(shift => shift.OnDuty == actor, cancellationToken) is { } running)
        {
            return running;
        }

        var started = Shift.Start(actor, now);
        db.Shifts.Add(started);
        return started;
    }
}
