using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Emergencies;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>One complaint for the desk or the agencies that have it: place, called units, history with actors, and what the caller can do next. The reporter's identity is not part of it.</summary>
internal static class GetComplaint
{
    /// <param name="Attributes">Answers to the category's own questions, by their code.</param>
    /// <param name="Profile">The regulation that the clock runs by.</param>
    /// <param name="OutsideTicket">The number that the outside party gave; null without one.</param>
    /// <param name="Master">The complaint that this one was merged into; null without one.</param>
    /// <param name="Proposal">The proposal that it became, or its master; null when neither did.</param>
    /// <param name="WorkNumber">The Merata work that it is about; null when it is about none.</param>
    /// <param name="Affected">How many reported the same, this one included.</param>
    internal sealed record Answer(
        ComplaintAnswer Complaint, Location? Location, Address Address, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, Profile Profile, IReadOnlyList<string> SupportingAgencyCodes,
        string? OutsideParty, string? OutsideTicket, DateOnly? PostponedUntil, Linked? Master, ProposalAnswer? Proposal, string? WorkNumber, int Affected, IReadOnlyList<HandOffAnswer> HandOffs,
        IReadOnlyList<string> LegalMoves, IReadOnlyList<Entry> Timeline, IReadOnlyList<PhotoAnswer> Photos);

    internal sealed record Location(double Latitude, double Longitude);

    internal sealed record Linked(Guid Id, string TrackingNumber);

    /// <param name="Name">Shown beside the clock.</param>
    internal sealed record Profile(string Name, string LegalBasis);

    /// <param name="Audience">Who reads it; everyone named further down does, too.</param>
    internal sealed record Entry(string Code, ComplaintStatus Status, DateTimeOffset At, Audience Audience, string? Note, string? DeskNote, string? Actor);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(Guid id, GrantedScope scope, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.AsNoTracking().Include(row => row.Timeline).Include(row => row.Supporters).Include(row => row.HandOffs).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (complaint is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(complaint))
        {
            return scope.Refuse();
        }

        var place = complaint.Place;
        var atDesk = scope.IsAtDeskOf(complaint);
        var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.Code == complaint.ProfileCode, cancellationToken);
        var master = complaint.MasterId is null ? null : await db.Complaints.Where(row => row.Id == complaint.MasterId).Select(row => new Linked(row.Id, row.TrackingNumber)).SingleOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new Answer(
            ComplaintAnswer.Of(complaint, scope),
            place is { Latitude: { } latitude, Longitude: { } longitude } ? new Location(latitude, longitude) : null,
            new Address(complaint.WordsFor(scope, place.Street), place.Rt, place.Rw, complaint.WordsFor(scope, place.Landmark)),
            complaint.Attributes.ToDictionary(answer => answer.Key, IReadOnlyList<string> (answer) => [.. answer.Value.Select(said => complaint.WordsFor(scope, said)!)]), new(profile.Name, profile.LegalBasis), [.. complaint.Supporters.Select(supporter => supporter.AgencyCode)],
            complaint.OutsideParty, complaint.OutsideTicket, complaint.PostponedUntil, master, await ProposalAnswer.OfAsync(db, complaint, cancellationToken), complaint.WorkNumber,
            await db.Complaints.CountAsync(row => row.MasterId == (complaint.MasterId ?? complaint.Id), cancellationToken) + 1,
            [.. complaint.HandOffs.OrderBy(handOff => handOff.CalledAt).Select(HandOffAnswer.Of)
                .Select(card => atDesk ? card : card with { CalledBy = Steps.DeskVoice, Outcome = complaint.WordsFor(scope, card.Outcome) })],
            complaint.MovesIn(scope).Select(move => move.ToString()).ToList(),
            complaint.Timeline.Where(entry => atDesk || entry.Audience < Audience.Desk).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
                .Select(entry => atDesk
                    ? new Entry(entry.Code, entry.Status, entry.At, entry.Audience, entry.Note, entry.DeskNote, entry.Actor)
                    // Why an erasure was refused is between the reporter and the desk.
                    : new Entry(entry.Code, entry.Status, entry.At, entry.Audience, entry.Code == "ErasureRefused" ? null : complaint.WordsFor(scope, entry.Note), DeskNote: null, Actor: null)).ToList(),
            await PhotoAnswer.OfAsync(db, id, cancellationToken)));
    }
}
