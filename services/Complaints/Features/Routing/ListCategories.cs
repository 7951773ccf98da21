using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Routing;

/// <summary>What can be reported, with who usually takes it and by when.</summary>
internal static class ListCategories
{
    /// <param name="AgencyCodes">Who usually takes it, lead first.</param>
    /// <param name="ClockMinutes">Set for emergencies.</param>
    /// <param name="Clock">Which limit of the regulation it falls under.</param>
    /// <param name="LocalTarget">The city's own promise, in words; null without one.</param>
    /// <param name="Attributes">Questions that belong to this category only.</param>
    internal sealed record Item(
        string Code, string Name, ComplaintKind Kind, IReadOnlyList<string> AgencyCodes, bool Emergency, ClockClass Clock, int? ClockMinutes,
        string? LocalTarget, MobileUnitHelp MobileUnit, bool PhotoOnClosing, bool ForcesSecret, IReadOnlyList<CategoryAttribute> Attributes);

    public static async Task<Ok<Paged<Item>>> Handle(ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var categories = await db.Categories.AsNoTracking().Include(category => category.Rules).OrderBy(category => category.Name).Take(Paging.Largest).ToListAsync(cancellationToken);
        var today = clock.DayOf(time.GetUtcNow());
        var items = categories.Select(category => (Category: category, Rule: category.RuleOn(today))).Select(each => new Item(
            each.Category.Code, each.Category.Name, each.Category.Kind, each.Rule.AgencyCodes.Split('+'), each.Rule.IsEmergency, each.Rule.Clock, each.Rule.ClockMinutes,
            each.Rule.LocalTarget, each.Rule.MobileUnit, each.Rule.PhotoOnClosing, each.Rule.ForcesSecret, each.Category.Attributes)).ToList();
        return TypedResults.Ok(new Paged<Item>(items, 1, Paging.Largest, items.Count));
    }
}
