using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>
/// Stands where OSRM, OpenRouteService or Valhalla stands, with the same addresses and shapes. Its streets are <see cref="Detour"/> times as long as the
/// crow flies; eastward it goes at 10 m/s and westward at 8.
/// </summary>
internal sealed class MatrixServer : IAsyncDisposable
{
    public const double Detour = 1.3;

    private readonly WebApplication _app;

    private MatrixServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            Headers.Enqueue(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            if (Instead is { } instead)
            {
                Requests.Enqueue(new([], []));
                await instead(context);
            }
            else
            {
                await next(context);
            }
        });
        _app.MapGet("/table/v1/driving/{places}", OsrmAsync);
        _app.MapPost("/ors/v2/matrix/driving-car", OpenRouteServiceAsync);
        _app.MapPost("/sources_to_targets", ValhallaAsync);
    }

    public string Address => _app.Urls.Single();

    /// <summary>Every request, in the order of arrival.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Headers { get; } = new();

    /// <summary>What it does instead of answering right.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Where no street leads from or to.</summary>
    public GeoPoint? Island { get; set; }

    /// <summary>What becomes of a right answer of OSRM before it leaves.</summary>
    public Func<string, string> Spoil { get; set; } = json => json;

    public static async Task<MatrixServer> StartAsync()
    {
        var server = new MatrixServer();
        await server._app.StartAsync();
        return server;
    }

    public static double Metres(GeoPoint from, GeoPoint to) => from.DistanceKilometresTo(to) * 1000 * Detour;

    public static double Seconds(GeoPoint from, GeoPoint to) => Metres(from, to) / (to.Longitude > from.Longitude ? 10 : 8);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult OsrmAsync(string places, string sources, string destinations, string annotations)
    {
        Assert.Equal("duration,distance", annotations);
        var points = places.Split(';').Select(pair => pair.Split(',')).Select(pair => PointOf(double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture))).ToList();
        var json = JsonSerializer.Serialize(TwoTables(Chosen(points, sources.Split(';')), Chosen(points, destinations.Split(';'))));
        return Results.Text(Spoil(json), "application/json");
    }

    private IResult OpenRouteServiceAsync(JsonElement body)
    {
        Assert.Equal(["duration", "distance"], body.GetProperty("metrics").EnumerateArray().Select(metric => metric.GetString()));
        Assert.Equal("m", body.GetProperty("units").GetString());
        var points = body.GetProperty("locations").EnumerateArray().Select(pair => PointOf(pair[0].GetDouble(), pair[1].GetDouble())).ToList();
        return Results.Json(TwoTables(Chosen(points, Numbers("sources")), Chosen(points, Numbers("destinations"))));

        IEnumerable<string> Numbers(string name) => body.GetProperty(name).EnumerateArray().Select(number => number.GetString()!);
    }

    private IResult ValhallaAsync(JsonElement body)
    {
        Assert.Equal("auto", body.GetProperty("costing").GetString());
        var (from, to) = (Points("sources"), Points("targets"));
        Requests.Enqueue(new(from, to));
        return Results.Json(new
        {
            sources_to_targets = from.Select((source, row) => to.Select((target, column) => new
            {
                distance = Leads(source, target) ? Metres(source, target) / 1000 : (double?)null,
                time = Leads(source, target) ? (int)Seconds(source, target) : (int?)null,
                from_index = row,
                to_index = column,
            })),
            units = "kilometers",
        });

        List<GeoPoint> Points(string name) => [.. body.GetProperty(name).EnumerateArray().Select(place => PointOf(place.GetProperty("lon").GetDouble(), place.GetProperty("lat").GetDouble()))];
    }

    private object TwoTables(List<GeoPoint> from, List<GeoPoint> to)
    {
        Requests.Enqueue(new(from, to));
        return new
        {
            code = "Ok",
            durations = from.Select(source => to.Select(target => Leads(source, target) ? Seconds(source, target) : (double?)null)),
            distances = from.Select(source => to.Select(target => Leads(source, target) ? Metres(source, target) : (double?)null)),
        };
    }

    private bool Leads(GeoPoint from, GeoPoint to) => from == to || (from != Island && to != Island);

    private static GeoPoint PointOf(double longitude, double latitude) => new(latitude, longitude);

    private static List<GeoPoint> Chosen(List<GeoPoint> points, IEnumerable<string> numbers) => [.. numbers.Select(number => points[int.Parse(number, CultureInfo.InvariantCulture)])];

    /// <summary>Empty where something was done instead.</summary>
    internal sealed record Request(IReadOnlyList<GeoPoint> From, IReadOnlyList<GeoPoint> To);
}
