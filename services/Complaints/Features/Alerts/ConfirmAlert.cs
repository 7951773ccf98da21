using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>Whoever got the mail wants the others, too. Doing it twice changes nothing.</summary>
internal static class ConfirmAlert
{
    public static async Task<Results<Ok<HeldAlerts.Answer>, Refusal>> Handle(
        string code, ComplaintsDb db, AlertMail mail, Regency regency, IOptions<AlertSettings> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.FindAlertAsync(code, cancellationToken) is not { } alert)
        {
            return HeldAlerts.UnknownCode;
        }

        var now = time.GetUtcNow();
        alert.Confirm(settings.Value.NextDigest(now, regency.TimeZone), now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(HeldAlerts.Answer.Of(alert, mail));
    }
}
