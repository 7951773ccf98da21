using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Reactions;

/// <summary>
/// Nobody looks at the queue of the Mobmas: the dispatchers and the managers of the programme hear of it, as far as they have an address. The message says how many wait and
/// nothing of whom.
/// </summary>
internal sealed class WhenDispatchQueueUnmanned(IdentityDb db, NotificationSeal seal, TimeProvider time) : IConsumer<DispatchQueueUnmanned>
{
    /// <summary>Staff read Indonesian.</summary>
    private const string Language = "id";

    public async Task Consume(ConsumeContext<DispatchQueueUnmanned> context)
    {
        var (alarm, now) = (context.Message, time.GetUtcNow());
        var staff = await db.Accounts.AsNoTracking().Include(account => account.Assignments)
            .Where(account => account.DeactivatedAt == null && account.Assignments.Any(held => held.Role == Roles.Dispatcher || held.Role == Roles.ProgramManager))
            .ToListAsync(context.CancellationToken);
        foreach (var account in staff.Where(account => AccountNotices.IsReachable(account) && account.Assignments.Any(held => held.IsHeldAt(now) && held.Scope.Role is Roles.Dispatcher or Roles.ProgramManager)))
        {
            var content = new NotificationContent(Language, account.Email, account.PhoneNumber, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["waiting"] = $"{alarm.Waiting}",
                ["minutes"] = $"{alarm.LongestMinutes}",
                ["link"] = "/armada",
            });
            db.Publish(new NotificationRequested(Guid.CreateVersion7(now), account.Version, alarm.OccurredAt, account.Id, NotificationTemplates.DispatchQueueUnmanned, seal.Seal(content)));
        }
    }
}
