using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>Which area the link of a mail is about. Only looking confirms nothing: mail programs open links by themselves.</summary>
internal static class ShowAlert
{
    public static async Task<Results<Ok<HeldAlerts.Answer>, Refusal>> Handle(string code, ComplaintsDb db, AlertMail mail, CancellationToken cancellationToken)
        => await db.FindAlertAsync(code, cancellationToken) is { } alert ? TypedResults.Ok(HeldAlerts.Answer.Of(alert, mail)) : HeldAlerts.UnknownCode;
}
