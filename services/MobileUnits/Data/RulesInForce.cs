using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Data;

internal static class RulesInForce
{
    /// <summary>The rules in force on a day; before the first ones, those.</summary>
    public static async Task<ServiceRules> RulesOnAsync(this MobileUnitsDb db, DateOnly day, CancellationToken cancellationToken)
        => await db.Rules.AsNoTracking().Include(rules => rules.Purposes).Where(rules => rules.EffectiveFrom <= day).OrderByDescending(rules => rules.EffectiveFrom).FirstOrDefaultAsync(cancellationToken)
            ?? await db.Rules.AsNoTracking().Include(rules => rules.Purposes).OrderBy(rules => rules.EffectiveFrom).FirstAsync(cancellationToken);
}
