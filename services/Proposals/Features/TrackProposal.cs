using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>What a proposer sees with number and secret. A wrong number and a wrong secret get the same answer.</summary>
internal static class TrackProposal
{
    /// <param name="ContactIsKept">The proposer's contact is stored and can be taken back.</param>
    internal sealed record Answer(string TrackingNumber, string Title, ProposalStatus Status, IReadOnlyList<Entry> Timeline, bool ContactIsKept);

    internal sealed record Entry(string Code, ProposalStatus Status, DateTimeOffset At, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ProposalsDb db, WrongGuesses wrongGuesses, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Proposal.TrackingPrefix, trackingNumber);
        var proposal = await db.Proposals.AsNoTracking().Where(row => row.TrackingNumber == number)
            .Select(row => new { row.Id, row.SecretHash, row.Title, row.Status, ContactIsKept = row.ProtectedProposer != null }).FirstOrDefaultAsync(cancellationToken);
        if (proposal is null || !Tracking.Matches(proposal.SecretHash, secret))
        {
            return wrongGuesses.Refuse(number, context);
        }

        var timeline = await db.Timeline.AsNoTracking().Where(entry => entry.ProposalId == proposal.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
            .Select(entry => new Entry(entry.Code, entry.Status, entry.At, entry.Note)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(number, proposal.Title, proposal.Status, timeline, proposal.ContactIsKept));
    }
}
