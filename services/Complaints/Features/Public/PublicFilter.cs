using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>Which complaints the public asks for; the same on list, map, feeds and statistics, so that they show the same.</summary>
/// <param name="From">First day, in the region's calendar; 90 days before <paramref name="To"/> when absent.</param>
/// <param name="To">Last day; today when absent. At most 366 days from the first.</param>
/// <param name="Category">Only of this category.</param>
/// <param name="Region">Only in this village or district.</param>
/// <param name="Agency">Only led by this agency.</param>
/// <param name="State">Open or Closed; both when absent.</param>
internal sealed record PublicFilter(DateOnly? From, DateOnly? To, string? Category, string? Region, string? Agency, Choice<PublicState>? State)
{
    private const int UsualDays = 90;
    private const int MostDays = 366;

    /// <summary>Null when it makes sense.</summary>
    public Refusal? Check(Regency regency, DateOnly today)
    {
        // The calendar ends near years 1 and 9999, and no period may reach beyond it.
        if (From is { Year: < 2000 or > 2100 } || To is { Year: < 2000 or > 2100 })
        {
            return Refusal.InvalidField(To is { Year: < 2000 or > 2100 } ? "to" : "from", "out_of_range", new("Tahun 2000 sampai 2100.", "Years 2000 to 2100."));
        }

        var (from, to) = Days(today);
        var errors = new FieldErrors();
        if (from > to || to.DayNumber - from.DayNumber >= MostDays)
        {
            errors.Add("from", "out_of_range", $"Dari tanggal awal sampai tanggal akhir, paling lama {MostDays} hari.", $"From the first day to the last, at most {MostDays} days.");
        }

        if (Region is not null && PlacesIn(regency).Count == 0)
        {
            errors.Add("region", "outside_region", $"Kode ini bukan kecamatan, kelurahan atau desa di {regency.Name}.", $"This code is no district or village of {regency.Name}.");
        }

        return errors.Any ? errors.ToRefusal() : null;
    }

    public (DateOnly From, DateOnly To) Days(DateOnly today)
    {
        var to = To ?? today;
        return (From ?? to.AddDays(1 - UsualDays), to);
    }

    public IQueryable<Complaint> Narrow(IQueryable<Complaint> complaints, Regency regency, DateOnly today)
    {
        var (from, to) = Days(today);
        var (start, end) = (regency.TimeZone.StartOf(from), regency.TimeZone.StartOf(to.AddDays(1)));
        complaints = complaints.Listed().Where(complaint => complaint.ReceivedAt >= start && complaint.ReceivedAt < end);
        if (Category is { } category)
        {
            complaints = complaints.Where(complaint => complaint.CategoryCode == category);
        }

        if (Region is not null)
        {
            var places = PlacesIn(regency);
            complaints = complaints.Where(complaint => places.Contains(complaint.VillageCode));
        }

        if (Agency is { } agency)
        {
            complaints = complaints.Where(complaint => complaint.AgencyCode == agency);
        }

        return State?.Value switch
        {
            PublicState.Open => complaints.Where(complaint => !Publication.ClosedStates.Contains(complaint.Status)),
            PublicState.Closed => complaints.Where(complaint => Publication.ClosedStates.Contains(complaint.Status)),
            _ => complaints,
        };
    }

    private List<string?> PlacesIn(Regency regency)
        => RegionCode.TryParse(Region, out var region)
            ? [.. regency.Villages.Where(village => village.Code.IsWithin(region)).Select(village => village.Code.ToString())]
            : [];
}

/// <summary>Whether somebody still works on it.</summary>
internal enum PublicState
{
    Open,

    /// <summary>Resolved, closed or archived.</summary>
    Closed,
}
