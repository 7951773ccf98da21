using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Takes a complaint out for one step of work, if the caller may have it and the step is legal.</summary>
internal static class CaseFile
{
    /// <param name="move">Null when the caller checks it later, with <see cref="Check"/>.</param>
    /// <returns>The complaint with its agencies and called units, without its timeline; or 404, 403 or 409.</returns>
    public static async Task<(Complaint Complaint, Refusal? Refusal)> TakeOutAsync(
        this ComplaintsDb db, Guid id, GrantedScope scope, Move? move, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.Include(row => row.Supporters).Include(row => row.HandOffs).AsSplitQuery().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (complaint is null)
        {
            return (null!, Refusal.NotFound);
        }

        if (!scope.Covers(complaint))
        {
            return (complaint, scope.Refuse());
        }

        return (complaint, move is { } step ? complaint.Check(step, scope) : null);
    }

    /// <summary>409 when the step is not legal now, 403 when it is somebody else's; null when it can be done.</summary>
    public static Refusal? Check(this Complaint complaint, Move move, GrantedScope scope)
        => !complaint.Can(move) ? DeskRefusals.IllegalMove(complaint, move)
            : !scope.MayDo(move, complaint) ? DeskRefusals.NotYours
            : null;
}
