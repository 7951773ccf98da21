using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Another category than the reporter chose: another clock from the same start, other agencies; what turns out to be misconduct is secret from now on.</summary>
internal static class ReclassifyComplaint
{
    /// <param name="Reason">For the desk.</param>
    internal sealed record Request(string? CategoryCode, string? Reason);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Reclassify, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == request.CategoryCode, cancellationToken);
        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, Steps.LongestText);
        if (category is null)
        {
            errors.Add("categoryCode", "unknown_category", "Jenis laporan ini tidak dikenal.", "This category is unknown.");
        }
        else if (category.Code == complaint.CategoryCode)
        {
            errors.Add("categoryCode", "already_there", "Laporan ini sudah berjenis itu.", "The complaint has this category already.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var rule = category!.RuleOn(clock.DayOf(now));
        if (complaint.IsMisconduct && !rule.ForcesSecret && !scope.Of(Roles.Supervisor112).Covers(complaint))
        {
            return SupervisorOnly;
        }

        var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.Code == complaint.ProfileCode, cancellationToken);
        complaint.Reclassify(category, rule, profile, clock.LimitsOf(rule, profile, complaint.ReceivedAt), request.Reason!.Trim(), user.UserName(), now);
        db.PublishStatus(complaint, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    /// <summary>From there it can be forwarded to whoever it accuses, so one person alone does not decide it. [ours]</summary>
    private static Refusal SupervisorOnly { get; } = new(403, "supervisor_only", new(
        "Dugaan penyimpangan hanya diubah jenisnya oleh penyelia, karena sesudah itu dapat sampai kepada yang diduga. Mintalah penyelia 112.",
        "Only a supervisor gives an allegation another category, because it could then reach whoever it is about. Ask the 112 supervisor."));
}
