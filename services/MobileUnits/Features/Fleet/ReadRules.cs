using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>The rules of the service, each from a day on and with its legal basis, newest first.</summary>
internal static class ReadRules
{
    /// <param name="Code">Unique.</param>
    /// <inheritdoc cref="ServiceRules"/>
    internal sealed record Item(
        string Code, DateOnly EffectiveFrom, string LegalBasis, int MostDaysAhead, int MostRepeatDays, int LeastMinutesAhead, int MostTripsInSevenDays, int RemindMinutesBefore, int StaleAfterMinutes,
        int MostWorkMinutes, int MostDrivingMinutes, int StopMinutes, int VisitMinutes, int MostDetourMinutes, int UnmannedAfterMinutes, int TargetUnitsPerVillage, int TargetYear,
        IReadOnlyList<PurposeItem> Purposes);

    internal sealed record PurposeItem(string Code, string Indonesian, string English, bool IsAllowed, Approval Approval);

    public static async Task<Ok<Paged<Item>>> Handle(MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var rules = await db.Rules.AsNoTracking().Include(row => row.Purposes).OrderByDescending(row => row.EffectiveFrom).Take(Paging.Largest).AsSplitQuery().ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(rules.ConvertAll(Of), 1, Paging.Largest, rules.Count));
    }

    public static Item Of(ServiceRules rules) => new(
        rules.Code, rules.EffectiveFrom, rules.LegalBasis, rules.MostDaysAhead, rules.MostRepeatDays, rules.LeastMinutesAhead, rules.MostTripsInSevenDays, rules.RemindMinutesBefore, rules.StaleAfterMinutes,
        rules.MostWorkMinutes, rules.MostDrivingMinutes, rules.StopMinutes, rules.VisitMinutes, rules.MostDetourMinutes, rules.UnmannedAfterMinutes, rules.TargetUnitsPerVillage, rules.TargetYear,
        [.. rules.Purposes.OrderBy(purpose => purpose.Order).Select(purpose => new PurposeItem(purpose.Code, purpose.Indonesian, purpose.English, purpose.IsAllowed, purpose.Approval))]);
}
