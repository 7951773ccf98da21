using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Privacy;

/// <summary>Takes number and note from calls whose time is over, and then the number itself; the rows stay for statistics.</summary>
internal static class ForgetCallers
{
    /// <summary>Calls: ghosts first (<see cref="Retention.GhostCallNumbers"/>), pranks and questions next (<see cref="Retention.CallNumbers"/>), what became a case like its contact.</summary>
    public static async Task<int> CallsAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (ghosts, others, cases) = (now - retention.GhostCallNumbers, now - retention.CallNumbers, now - retention.ComplaintContact);
        var overdue = await db.Calls.Include(call => call.Entries)
            .Where(call => (call.CallerId != null || call.Note != null) && call.EndedAt != null
                && ((call.Kind == CallKind.Ghost && call.StartedAt < ghosts)
                    || ((call.Kind == null || call.Kind == CallKind.Prank || call.Kind == CallKind.Information) && call.StartedAt < others)
                    || call.StartedAt < cases))
            .OrderBy(call => call.StartedAt).Take(batchSize).ToListAsync(cancellationToken);
        overdue.ForEach(call => call.Forget());
        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }

    /// <summary>Numbers that no call is linked to any more. Whoever calls from one at this moment keeps it: the row was changed then.</summary>
    public static async Task<int> NumbersAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A row that is younger has a call of its own; so no number that is just calling is looked at.
        var before = now - retention.GhostCallNumbers;
        var unused = await db.Callers.Where(caller => caller.LastCallAt < before && !db.Calls.Any(call => call.CallerId == caller.Id))
            .OrderBy(caller => caller.LastCallAt).Take(batchSize).ToListAsync(cancellationToken);
        db.Callers.RemoveRange(unused);
        await db.SaveChangesAsync(cancellationToken);
        return unused.Count;
    }

    /// <summary>Of the calls that a complaint was lodged from: the caller asked. Not saved.</summary>
    public static async Task ForgetCallsOfAsync(this ComplaintsDb db, IReadOnlyCollection<Guid> complaintIds, CancellationToken cancellationToken)
    {
        var calls = await db.Calls.Include(call => call.Entries).Where(call => call.ComplaintId != null && complaintIds.Contains(call.ComplaintId.Value) && (call.CallerId != null || call.Note != null))
            .ToListAsync(cancellationToken);
        var callers = calls.Select(call => call.CallerId).OfType<Guid>().ToHashSet();
        var forgotten = calls.ConvertAll(call => call.Id);
        db.Callers.RemoveRange(await db.Callers.Where(caller => callers.Contains(caller.Id) && !db.Calls.Any(call => call.CallerId == caller.Id && !forgotten.Contains(call.Id))).ToListAsync(cancellationToken));
        calls.ForEach(call => call.Forget());
    }
}
