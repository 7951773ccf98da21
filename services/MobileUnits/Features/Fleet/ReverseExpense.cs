using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>
/// A mistaken entry is never changed or deleted: an entry of its own takes it back, once. It counts on the day of the mistake, so that the month is right again, and
/// says when it was written.
/// </summary>
internal static class ReverseExpense
{
    /// <param name="Reason">Required; the books keep it.</param>
    internal sealed record Request(string? Reason);

    public static async Task<Results<Created<RecordExpense.Answer>, Refusal>> Handle(
        Guid id, Guid expenseId, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (unit is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(unit))
        {
            return Refusal.OutsideScope;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", body.Reason, 300);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (await db.Expenses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == expenseId && row.UnitId == id, cancellationToken) is not { } mistake)
        {
            return Refusal.NotFound;
        }

        if (mistake.Reverses is not null)
        {
            return IsReversal;
        }

        if (await db.Expenses.AnyAsync(row => row.Reverses == expenseId, cancellationToken))
        {
            return AlreadyReversed;
        }

        var now = time.GetUtcNow();
        var reversal = new UnitExpense
        {
            Id = Guid.CreateVersion7(now), UnitId = id, Kind = mistake.Kind, On = mistake.On, Rupiah = -mistake.Rupiah, Litres = -mistake.Litres, Note = body.Reason!.Trim(), Reverses = mistake.Id,
            RecordedBy = user.UserName(), RecordedAt = now,
        };
        db.Expenses.Add(reversal);
        db.Publish(reversal.ToEvent(unit));
        return await db.TrySaveAsync(cancellationToken)
            ? TypedResults.Created($"/api/mobile-units/{id}/expenses", new RecordExpense.Answer(reversal.Id))
            : AlreadyReversed;
    }

    private static readonly Refusal AlreadyReversed = new(409, "already_reversed", new("Catatan ini sudah dibatalkan.", "This entry was taken back already."));

    private static readonly Refusal IsReversal = new(409, "is_reversal", new(
        "Catatan ini sendiri sebuah pembatalan. Catat pengeluaran yang benar sebagai catatan baru.", "This entry takes back another one. Write the right expense down as a new entry."));
}
