using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>
/// Makes a proposal for the plan of a complaint and of all that follows it, in the desk's own words: the plan is public and what a reporter
/// wrote is theirs to have erased. The Proposals service answers with the number. A second press changes nothing.
/// </summary>
internal static class ProposeComplaint
{
    /// <param name="Title">What is to be done, in one line.</param>
    /// <param name="Problem">What is wrong today.</param>
    /// <param name="Sector">Code of one of the city's sectors; one that the Proposals service does not know counts as none.</param>
    internal sealed record Request(string? Title, string? Problem, string? Sector);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (complaint.ProposedAt is not null && scope.IsAtDeskOf(complaint))
        {
            return TypedResults.Ok(ComplaintAnswer.Of(complaint));
        }

        if (complaint.Check(Move.Propose, scope) is { } illegal)
        {
            return illegal;
        }

        if (Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var category = await db.Categories.AsNoTracking().SingleAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        var place = complaint.PublicPlace(category);
        var affected = await db.Complaints.CountAsync(row => row.MasterId == complaint.Id, cancellationToken) + 1;
        var title = Publication.WithoutContacts(request.Title!.Trim());
        complaint.Propose(title, user.UserName(), now);
        db.Publish(new ComplaintProposed(
            complaint.Id, complaint.Version, now, complaint.TrackingNumber, title, Publication.WithoutContacts(request.Problem!.Trim()), complaint.VillageCode!,
            string.IsNullOrWhiteSpace(request.Sector) ? null : request.Sector.Trim(), place?.Latitude, place?.Longitude, affected));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Request request)
    {
        var errors = new FieldErrors();
        errors.RequireLine("title", request.Title, 200);
        errors.RequireText("problem", request.Problem, Steps.LongestText);
        errors.AllowLine("sector", request.Sector, 30);
        return errors;
    }
}
