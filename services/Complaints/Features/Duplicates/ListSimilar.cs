using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Duplicates;

/// <summary>At the desk: which other complaints may be about the same thing as this one, with the reason; people decide and merge.</summary>
internal static class ListSimilar
{
    internal sealed record Answer(IReadOnlyList<Item> Items);

    /// <param name="Score">0 to 1.</param>
    /// <param name="OnlyThere">Addresses that only the other one names.</param>
    internal sealed record Item(ComplaintAnswer Complaint, double Score, double? Metres, int Days, string Reason, IReadOnlyList<string> OnlyThere);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, HttpContext context, GrantedScope scope, ComplaintsDb db, Regency regency, ReportReader reader, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        // A secret complaint is merged with secret ones only, so it is compared with them alone.
        var secret = complaint.Visibility == Visibility.Secret;
        var among = db.Complaints.AsNoTracking().In(scope, regency)
            .Where(other => other.Id != id && (other.Visibility == Visibility.Secret) == secret && other.IsMisconduct == complaint.IsMisconduct);
        var similar = await among.FindSimilarAsync(reader, reader.Read(complaint), cancellationToken);
        return TypedResults.Ok(new Answer([.. similar.Select(each => new Item(
            ComplaintAnswer.Of(each.Complaint), each.Duplicate.Score, each.Duplicate.Metres, each.Duplicate.Days,
            new Text(each.Duplicate.Reason, each.Duplicate.ReasonInEnglish).For(context), each.Duplicate.OnlyThere))]));
    }
}
