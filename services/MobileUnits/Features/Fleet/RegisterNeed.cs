using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>The camat registers how many units a village of the district needs and when the next one is to come; what was registered before is replaced.</summary>
internal static class RegisterNeed
{
    /// <param name="UnitsNeeded">0 to 20, those that it has included.</param>
    /// <param name="PlannedOn">Today or later; absent when nobody plans one.</param>
    internal sealed record Request(string? VillageCode, int? UnitsNeeded, DateOnly? PlannedOn, string? Note);

    internal sealed record Answer(string VillageCode, int UnitsNeeded, DateOnly? PlannedOn, int Version);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (Check(body, regency, regency.TimeZone.DateOf(now)) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        if (!scope.Covers(body.VillageCode))
        {
            return Refusal.OutsideScope with { Errors = [new("villageCode", "outside_scope", Refusal.OutsideScope.Detail)] };
        }

        while (true)
        {
            var need = await db.Needs.FindAsync([body.VillageCode], cancellationToken);
            if (need is null)
            {
                need = new VillageNeed { VillageCode = body.VillageCode! };
                db.Needs.Add(need);
            }

            need.Register(body.UnitsNeeded!.Value, body.PlannedOn, string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), user.UserName(), now);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(need.VillageCode, need.UnitsNeeded, need.PlannedOn, need.Version));
            }

            // Registered twice at once: the later one holds.
        }
    }

    private static FieldErrors Check(Request body, Regency regency, DateOnly today)
    {
        var errors = new FieldErrors();
        if (regency.FindVillage(body.VillageCode) is null)
        {
            errors.Add("villageCode", "outside_region", $"Pilih kelurahan atau desa di {regency.Name}.", $"Choose a village of {regency.Name}.");
        }

        if (body.UnitsNeeded is not (>= 0 and <= 20))
        {
            errors.Add("unitsNeeded", "out_of_range", "0 sampai 20 unit, termasuk yang sudah ada.", "0 to 20 units, those that are there included.");
        }

        if (body.PlannedOn < today || body.PlannedOn > today.AddYears(10))
        {
            errors.Add("plannedOn", "out_of_range", "Hari ini atau sesudahnya, paling lama sepuluh tahun lagi.", "Today or later, at most ten years ahead.");
        }

        errors.AllowText("note", body.Note, 300);
        return errors;
    }
}
