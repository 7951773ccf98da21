using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Routing;

/// <summary>Every rule that a category had, has and will have, newest first.</summary>
internal static class ListRules
{
    public static async Task<Results<Ok<Paged<ChangeRule.Answer>>, Refusal>> Handle(string code, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var rules = await db.CategoryRules.AsNoTracking().Where(rule => rule.CategoryCode == code).OrderByDescending(rule => rule.EffectiveFrom).Take(Paging.Largest).ToListAsync(cancellationToken);
        return rules.Count == 0 ? Refusal.NotFound : TypedResults.Ok(new Paged<ChangeRule.Answer>(rules.ConvertAll(ChangeRule.Answer.Of), 1, Paging.Largest, rules.Count));
    }
}
