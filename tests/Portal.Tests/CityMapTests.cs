using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The drawing of the city and what is put on it.</summary>
public sealed class CityMapTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly ApproximatePoints Points = ApproximatePoints.Load(Kediri);
    private static readonly CityOutline Outline = new(Kediri, Points);

    [Fact]
    public void Every_village_has_its_land_and_whatever_lies_in_it_is_nearest_to_its_point()
    {
        Assert.Equal(Kediri.Villages.Select(village => village.Code), Outline.Lands.Select(land => land.Village.Code));
        Assert.All(Outline.Lands, land =>
        {
            // Half-way to each corner: inside of what is convex, and beyond no border.
            Assert.True(land.Corners.Count >= 3);
            Assert.All(land.Corners, corner => Assert.Equal(
                land.Village.Code, Points.NearestVillage(new GeoPoint((land.Point.Latitude + corner.Latitude) / 2, (land.Point.Longitude + corner.Longitude) / 2), 5)?.Code));
        });
    }

    [Fact]
    public void A_district_and_a_village_are_shown_from_edge_to_edge_and_what_is_no_place_here_is_not()
    {
        var (district, village) = (Outline.BoxOf("35.71.02")!, Outline.BoxOf("35.71.02.1012")!);
        Assert.True(village.East - village.West < district.East - district.West);
        Assert.True(district.East - district.West < Outline.Whole!.East - Outline.Whole.West);
        Assert.All(Outline.Lands.SelectMany(land => land.Corners), corner => Assert.True(
            corner.Longitude > Outline.Whole.West && corner.Longitude < Outline.Whole.East && corner.Latitude > Outline.Whole.South && corner.Latitude < Outline.Whole.North));
        Assert.Null(Outline.BoxOf("35.78.01"));
        Assert.Null(Outline.BoxOf("apa"));
    }

    [Fact]
    public void What_the_address_says_is_the_same_piece_again()
    {
        var box = Outline.Whole!.Zoomed(0.25).Moved(0.4, -0.4);
        Assert.Equal(box.Address, MapBox.Parse(box.Address)!.Address);
        Assert.Equal((MapBox.Width / 2, MapBox.Height / 2), box.Of(box.MiddleLatitude, box.MiddleLongitude));
    }

    [Fact]
    public void Circles_count_every_report_once_and_lie_in_their_square()
    {
        var box = Outline.Whole!;
        var side = box.SquareDegrees;
        // Four quarters of one square, most of it in the north-east, and one of the next.
        var (south, west) = ((Math.Floor((-7.82 + 90) / side) * side) - 90, (Math.Floor((112.01 + 180) / side) * side) - 180);
        MapCluster Quarter(double row, double column, int count) => new(south + (side * row), west + (side * column), count, count / 2);

        var circles = MapCircle.Of([Quarter(0.25, 0.25, 2), Quarter(0.75, 0.75, 90), Quarter(0.25, 0.75, 4), Quarter(0.75, 0.25, 4), Quarter(0.25, 1.25, 6)], box);

        Assert.Equal([100, 6], circles.Select(circle => circle.Count));
        Assert.Equal([50, 3], circles.Select(circle => circle.Open));
        Assert.InRange(circles[0].Latitude, south + (side / 2), south + (side * 0.75));
        Assert.InRange(circles[0].Longitude, west + (side / 2), west + (side * 0.75));
        Assert.True(circles[0].Into.West < west && circles[0].Into.East > west + side);
    }

    [Fact]
    public void Names_cover_neither_each_other_nor_what_is_marked()
    {
        MapLabel[] places = [.. Outline.Lands.Select(land => (land.Village.Name, At: Outline.Whole!.Of(land.Point.Latitude, land.Point.Longitude))).Select(land => new MapLabel(land.Name, land.At.X, land.At.Y))];
        const double Size = 12;

        var free = MapLabels.Place(places, [], Size);
        var crowded = MapLabels.Place(places, [(360, 270, 150)], Size);

        Assert.True(free.Count > 30, $"{free.Count} of {places.Length}");
        Assert.True(crowded.Count < free.Count);
        Assert.All(free, label => Assert.DoesNotContain(free, other => other != label && Math.Abs(other.Y - label.Y) < Size * 0.9 && Math.Abs(other.X - label.X) < (other.Text.Length + label.Text.Length) * 0.27 * Size));
        Assert.All(crowded, label => Assert.True(((label.X - 360) * (label.X - 360)) + ((label.Y - 270) * (label.Y - 270)) > 140 * 140));
    }
}
