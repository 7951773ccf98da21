using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>One complaint for the desk or the agency that leads: place, history with actors, and what the caller can do next. The reporter's identity is not part of it.</summary>
internal static class GetComplaint
{
    internal sealed record Answer(
        ComplaintAnswer Complaint, Location? Location, Address Address, IReadOnlyList<string> LegalMoves, IReadOnlyList<Entry> Timeline,
        IReadOnlyList<PhotoAnswer> Photos);

    internal sealed record Location(double Latitude, double Longitude);

    internal sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark);

    internal sealed record Entry(string Code, ComplaintStatus Status, DateTimeOffset At, string? Note, string? DeskNote, string? Actor);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(Guid id, GrantedScope scope, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.AsNoTracking().Include(row => row.Timeline).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
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
        return TypedResults.Ok(new Answer(
            ComplaintAnswer.Of(complaint),
            place is { Latitude: { } latitude, Longitude: { } longitude } ? new Location(latitude, longitude) : null,
            new Address(place.Street, place.Rt, place.Rw, place.Landmark),
            complaint.MovesIn(scope).Select(move => move.ToString()).ToList(),
            complaint.Timeline.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
                .Select(entry => atDesk
                    ? new Entry(entry.Code, entry.Status, entry.At, entry.Note, entry.DeskNote, entry.Actor)
                    // Why an erasure was refused is between the reporter and the desk.
                    : new Entry(entry.Code, entry.Status, entry.At, entry.Code == "ErasureRefused" ? null : entry.Note, DeskNote: null, Actor: null)).ToList(),
            await PhotoAnswer.OfAsync(db, id, cancellationToken)));
    }
}
