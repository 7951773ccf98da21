using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>
/// No more mails about this area: the address is erased here and where mails to it were sent. Mail programs send this by themselves (RFC 8058), so a
/// body is neither asked for nor read. Doing it twice changes nothing, and a code that is unknown has nothing left to stop.
/// </summary>
internal static class StopAlert
{
    public static async Task<NoContent> Handle(string code, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await db.FindAlertAsync(code, cancellationToken) is { } alert)
        {
            db.AreaAlerts.Remove(alert);
            db.Publish(new RecipientErased(alert.Id, alert.Version + 1, time.GetUtcNow()));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                break;
            }
            catch (DbUpdateConcurrencyException)
            {
                // The day's mail left at this moment, or a second press was faster.
                db.ChangeTracker.Clear();
            }
        }

        return TypedResults.NoContent();
    }
}
