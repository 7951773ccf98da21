using Microsoft.EntityFrameworkCore;

namespace PlanningPlatform.MobileUnits.Data;

internal static class MostSeats
{
    /// <summary>Seats of the biggest unit that serves on a day; 0 when there is none.</summary>
    /// <param name="withLift">Only of those that can take a wheelchair.</param>
    public static async Task<int> MostSeatsOnAsync(this MobileUnitsDb db, DateOnly day, bool withLift, CancellationToken cancellationToken)
        => await db.Units.Where(unit => (unit.RetiredOn == null || unit.RetiredOn > day) && (!withLift || unit.HasWheelchairLift)).MaxAsync(unit => (int?)unit.Seats, cancellationToken) ?? 0;
}
