using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>What can be reported, with who usually takes it and by when.</summary>
internal static class ListCategories
{
    /// <param name="AgencyCodes">Who usually takes it, lead first.</param>
    /// <param name="ClockMinutes">Set for emergencies.</param>
    /// <param name="ClockWorkingDays">Set for everything else.</param>
    internal sealed record Item(
        string Code, string Name, IReadOnlyList<string> AgencyCodes, bool Emergency, int? ClockMinutes, int? ClockWorkingDays,
        string? LocalTarget, MobileUnitHelp MobileUnit, bool PhotoOnClosing);

    public static async Task<Ok<Paged<Item>>> Handle(ComplaintsDb db, CancellationToken cancellationToken)
    {
        var categories = await db.Categories.AsNoTracking().OrderBy(category => category.Name).Take(Paging.Largest).ToListAsync(cancellationToken);
        var items = categories.Select(category => new Item(
            category.Code, category.Name, category.AgencyCodes.Split('+'), category.IsEmergency, category.ClockMinutes, category.ClockWorkingDays,
            category.LocalTarget, category.MobileUnit, category.PhotoOnClosing)).ToList();
        return TypedResults.Ok(new Paged<Item>(items, 1, Paging.Largest, items.Count));
    }
}
