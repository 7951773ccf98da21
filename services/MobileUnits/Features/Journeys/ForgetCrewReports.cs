using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>Removes the reports of crews when the details of their journeys go (<see cref="Retention.JourneyDetails"/>): by then no phone says anything again.</summary>
internal static class ForgetCrewReports
{
    public static async Task<int> OverdueAsync(MobileUnitsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.JourneyDetails;
        var overdue = await db.CrewReports.Where(report => report.ReceivedAt < before).OrderBy(report => report.ReceivedAt).Take(batchSize).Select(report => report.Id).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        return await db.CrewReports.Where(report => overdue.Contains(report.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
