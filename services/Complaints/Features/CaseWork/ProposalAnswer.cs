using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>The proposal for the plan that a complaint became.</summary>
/// <param name="TrackingNumber">Null for the moments until the Proposals service has given it one.</param>
/// <param name="Status">By the name that the Proposals service has for it; null likewise.</param>
internal sealed record ProposalAnswer(string? TrackingNumber, string? Status, DateTimeOffset ProposedAt)
{
    public static ProposalAnswer? Of(Complaint? complaint)
        => complaint?.ProposedAt is { } at ? new(complaint.ProposalNumber, complaint.ProposalStatus, at) : null;

    /// <summary>Its own, or that of the complaint that it follows.</summary>
    public static async Task<ProposalAnswer?> OfAsync(ComplaintsDb db, Complaint complaint, CancellationToken cancellationToken)
        => Of(complaint) ?? (complaint.MasterId is { } masterId
            ? Of(await db.Complaints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == masterId, cancellationToken))
            : null);
}
