using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>What lies in a piece of the map: clusters counted by the database, or the complaints themselves where the map is near enough.</summary>
internal static class DrawMap
{
    /// <summary>From here on a cell of the grid is wide on the screen, so that single complaints have room.</summary>
    private const int SingleFromZoom = 16;

    private const int MostSingle = 500;

    /// <summary>As many cells are looked up one by one: a screen at zoom 16 has about twenty, and the range from the first to the last runs through the whole width of the city.</summary>
    private const int MostCells = 100;

    /// <param name="West">Degrees, as the others; a box of at most 5 by 5.</param>
    /// <param name="Zoom">Of a web map: 8 to 19.</param>
    internal sealed record Box(double? West, double? South, double? East, double? North, int? Zoom)
    {
        public Refusal? Check()
        {
            var errors = new FieldErrors();
            if (!(West >= -180 && East <= 180 && West < East && East - West <= 5))
            {
                errors.Add("west", "out_of_range", "Batas barat lebih kecil daripada timur, paling lebar 5 derajat.", "West is less than east, by at most 5 degrees.");
            }

            if (!(South >= -90 && North <= 90 && South < North && North - South <= 5))
            {
                errors.Add("south", "out_of_range", "Batas selatan lebih kecil daripada utara, paling tinggi 5 derajat.", "South is less than north, by at most 5 degrees.");
            }

            if (Zoom is not (>= 8 and <= 19))
            {
                errors.Add("zoom", "out_of_range", "Antara 8 dan 19.", "Between 8 and 19.");
            }

            return errors.Any ? errors.ToRefusal() : null;
        }
    }

    /// <param name="Clusters">Empty where the complaints themselves are given.</param>
    /// <param name="Complaints">At most 500, newest first; empty where clusters are given.</param>
    internal sealed record Answer(IReadOnlyList<Cluster> Clusters, IReadOnlyList<PublicComplaint> Complaints);

    /// <param name="Latitude">Middle of the grid's cells that it counts.</param>
    internal sealed record Cluster(double Latitude, double Longitude, int Count, int Open);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        [AsParameters] Box box, [AsParameters] PublicFilter filter, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = clock.DayOf(time.GetUtcNow());
        if ((box.Check() ?? filter.Check(regency, today)) is { } refusal)
        {
            return refusal;
        }

        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        // Those that are left out are named: by those that are shown, SQLite would go from category to category and read every row, where an index of the days has all that is counted.
        var offMap = categories.Values.Where(category => category.PublicDetail != PublicDetail.Everything).Select(category => category.Code).ToList();
        var (first, last) = (GridCell.Of(box.South!.Value, box.West!.Value), GridCell.Of(box.North!.Value, box.East!.Value));
        var (west, east) = (first % GridCell.Row, last % GridCell.Row);
        var complaints = filter.Narrow(db.Complaints.AsNoTracking(), regency, today).Where(complaint => !offMap.Contains(complaint.CategoryCode));
        if (GridCell.Count(first, last) <= MostCells)
        {
            var cells = GridCell.Between(first, last).Select(cell => (long?)cell).ToList();
            complaints = complaints.Where(complaint => cells.Contains(complaint.Cell));
        }
        else
        {
            complaints = complaints.Where(complaint => complaint.Cell >= first && complaint.Cell <= last && complaint.Cell % GridCell.Row >= west && complaint.Cell % GridCell.Row <= east);
        }

        return TypedResults.Ok(box.Zoom >= SingleFromZoom
            ? new Answer([], await SingleAsync(complaints, categories, cancellationToken))
            : new Answer(await ClustersAsync(complaints, box.Zoom!.Value, cancellationToken), []));
    }

    private static async Task<IReadOnlyList<PublicComplaint>> SingleAsync(IQueryable<Complaint> complaints, Dictionary<string, Category> categories, CancellationToken cancellationToken)
    {
        var newest = await complaints.OrderByDescending(complaint => complaint.ReceivedAt).Take(MostSingle).ToListAsync(cancellationToken);
        return newest.ConvertAll(complaint => PublicComplaint.Of(complaint, categories[complaint.CategoryCode]));
    }

    private static async Task<IReadOnlyList<Cluster>> ClustersAsync(IQueryable<Complaint> complaints, int zoom, CancellationToken cancellationToken)
    {
        // At zoom 15 one cell is 58 pixels wide, about a thumb; each step out doubles the cells on a side.
        var side = 1L << (SingleFromZoom - 1 - zoom);
        var groups = await complaints
            .GroupBy(complaint => new { Row = complaint.Cell!.Value / GridCell.Row / side, Column = complaint.Cell!.Value % GridCell.Row / side })
            .Select(group => new { group.Key.Row, group.Key.Column, Count = group.Count(), Closed = group.Count(complaint => Publication.ClosedStates.Contains(complaint.Status)) })
            .ToListAsync(cancellationToken);
        return groups.ConvertAll(group =>
        {
            var (latitude, longitude) = GridCell.Middle(group.Row, group.Column, side);
            return new Cluster(latitude, longitude, group.Count, group.Count - group.Closed);
        });
    }
}
