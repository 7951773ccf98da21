using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>What a resident sees with number and secret. A wrong number and a wrong secret get the same answer.</summary>
internal static class TrackComplaint
{
    /// <param name="ContactIsKept">The reporter's contact is stored and can be taken back.</param>
    /// <param name="Erasure">The newest request to erase what was written; null without one.</param>
    internal sealed record Answer(
        string TrackingNumber, ComplaintStatus Status, DateTimeOffset ExpectedBy, IReadOnlyList<Entry> Timeline, bool ContactIsKept, ErasureAnswer? Erasure,
        IReadOnlyList<PhotoAnswer> Photos);

    internal sealed record Entry(string Code, ComplaintStatus Status, DateTimeOffset At, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        var complaint = await db.Complaints.AsNoTracking().Where(row => row.TrackingNumber == number)
            .Select(row => new { row.Id, row.SecretHash, row.Status, row.ExpectedBy, ContactIsKept = row.ProtectedReporter != null }).FirstOrDefaultAsync(cancellationToken);
        if (complaint is null || !Tracking.Matches(complaint.SecretHash, secret))
        {
            return wrongGuesses.Refuse(number, context);
        }

        var timeline = await db.Timeline.AsNoTracking().Where(entry => entry.ComplaintId == complaint.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
            .Select(entry => new Entry(entry.Code, entry.Status, entry.At, entry.Note)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(
            number, complaint.Status, complaint.ExpectedBy, timeline, complaint.ContactIsKept, ErasureAnswer.Of(await db.NewestErasureAsync(complaint.Id, cancellationToken)),
            await PhotoAnswer.OfAsync(db, complaint.Id, cancellationToken)));
    }
}
