using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.Proposals.Domain;

namespace PlanningPlatform.Proposals.Features;

/// <summary>What belongs to whoever holds number and secret.</summary>
internal static class HeldProposals
{
    /// <returns>Null for a wrong number and for a wrong secret, which get the same refusal (<see cref="WrongGuesses"/>).</returns>
    public static async Task<Proposal?> FindHeldAsync(this IQueryable<Proposal> proposals, string number, string? secret, CancellationToken cancellationToken)
        => await proposals.FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken) is { } proposal && Tracking.Matches(proposal.SecretHash, secret)
            ? proposal
            : null;
}
