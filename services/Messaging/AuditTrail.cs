using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Messaging;

/// <summary>Tells the city's one audit log what is administered in this service.</summary>
public static class AuditTrail
{
    /// <summary>Commits with the next save, so with what was done.</summary>
    /// <inheritdoc cref="Administered"/>
    public static void Audit(this MessagingDbContext db, HttpContext caller, string action, string target, string? detail, DateTimeOffset now)
        => db.Publish(new Administered(Guid.CreateVersion7(now), 1, now, caller.User.UserName(), action, target, caller.CallerAddress()?.ToString(), detail));
}
