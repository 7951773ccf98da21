using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>What was spent on a unit, newest first.</summary>
internal static class ListExpenses
{
    /// <param name="Rupiah">Whole; negative where it takes back another entry.</param>
    /// <param name="Reverses">The entry that it takes back.</param>
    /// <param name="IsReversed">Another entry takes it back.</param>
    internal sealed record Item(
        Guid Id, ExpenseKind Kind, DateOnly On, long Rupiah, double? Litres, int? OdometerKilometres, string? Note, Guid? Reverses, bool IsReversed, string RecordedBy, DateTimeOffset RecordedAt);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        Guid id, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (unit is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(unit))
        {
            return Refusal.OutsideScope;
        }

        var expenses = db.Expenses.AsNoTracking().Where(expense => expense.UnitId == id);
        var total = await expenses.CountAsync(cancellationToken);
        var page = await expenses.OrderByDescending(expense => expense.On).ThenByDescending(expense => expense.RecordedAt).ThenBy(expense => expense.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(expense => new Item(
                expense.Id, expense.Kind, expense.On, expense.Rupiah, expense.Litres, expense.OdometerKilometres, expense.Note, expense.Reverses,
                db.Expenses.Any(other => other.Reverses == expense.Id), expense.RecordedBy, expense.RecordedAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page, paging.Number, paging.Size, total));
    }
}
