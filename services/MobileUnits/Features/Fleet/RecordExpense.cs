using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Money was spent on a unit: fuel, the driver's allowance, service, tax. With the same <c>Idempotency-Key</c> it is written down once.</summary>
internal static class RecordExpense
{
    /// <summary>In rupiah: more than a new engine. [ours]</summary>
    private const long MostRupiah = 1_000_000_000;

    /// <summary>In litres: more than any tank. [ours]</summary>
    private const double MostLitres = 500;

    /// <param name="On">Not after today and not before the handover.</param>
    /// <param name="Rupiah">Whole, above 0.</param>
    /// <param name="Litres">Only for fuel.</param>
    /// <param name="OdometerKilometres">As read that day.</param>
    internal sealed record Request(ExpenseKind? Kind, DateOnly? On, long? Rupiah, double? Litres, int? OdometerKilometres, string? Note);

    internal sealed record Answer(Guid Id);

    /// <summary>The same request for another unit is another request.</summary>
    private sealed record Sent(Guid UnitId, Request Request);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        Guid id, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, IdempotentIntake intake, Regency regency,
        TimeProvider time, CancellationToken cancellationToken)
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

        if (Check(body, idempotencyKey, unit, regency.TimeZone.DateOf(time.GetUtcNow())) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var answer = await intake.OnceAsync(db, idempotencyKey, new Sent(id, body), now =>
        {
            var expense = new UnitExpense
            {
                Id = Guid.CreateVersion7(now), UnitId = id, Kind = body.Kind!.Value, On = body.On!.Value, Rupiah = body.Rupiah!.Value, Litres = body.Litres,
                OdometerKilometres = body.OdometerKilometres, Note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), RecordedBy = user.UserName(), RecordedAt = now,
            };
            db.Expenses.Add(expense);
            db.Publish(expense.ToEvent(unit));
            return new Answer(expense.Id);
        }, cancellationToken);
        return answer is null ? IdempotentIntake.KeyReused : TypedResults.Created($"/api/mobile-units/{id}/expenses", answer);
    }

    public static UnitExpenseRecorded ToEvent(this UnitExpense expense, MobileUnit unit)
        => new(expense.Id, 1, expense.RecordedAt, expense.UnitId, unit.DistrictCode, expense.Kind.ToString(), expense.Rupiah, expense.On);

    private static FieldErrors Check(Request body, string? idempotencyKey, MobileUnit unit, DateOnly today)
    {
        var errors = new FieldErrors();
        errors.CheckIdempotencyKey(idempotencyKey);
        if (body.Kind is null)
        {
            errors.Add("kind", "required", "Pilih jenis pengeluaran.", "Choose the kind of expense.");
        }

        if (body.On is not { } on || on > today || on < unit.HandedOverOn || on.Year < 2000)
        {
            errors.Add("on", "out_of_range", "Tanggal antara serah terima unit dan hari ini.", "A day between the unit's handover and today.");
        }

        if (body.Rupiah is not (>= 1 and <= MostRupiah))
        {
            errors.Add("rupiah", "out_of_range", "Rupiah utuh, 1 sampai 1.000.000.000.", "Whole rupiah, 1 to 1,000,000,000.");
        }

        if (body.Litres is not null && body.Kind != ExpenseKind.Fuel)
        {
            errors.Add("litres", "only_for_fuel", "Liter hanya untuk bahan bakar.", "Litres are only for fuel.");
        }
        else if (body.Litres is not (null or (> 0 and <= MostLitres)))
        {
            errors.Add("litres", "out_of_range", "Lebih dari 0, paling banyak 500 liter.", "More than 0, at most 500 litres.");
        }

        // Of that day, which may be long ago: it is what the receipt says, and no reading of the unit.
        errors.CheckFigure("odometerKilometres", body.OdometerKilometres);
        errors.AllowText("note", body.Note, 300);
        return errors;
    }
}
