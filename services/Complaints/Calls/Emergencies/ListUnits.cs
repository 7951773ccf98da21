using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>Who can be called to an emergency, those of the city first.</summary>
internal static class ListUnits
{
    public static async Task<Ok<Paged<UnitAnswer>>> Handle(ComplaintsDb db, CancellationToken cancellationToken)
    {
        var units = await db.EmergencyUnits.AsNoTracking().OrderBy(unit => unit.IsOutside).ThenBy(unit => unit.Name).ThenBy(unit => unit.Code).Take(Paging.Largest).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<UnitAnswer>(units.ConvertAll(UnitAnswer.Of), 1, Paging.Largest, units.Count));
    }
}

/// <param name="AgencyCode">The agency whose categories offer it first.</param>
/// <param name="Outside">Not led by the city.</param>
/// <param name="Ambulance">Offered in place of a Mobmas.</param>
internal sealed record UnitAnswer(string Code, string Name, string? AgencyCode, string? Phone, bool Outside, bool Ambulance, int Version)
{
    public static UnitAnswer Of(EmergencyUnit unit) => new(unit.Code, unit.Name, unit.AgencyCode, unit.Phone, unit.IsOutside, unit.IsAmbulance, unit.Version);
}
