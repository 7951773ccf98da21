using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Calls;

/// <summary>A call as its operator sees it.</summary>
/// <param name="Number">All of it, for the operator who has the call open; null for everybody else, who asks for it by <c>reveal-number</c>.</param>
/// <param name="Caller">What is known about the number; null when it is withheld or forgotten.</param>
/// <param name="Complaint">What was lodged from it.</param>
/// <param name="CanLodge">A complaint, or an answer to a question, can be made of it now.</param>
internal sealed record CallFile(CallAnswer Call, string? Number, CallerFacts? Caller, CallComplaint? Complaint, bool CanLodge, bool CanBeCategorised, IReadOnlyList<CallStep> Steps);

/// <summary>What is known about a number from its other calls.</summary>
/// <param name="Block">The one in force; null without one.</param>
/// <param name="Before">Its other calls that are still linked to the number.</param>
/// <param name="Pranks">How many of all its calls were pranks lately.</param>
/// <param name="BlockProposed">So many that a short block is proposed; nothing happens by itself.</param>
/// <param name="OpenComplaints">Lodged from its calls and still open; at most five, newest first. (What somebody lodged elsewhere is not found: contacts are encrypted without a hash.)</param>
internal sealed record CallerFacts(BlockAnswer? Block, CallCounts Before, DateTimeOffset? LastCallAt, int Pranks, bool BlockProposed, IReadOnlyList<CallComplaint> OpenComplaints);

internal sealed record CallComplaint(Guid Id, string TrackingNumber, ComplaintStatus Status, string CategoryCode, bool Emergency);

/// <param name="Detail">A kind, a tracking number or the code of a standard answer.</param>
internal sealed record CallStep(string Code, DateTimeOffset At, string Actor, string? Detail, string? Reason);

/// <summary>A block of a number.</summary>
/// <param name="Number">Masked; null once the number is forgotten.</param>
/// <param name="End">Why it ended before its time; null while it is in force and when it ran out.</param>
internal sealed record BlockAnswer(
    Guid Id, Guid CallId, string? Number, DateTimeOffset PlacedAt, string PlacedBy, string Reason, DateTimeOffset Until, bool InForce, DateTimeOffset? LiftedAt, string? LiftedBy, BlockEnd? End)
{
    public static BlockAnswer Of(NumberBlock block, string? maskedNumber, DateTimeOffset now) => new(
        block.Id, block.CallId, maskedNumber, block.PlacedAt, block.PlacedBy, block.Reason, block.Until, block.IsInForce(now), block.LiftedAt, block.LiftedBy, block.End);
}

/// <summary>Puts a call together with what is known about its number.</summary>
internal sealed class CallFiles(ComplaintsDb db, CallNumbers numbers, IOptions<CallLimits> limits, TimeProvider time)
{
    private const int MostComplaints = 5;

    /// <param name="call">With its entries, or without when they are not to be shown.</param>
    public async Task<CallFile> OpenAsync(Call call, string reader, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var caller = call.CallerId is { } id ? await db.Callers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        var complaint = call.ComplaintId is null ? null : await ComplaintsOf(db.Complaints.Where(row => row.Id == call.ComplaintId)).FirstOrDefaultAsync(cancellationToken);
        return new(
            await db.AnswerAsync(call, numbers, now, cancellationToken), call.OpenWith == reader ? numbers.Reveal(caller?.ProtectedNumber) : null,
            caller is null ? null : await FactsAsync(call, caller, now, cancellationToken), complaint, call.CanLodge, call.CanBeCategorised,
            [.. call.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => new CallStep(entry.Code, entry.At, entry.Actor, entry.Detail, entry.Reason))]);
    }

    private async Task<CallerFacts> FactsAsync(Call call, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var block = await db.NumberBlocks.AsNoTracking().InForce(now).Where(row => row.CallerId == caller.Id).OrderByDescending(row => row.Until).FirstOrDefaultAsync(cancellationToken);
        var others = db.Calls.Where(row => row.CallerId == caller.Id && row.Id != call.Id);
        var counts = await others.GroupBy(row => row.Kind).Select(group => new { Kind = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var since = now - limits.Value.PrankWindow;
        var pranks = await db.Calls.CountAsync(row => row.CallerId == caller.Id && row.Kind == CallKind.Prank && row.StartedAt > since, cancellationToken);
        var open = await ComplaintsOf(db.Complaints
            .Where(row => row.EndedAt == null && row.ResolvedAt == null && db.Calls.Any(other => other.CallerId == caller.Id && other.Id != call.Id && other.ComplaintId == row.Id))
            .OrderByDescending(row => row.ReceivedAt).ThenBy(row => row.Id).Take(MostComplaints)).ToListAsync(cancellationToken);
        return new(
            block is null ? null : BlockAnswer.Of(block, numbers.Mask(caller.ProtectedNumber), now), CallCounts.Of(counts.Select(each => (each.Kind, each.Count))),
            await others.MaxAsync(row => (DateTimeOffset?)row.StartedAt, cancellationToken), pranks, block is null && pranks >= limits.Value.PranksBeforeBlock && !call.IsEmergency, open);
    }

    private static IQueryable<CallComplaint> ComplaintsOf(IQueryable<Complaint> complaints)
        => complaints.Select(row => new CallComplaint(row.Id, row.TrackingNumber, row.Status, row.CategoryCode, row.IsEmergency));
}
