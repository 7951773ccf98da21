using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Reactions;

/// <summary>
/// The limit of a complaint is over: the supervisors of the desk whose area it lies in hear of it, and the officers of the agency that leads, as
/// far as they have an address. The message holds its number and nothing of what it is about.
/// </summary>
internal sealed class WhenComplaintEscalated(IdentityDb db, NotificationSeal seal, TimeProvider time) : IConsumer<ComplaintEscalated>
{
    /// <summary>Staff read Indonesian.</summary>
    private const string Language = "id";

    public async Task Consume(ConsumeContext<ComplaintEscalated> context)
    {
        var (escalated, now) = (context.Message, time.GetUtcNow());
        var agency = escalated.AgencyCode ?? "";
        var staff = await db.Accounts.AsNoTracking().Include(account => account.Assignments)
            .Where(account => account.DeactivatedAt == null
                && account.Assignments.Any(held => held.Role == Roles.Supervisor112 || (held.Role == Roles.AgencyOfficer && held.Agency == agency)))
            .ToListAsync(context.CancellationToken);
        foreach (var account in staff.Where(account => AccountNotices.IsReachable(account) && account.Assignments.Any(held => held.IsHeldAt(now) && Concerns(held.Scope, escalated))))
        {
            var content = new NotificationContent(Language, account.Email, account.PhoneNumber, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["number"] = escalated.TrackingNumber,
                ["percent"] = escalated.Level == "Leaders" ? "150" : "100",
                ["link"] = $"/operator/{escalated.ComplaintId}",
            });
            db.Publish(new NotificationRequested(Guid.CreateVersion7(now), account.Version, escalated.OccurredAt, account.Id, NotificationTemplates.ComplaintEscalated, seal.Seal(content)));
        }
    }

    private static bool Concerns(Scope held, ComplaintEscalated escalated)
        => (held.Role == Roles.Supervisor112 || (held.Role == Roles.AgencyOfficer && held.Agency is not null && held.Agency == escalated.AgencyCode))
            && (!RegionCode.TryParse(held.Region, out var region) || region.Level is RegionLevel.Province or RegionLevel.Regency
                || (RegionCode.TryParse(escalated.VillageCode, out var village) && village.IsWithin(region)));
}
