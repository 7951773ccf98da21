using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>When the driver is on duty, by weekday, and when he rests; the assignment goes by it. Both replace what was there.</summary>
internal static class SetShifts
{
    /// <summary>Three a day. [ours]</summary>
    private const int MostShifts = 21;

    /// <param name="Shifts">Empty for always on duty.</param>
    internal sealed record Request(IReadOnlyList<Shift>? Shifts);

    /// <param name="Until">After <paramref name="From"/>, local time as it; a night is two shifts.</param>
    internal sealed record Shift(DayOfWeek? Day, TimeOnly? From, TimeOnly? Until);

    /// <param name="From">Local time; absent, with <paramref name="Until"/>, for no break.</param>
    internal sealed record BreakRequest(TimeOnly? From, TimeOnly? Until);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(
        Guid id, Request body, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units.Include(unit => unit.Shifts), id, scope, unit =>
        {
            var refusal = Check(body.Shifts) is { Any: true } errors ? errors.ToRefusal() : unit.CheckServing();
            if (refusal is null)
            {
                var now = time.GetUtcNow();
                unit.WorkAt([.. body.Shifts!.Select(shift => new UnitShift { Id = Guid.CreateVersion7(now), Day = shift.Day!.Value, From = shift.From!.Value, Until = shift.Until!.Value })]);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);

    public static Task<Results<Ok<UnitChanged>, Refusal>> BreakAsync(Guid id, BreakRequest body, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            var errors = new FieldErrors();
            if (body.From is null != body.Until is null || body.Until <= body.From)
            {
                errors.Add("until", "ends_before_start", "Isi mulai dan selesai istirahat; selesai sesudah mulai. Kosongkan keduanya bila tidak ada.", "Give both, and the end after the start; neither for no break.");
            }

            var refusal = errors.Any ? errors.ToRefusal() : unit.CheckServing();
            if (refusal is null)
            {
                unit.SetBreak(body.From, body.Until);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);

    private static FieldErrors Check(IReadOnlyList<Shift>? shifts)
    {
        var errors = new FieldErrors();
        if (shifts is null || shifts.Count > MostShifts)
        {
            errors.Add("shifts", "out_of_range", $"Paling banyak {MostShifts} jam tugas seminggu; kosong berarti selalu.", $"At most {MostShifts} shifts a week; none means always.");
            return errors;
        }

        for (var index = 0; index < shifts.Count; index++)
        {
            var shift = shifts[index];
            if (shift is not { Day: { } day, From: { } from, Until: { } until })
            {
                errors.Add($"shifts[{index}]", "required", "Isi hari, mulai dan selesai.", "Give the day, the start and the end.");
            }
            else if (until <= from)
            {
                errors.Add($"shifts[{index}].until", "ends_before_start", "Selesai harus sesudah mulai; malam hari ditulis sebagai dua jam tugas.", "The end is after the start; a night is two shifts.");
            }
            else if (shifts.Take(index).Any(other => other.Day == day && other.From < until && from < other.Until))
            {
                errors.Add($"shifts[{index}]", "overlaps", "Bertumpang tindih dengan jam tugas lain pada hari itu.", "Overlaps another shift of that day.");
            }
        }

        return errors;
    }
}
