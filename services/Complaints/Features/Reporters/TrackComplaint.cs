using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>What a resident sees with number and secret. A wrong number and a wrong secret get the same answer.</summary>
internal static class TrackComplaint
{
    /// <param name="Status">Merged when it is the same as another one: then <paramref name="Master"/> says how that stands.</param>
    /// <param name="ExpectedBy">When the clock to finish runs out: the legal limit.</param>
    /// <param name="LocalTargetBy">The city's own, shorter promise; null without one.</param>
    /// <param name="Profile">The regulation that sets the limit.</param>
    /// <param name="AskedAt">Since when the clock waits for the reporter's reply; null while it runs.</param>
    /// <param name="PostponedUntil">The day until which it was put off; null unless it is.</param>
    /// <param name="Affected">How many reported the same, this one included.</param>
    /// <param name="Proposal">The proposal for the plan that was made of it or of the complaint that it follows; null without one.</param>
    /// <param name="WorkNumber">The Merata work that it is about, or the complaint that it follows; null when it is about none.</param>
    /// <param name="CanReply">Somebody reads what the reporter writes.</param>
    /// <param name="ContactIsKept">The reporter's contact, or the number of their call, is stored and can be taken back.</param>
    /// <param name="Erasure">The newest request to erase what was written; null without one.</param>
    internal sealed record Answer(
        string TrackingNumber, ComplaintStatus Status, string CategoryCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, DateTimeOffset? LocalTargetBy, string Profile,
        DateTimeOffset? AskedAt, DateOnly? PostponedUntil, int Affected, IReadOnlyList<Entry> Timeline, Master? Master, ProposalAnswer? Proposal, string? WorkNumber, bool CanReply, bool CanReopen, DateTimeOffset? ReopenUntil, bool CanRate, int? Rating,
        bool ContactIsKept, ErasureAnswer? Erasure, IReadOnlyList<PhotoAnswer> Photos);

    internal sealed record Entry(string Code, ComplaintStatus Status, DateTimeOffset At, string? Note);

    /// <summary>The complaint that this one follows, as everybody may see it.</summary>
    internal sealed record Master(string TrackingNumber, ComplaintStatus Status, DateTimeOffset ExpectedBy, IReadOnlyList<Entry> Timeline);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber,
        [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.AsNoTracking().FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var now = time.GetUtcNow();
        var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.Code == complaint.ProfileCode, cancellationToken);
        // One that was made secret since then is not there any more for whoever follows it.
        var master = complaint.MasterId is null ? null : await db.Complaints.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == complaint.MasterId && (row.Visibility != Visibility.Secret || complaint.Visibility == Visibility.Secret), cancellationToken);
        var followed = master?.Id ?? complaint.Id;
        var affected = await db.Complaints.CountAsync(row => row.MasterId == followed, cancellationToken) + 1;
        return TypedResults.Ok(new Answer(
            number, complaint.Status, complaint.CategoryCode, complaint.ReceivedAt, complaint.ExpectedBy, complaint.Limits.LocalTargetBy, profile.Name, complaint.AskedAt, complaint.PostponedUntil, affected,
            await TimelineAsync(db, complaint.Id, namesMaster: master is not null, cancellationToken),
            master is null ? null : await FollowedAsync(db, master, cancellationToken),
            ProposalAnswer.Of(complaint) ?? ProposalAnswer.Of(master), complaint.WorkNumber ?? master?.WorkNumber,
            complaint.TakesReplies, complaint.CanReopen(now), complaint.ReopenUntil, complaint.Can(Move.Rate), complaint.Rating,
            await db.KeepsContactAsync(complaint, cancellationToken), ErasureAnswer.Of(await db.NewestErasureAsync(complaint.Id, cancellationToken)),
            await PhotoAnswer.OfAsync(db, complaint.Id, cancellationToken)));
    }

    /// <summary>To the reporter of the one that follows, which is anybody: what everybody reads.</summary>
    private static async Task<Master> FollowedAsync(ComplaintsDb db, Complaint master, CancellationToken cancellationToken)
    {
        var category = await db.Categories.AsNoTracking().SingleAsync(row => row.Code == master.CategoryCode, cancellationToken);
        var entries = await db.Timeline.AsNoTracking().Where(entry => entry.ComplaintId == master.Id && entry.Audience == Audience.Everybody)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        return new(master.TrackingNumber, master.Status, master.ExpectedBy, entries.ConvertAll(entry => new Entry(entry.Code, entry.Status, entry.At, entry.PublicNote(master, category))));
    }

    /// <param name="namesMaster">The number of the complaint that it was merged into may be said.</param>
    private static Task<List<Entry>> TimelineAsync(ComplaintsDb db, Guid complaintId, bool namesMaster, CancellationToken cancellationToken)
        => db.Timeline.AsNoTracking().Where(entry => entry.ComplaintId == complaintId && entry.Audience <= Audience.Reporter)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence)
            .Select(entry => new Entry(entry.Code, entry.Status, entry.At, entry.Code == "Merged" && !namesMaster ? null : entry.Note)).ToListAsync(cancellationToken);
}
