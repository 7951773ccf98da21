using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>A point on the map, as sent: degrees (WGS 84), unchecked.</summary>
public sealed record Location(double? Latitude, double? Longitude);

/// <summary>Checks of the fields that every intake has; a missing one is the caller's business.</summary>
public static class IntakeFields
{
    public static void CheckLocation(this FieldErrors errors, string field, Location? location)
    {
        if (location is null)
        {
            return;
        }

        if (location.Latitude is not (>= -90 and <= 90))
        {
            errors.Add($"{field}.latitude", "out_of_range", "Lintang antara -90 dan 90.", "Latitude lies between -90 and 90.");
        }

        if (location.Longitude is not (>= -180 and <= 180))
        {
            errors.Add($"{field}.longitude", "out_of_range", "Bujur antara -180 dan 180.", "Longitude lies between -180 and 180.");
        }
    }

    public static void CheckVillage(this FieldErrors errors, string field, string? villageCode, Regency regency)
    {
        if (villageCode is not null && regency.FindVillage(villageCode) is null)
        {
            errors.Add(field, "outside_region", $"Kode ini bukan kelurahan atau desa di {regency.Name}.", $"This code is no village of {regency.Name}.");
        }
    }
}
