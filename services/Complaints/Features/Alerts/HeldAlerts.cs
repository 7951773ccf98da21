using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>What belongs to whoever got the mail: its link has the code.</summary>
internal static class HeldAlerts
{
    private const int LongestCode = 40;

    /// <param name="Area">Code of the village, district or city.</param>
    /// <param name="AreaName">Kelurahan Banjaran.</param>
    internal sealed record Answer(string Area, string AreaName, bool Confirmed)
    {
        public static Answer Of(AreaAlert alert, AlertMail mail) => new(alert.Area, mail.NameOf(alert.Area) ?? alert.Area, alert.IsConfirmed);
    }

    public static async Task<AreaAlert?> FindAlertAsync(this ComplaintsDb db, string code, CancellationToken cancellationToken)
    {
        if (code.Length > LongestCode)
        {
            return null;
        }

        var hash = AlertMail.HashOf(code);
        return await db.AreaAlerts.FirstOrDefaultAsync(alert => alert.CodeHash == hash, cancellationToken);
    }

    public static readonly Refusal UnknownCode = new(404, "not_found", new(
        "Tautan ini tidak berlaku lagi: langganannya sudah berhenti, atau tidak dikonfirmasi pada waktunya.",
        "This link is no longer good: the subscription was stopped, or not confirmed in time."));
}
