using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>What is written down about a unit, as sent.</summary>
/// <param name="BaseCode">Village or district where it stands: it is counted in that district.</param>
/// <param name="OwnerVillageCode">A village of the same district; absent for a unit of the district.</param>
/// <param name="Seats">For passengers, without the driver: 1 to 50.</param>
/// <param name="HandedOverOn">Not after today; absent when nobody wrote it down, as the dates that are due.</param>
internal sealed record UnitFields(
    string? BaseCode, string? OwnerVillageCode, int? Seats, bool? HasWheelchairLift, DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn)
{
    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Where it is to stand lies in the caller's region.</summary>
    public bool IsWithin(GrantedScope scope) => scope.Covers(BaseCode);

    public FieldErrors Check(Regency regency, DateOnly today)
    {
        var errors = new FieldErrors();
        if (DistrictIn(regency) is not { } district)
        {
            errors.Add("baseCode", "outside_region", $"Pilih kelurahan atau kecamatan di {regency.Name}.", $"Choose a village or district of {regency.Name}.");
        }
        else if (OwnerVillageCode is not null && regency.FindVillage(OwnerVillageCode)?.District != district)
        {
            errors.Add("ownerVillageCode", "other_district", $"Pemiliknya kelurahan di {district.DisplayName}.", $"Its owner is a village of {district.DisplayName}.");
        }

        if (Seats is not (>= 1 and <= 50))
        {
            errors.Add("seats", "out_of_range", "1 sampai 50 kursi penumpang, tanpa pengemudi.", "1 to 50 seats for passengers, without the driver.");
        }

        if (HandedOverOn < FirstDay || HandedOverOn > today)
        {
            errors.Add("handedOverOn", "out_of_range", "Tanggal serah terima antara 1 Januari 2000 dan hari ini.", "The day of the handover lies between 1 January 2000 and today.");
        }

        foreach (var (field, day) in new[] { ("serviceDueOn", ServiceDueOn), ("taxDueOn", TaxDueOn) })
        {
            if (day < FirstDay || day > today.AddYears(10))
            {
                errors.Add(field, "out_of_range", "Paling lama sepuluh tahun lagi. Periksa tahunnya.", "At most ten years ahead. Please check the year.");
            }
        }

        return errors;
    }

    /// <summary>After <see cref="Check"/>.</summary>
    public UnitDescription Describe(string code, Regency regency)
        => new(
            code, BaseCode!, regency.FindVillage(BaseCode)?.Name ?? DistrictIn(regency)!.DisplayName, DistrictIn(regency)!.Code.ToString(), OwnerVillageCode, Seats!.Value, HasWheelchairLift ?? false,
            HandedOverOn, ServiceDueOn, TaxDueOn);

    private District? DistrictIn(Regency regency)
        => regency.FindVillage(BaseCode)?.District ?? (RegionCode.TryParse(BaseCode, out var code) ? regency.FindDistrict(code) : null);
}
