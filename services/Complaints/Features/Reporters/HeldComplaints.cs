using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>What belongs to whoever holds number and secret.</summary>
internal static class HeldComplaints
{
    /// <returns>Null for a wrong number and for a wrong secret, which get the same refusal (<see cref="WrongGuesses"/>).</returns>
    public static async Task<Complaint?> FindHeldAsync(this IQueryable<Complaint> complaints, string number, string? secret, CancellationToken cancellationToken)
        => await complaints.FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken) is { } complaint && Tracking.Matches(complaint.SecretHash, secret)
            ? complaint
            : null;

    /// <summary>A contact, or the number of the call that it was lodged from.</summary>
    public static async Task<bool> KeepsContactAsync(this ComplaintsDb db, Complaint complaint, CancellationToken cancellationToken)
        => complaint.ProtectedReporter is not null || await db.Calls.AnyAsync(call => call.ComplaintId == complaint.Id && call.CallerId != null, cancellationToken);

    /// <summary>What a reporter can write to one complaint: anybody can lodge one, and whoever opens it reads all of it. [ours]</summary>
    private const int MostReplies = 100;

    public static async Task<bool> HasHeardEnoughAsync(this ComplaintsDb db, Complaint complaint, CancellationToken cancellationToken)
        => await db.Timeline.CountAsync(entry => entry.ComplaintId == complaint.Id && (entry.Code == "ReporterReplied" || entry.Code == "Rated"), cancellationToken) >= MostReplies;

    public static Task<ErasureRequest?> NewestErasureAsync(this ComplaintsDb db, Guid complaintId, CancellationToken cancellationToken)
        => db.ErasureRequests.Where(request => request.ComplaintId == complaintId).OrderByDescending(request => request.RequestedAt).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>A request to erase what was written, as the reporter sees it.</summary>
/// <param name="DueAt">By when an officer decides.</param>
/// <param name="Refusal">Why it was refused; null otherwise.</param>
internal sealed record ErasureAnswer(ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset? DecidedAt, string? Refusal)
{
    public static ErasureAnswer? Of(ErasureRequest? request)
        => request is null ? null : new(request.State, request.RequestedAt, request.DueAt, request.DecidedAt, request.DecisionReason);
}
