using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>The places that people choose from when they book. A trip keeps the place that it was booked to.</summary>
internal static class ManageDestinations
{
    /// <summary>All of them stand in one list. [ours]</summary>
    private const int MostDestinations = 500;

    /// <param name="Code">2 to 40 small letters, digits and dashes; one that is there is changed.</param>
    /// <param name="Location">Absent when only the village is known.</param>
    internal sealed record Request(string? Code, string? Name, string? VillageCode, Location? Location);

    internal sealed record Answer(string Code, string Name, string VillageCode, double? Latitude, double? Longitude);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Request body, HttpContext caller, MobileUnitsDb db, Regency regency, ApproximatePoints points, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(body, regency, points) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        while (true)
        {
            var destination = await db.Destinations.FindAsync([body.Code], cancellationToken);
            if (destination is null)
            {
                if (await db.Destinations.CountAsync(cancellationToken) >= MostDestinations)
                {
                    return TooMany;
                }

                destination = new Destination { Code = body.Code! };
                db.Destinations.Add(destination);
            }

            destination.Lie(body.Name!.Trim(), body.VillageCode!, body.Location?.Latitude, body.Location?.Longitude);
            db.Audit(caller, "destination_changed", destination.Code, destination.Name, time.GetUtcNow());
            if (await db.TrySaveAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(destination.Code, destination.Name, destination.VillageCode, destination.Latitude, destination.Longitude));
            }
        }
    }

    public static async Task<Results<NoContent, Refusal>> RemoveAsync(string code, Nothing? _, HttpContext caller, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await db.Destinations.FindAsync([code], cancellationToken) is { } destination)
        {
            db.Destinations.Remove(destination);
            db.Audit(caller, "destination_removed", destination.Code, destination.Name, time.GetUtcNow());
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.NoContent();
            }
        }

        return Refusal.NotFound;
    }

    private static FieldErrors Check(Request body, Regency regency, ApproximatePoints points)
    {
        var errors = new FieldErrors();
        if (body.Code is not { Length: >= 2 and <= 40 } code || !code.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            errors.Add("code", "out_of_range", "2 sampai 40 huruf kecil, angka atau tanda hubung.", "2 to 40 small letters, digits or dashes.");
        }

        errors.RequireLine("name", body.Name, 100);
        if (regency.FindVillage(body.VillageCode) is null)
        {
            errors.Add("villageCode", "outside_region", $"Pilih kelurahan atau desa di {regency.Name}.", $"Choose a village of {regency.Name}.");
        }

        errors.CheckLocation("location", body.Location);
        if (body.Location.IsFarFrom(regency, points))
        {
            errors.Add("location", "outside_region", $"Titik ini di luar {regency.Name}.", $"This point lies outside {regency.Name}.");
        }

        return errors;
    }

    private static readonly Refusal TooMany = new(409, "too_many_destinations", new($"Daftar tujuan sudah {MostDestinations}. Hapus dahulu yang tidak dipakai.", $"There are {MostDestinations} destinations already. Remove some first."));
}
