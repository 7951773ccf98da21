using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>What every use case of the line shares.</summary>
internal static class CallBook
{
    private const int MostTries = 20;

    /// <summary>
    /// Looks, decides and saves; when somebody else was faster, looks again and decides anew. So the slower of two operators is told who has the call, and nobody is
    /// told to try again while a caller is waiting.
    /// </summary>
    /// <param name="decide">Starts from the database each time; nothing of an attempt before is left.</param>
    public static async Task<T> DecideAsync<T>(this ComplaintsDb db, Func<Task<T>> decide)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await decide();
            }
            catch (Exception exception) when (tries < MostTries && (exception.WasOvertaken() || exception is DbUpdateException failed && failed.IsUniqueViolation()))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public static IQueryable<NumberBlock> InForce(this IQueryable<NumberBlock> blocks, DateTimeOffset now) => blocks.Where(block => block.LiftedAt == null && block.Until > now);

    public static Task<bool> IsBlockedAsync(this ComplaintsDb db, Guid? callerId, DateTimeOffset now, CancellationToken cancellationToken)
        => callerId is null ? Task.FromResult(false) : db.NumberBlocks.InForce(now).AnyAsync(block => block.CallerId == callerId, cancellationToken);

    /// <summary>Also ends every block of its number, in the same transaction.</summary>
    public static async Task MarkEmergencyAsync(this ComplaintsDb db, Call call, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        call.MarkEmergency(actor, now);
        if (call.CallerId is { } id && await db.Callers.FindAsync([id], cancellationToken) is { } caller)
        {
            caller.MarkEmergency(await db.NumberBlocks.InForce(now).Where(block => block.CallerId == id).ToListAsync(cancellationToken), actor, now);
        }
    }

    /// <summary>The order in which calls are answered: emergencies, then the others, then those of blocked numbers; each by how long they wait.</summary>
    public static IOrderedQueryable<Call> Waiting(this ComplaintsDb db, DateTimeOffset now)
        => db.Calls.Where(call => call.State == CallState.Ringing)
            .OrderBy(call => call.Kind == CallKind.Emergency ? 0 : db.NumberBlocks.Any(block => block.CallerId == call.CallerId && block.LiftedAt == null && block.Until > now) ? 2 : 1)
            .ThenBy(call => call.StartedAt).ThenBy(call => call.Id);

    /// <summary>409 that names the complaint which was lodged from the call.</summary>
    public static async Task<Refusal> HasComplaintAsync(this ComplaintsDb db, Call call, CancellationToken cancellationToken)
        => CallRefusals.HasComplaint(await db.Complaints.Where(row => row.Id == call.ComplaintId).Select(row => row.TrackingNumber).FirstOrDefaultAsync(cancellationToken));
}
