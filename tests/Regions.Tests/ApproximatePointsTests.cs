namespace PlanningPlatform.Regions.Tests;

public class ApproximatePointsTests
{
    private const double Brantas = 112.006;
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly ApproximatePoints Points = ApproximatePoints.Load(Kediri);

    [Fact]
    public void Every_village_and_district_of_the_demo_city_has_its_own_point_inside_the_city()
    {
        var codes = Kediri.Villages.Select(village => village.Code).Concat(Kediri.Districts.Select(district => district.Code)).ToList();
        var points = codes.ConvertAll(PointOf);

        Assert.Equal(49, points.Distinct().Count());
        Assert.All(points, point => Assert.InRange(point.Latitude, -7.89, -7.76));
        Assert.All(points, point => Assert.InRange(point.Longitude, 111.93, 112.09));
    }

    [Fact]
    public void Neighbouring_villages_stand_apart()
    {
        var points = Kediri.Villages.Select(village => PointOf(village.Code)).ToList();

        Assert.All(points, point =>
            Assert.InRange(points.Where(other => other != point).Min(point.DistanceKilometresTo), 0.35, 2.5));
    }

    [Fact]
    public void The_Brantas_runs_between_Mojoroto_and_the_rest() =>
        Assert.All(Kediri.Villages, village =>
            Assert.Equal(village.District == Kediri.DistrictNamed("Mojoroto"), PointOf(village.Code).Longitude < Brantas));

    [Fact]
    public void The_points_say_they_are_made_up()
    {
        Assert.True(Points.AreMadeUp);
        Assert.StartsWith("# REKAAN / MADE UP", File.ReadAllText(Path.Combine(RegionData.Folder, "demo", "35.71-points.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_belongs_to_the_village_with_the_nearest_point() =>
        Assert.All(Kediri.Villages, village =>
        {
            var point = PointOf(village.Code);
            Assert.Same(village, Points.NearestVillage(new(point.Latitude + 0.001, point.Longitude), maxKilometres: 3));
        });

    [Theory]
    [InlineData(-7.2575, 112.7521)] // Surabaya
    [InlineData(0, 0)]
    public void A_place_beyond_the_border_belongs_to_no_village(double latitude, double longitude) =>
        Assert.Null(Points.NearestVillage(new(latitude, longitude), maxKilometres: 3));

    [Fact]
    public void A_regency_without_a_file_has_no_points()
    {
        var lebong = Regency.Load("17.07");
        var points = ApproximatePoints.Load(lebong);

        Assert.True(points.IsEmpty);
        Assert.False(points.AreMadeUp);
        Assert.False(points.TryGetPoint(lebong.Villages[0].Code, out _));
        Assert.Null(points.NearestVillage(new(-3.1, 102.2), maxKilometres: 100));
    }

    [Fact]
    public void Distance_follows_the_great_circle()
    {
        var kediri = new GeoPoint(-7.82, 112.01);

        Assert.Equal(0, kediri.DistanceKilometresTo(kediri));
        Assert.Equal(111.195, kediri.DistanceKilometresTo(new(-8.82, 112.01)), 3);
        Assert.Equal(20015.1, new GeoPoint(0, 0).DistanceKilometresTo(new(0, 180)), 1);
    }

    [Theory]
    [InlineData(90.001, 0)]
    [InlineData(0, -180.001)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void Impossible_coordinates_are_no_place(double latitude, double longitude)
    {
        Assert.False(GeoPoint.TryCreate(latitude, longitude, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeoPoint(latitude, longitude));
    }

    private static GeoPoint PointOf(RegionCode code) =>
        Points.TryGetPoint(code, out var point) ? point : throw new InvalidOperationException($"{code} has no point.");
}
