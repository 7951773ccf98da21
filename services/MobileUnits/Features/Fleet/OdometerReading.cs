using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>What a dashboard can say, whoever reads it.</summary>
internal static class OdometerReading
{
    /// <summary>A van is old then. [ours]</summary>
    public const int MostKilometres = 2_000_000;

    /// <summary>Since somebody last read the dashboard: beyond it a digit was typed twice, and every later reading would seem to run backwards. [ours]</summary>
    private const int MostKilometresUnread = 20_000;

    /// <summary>A new reading, which is neither less than the last nor far more.</summary>
    public static void CheckReading(this FieldErrors errors, string field, int? kilometres, MobileUnit unit)
    {
        if (!errors.CheckFigure(field, kilometres))
        {
            return;
        }

        if (kilometres < unit.OdometerKilometres)
        {
            errors.Add(
                field, "runs_backwards", $"Odometer terakhir {unit.OdometerKilometres} km; angka ini lebih kecil. Periksa kembali.",
                $"The last reading was {unit.OdometerKilometres} km; this is less. Please check.");
        }
        else if (kilometres > (unit.OdometerKilometres ?? MostKilometres) + MostKilometresUnread)
        {
            errors.Add(
                field, "too_far", $"Odometer terakhir {unit.OdometerKilometres} km; angka ini jauh lebih besar. Periksa kembali.",
                $"The last reading was {unit.OdometerKilometres} km; this is far more. Please check.");
        }
    }

    /// <returns>Whether it can be a reading at all; null can.</returns>
    public static bool CheckFigure(this FieldErrors errors, string field, int? kilometres)
    {
        if (kilometres is null or (>= 0 and <= MostKilometres))
        {
            return true;
        }

        errors.Add(field, "out_of_range", "Angka odometer antara 0 dan 2.000.000 km.", "The odometer reads 0 to 2,000,000 km.");
        return false;
    }
}
