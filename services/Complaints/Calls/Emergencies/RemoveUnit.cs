using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>A supervisor takes a unit off the list. Cards that name it stay as they are.</summary>
internal static class RemoveUnit
{
    public static async Task<Results<NoContent, Refusal>> Handle(string code, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.EmergencyUnits.FirstOrDefaultAsync(row => row.Code == code, cancellationToken) is not { } unit)
        {
            return Refusal.NotFound;
        }

        db.EmergencyUnits.Remove(unit);
        db.Audit(caller, "emergency_unit_removed", code, detail: null, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
