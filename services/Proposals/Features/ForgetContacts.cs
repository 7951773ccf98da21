using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>Removes the contact of proposals that were submitted long ago (<see cref="Retention.ProposalContact"/>), here and where messages to it were sent.</summary>
internal static class ForgetContacts
{
    public static async Task<int> OverdueAsync(ProposalsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.ProposalContact;
        var overdue = await db.Proposals.Where(proposal => proposal.ContactKeptSince < before).OrderBy(proposal => proposal.ContactKeptSince).Take(batchSize)
            .ToListAsync(cancellationToken);
        foreach (var proposal in overdue)
        {
            proposal.ForgetContact();
            db.Publish(new RecipientErased(proposal.Id, proposal.Version, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
