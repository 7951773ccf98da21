using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>A supervisor adds a unit that can be called, or corrects one.</summary>
internal static class EditUnit
{
    /// <param name="Version">Of the one that is corrected; left out for a new one.</param>
    internal sealed record Request(string? Name, string? AgencyCode, string? Phone, bool? Outside, bool? Ambulance, int? Version);

    public static Task<Results<Ok<UnitAnswer>, Refusal>> Handle(string code, Request request, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
        => db.DecideAsync<Results<Ok<UnitAnswer>, Refusal>>(async () =>
        {
            var errors = new FieldErrors();
            errors.CheckCode("code", code, EmergencyUnit.LongestCode);
            errors.RequireLine("name", request.Name, HandOff.LongestUnit);
            errors.AllowLine("phone", request.Phone, EmergencyUnit.LongestPhone);
            if (request.AgencyCode is not null && !await db.Agencies.AnyAsync(agency => agency.Code == request.AgencyCode, cancellationToken))
            {
                errors.Add("agencyCode", "unknown_agency", "Perangkat daerah ini tidak dikenal.", "This agency is unknown.");
            }

            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            var unit = await db.EmergencyUnits.FirstOrDefaultAsync(row => row.Code == code, cancellationToken);
            if (unit is not null ? unit.Version != request.Version : request.Version is not null)
            {
                return Lists.ChangedMeanwhile;
            }

            if (unit is null && await db.EmergencyUnits.CountAsync(cancellationToken) >= Paging.Largest)
            {
                return Lists.Full;
            }

            var (actor, now) = (caller.User.UserName(), time.GetUtcNow());
            var details = new UnitDetails(request.Name!.Trim(), request.AgencyCode, string.IsNullOrWhiteSpace(request.Phone) ? null : request.Phone.Trim(), request.Outside == true, request.Ambulance == true);
            if (unit is null)
            {
                unit = EmergencyUnit.Add(code, details, actor, now);
                db.EmergencyUnits.Add(unit);
            }
            else
            {
                unit.Edit(details, actor, now);
            }

            db.Audit(caller, "emergency_unit_changed", code, detail: null, now);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(UnitAnswer.Of(unit));
        });
}
