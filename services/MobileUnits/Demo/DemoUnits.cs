using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Demo;

/// <summary>
/// With the demo on, gives Kota Kediri twelve made-up units and the places that people are brought to, once. The units are on duty round the clock and
/// stand at their base until a position arrives. Day D is the day of the first start.
/// </summary>
internal sealed class DemoUnits(IServiceProvider services, IConfiguration configuration, Regency regency, ApproximatePoints points, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demo:Enabled", false) || regency.Code.ToString() != "35.71")
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        if (await db.Units.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var row in Rows("units.csv"))
        {
            var unit = Register(row, now);
            db.Units.Add(unit);
            db.Publish(unit.ToEvent(now));
        }

        // A city that had units before it had destinations keeps its own.
        db.Destinations.AddRange(Rows("destinations.csv").Select(DestinationOf));
        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string[]> Rows(string file)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Demo", file)).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(';'));

    private Destination DestinationOf(string[] row)
    {
        var village = regency.VillagesNamed(row[2])[0];
        return new Destination { Code = row[0] }.Lie(
            row[1], village.Code.ToString(), double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(row[4], CultureInfo.InvariantCulture));
    }

    private MobileUnit Register(string[] row, DateTimeOffset now)
    {
        var (code, baseName, seats, capability, state) = (row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4]);
        var district = baseName.StartsWith("Kecamatan ", StringComparison.Ordinal) ? regency.DistrictNamed(baseName) : null;
        var village = district is null ? regency.VillagesNamed(baseName)[0] : null;
        var baseCode = district?.Code ?? village!.Code;
        var today = regency.TimeZone.DateOf(now);
        var unit = MobileUnit.Register(
            new(
                code, baseCode.ToString(), baseName, (district ?? village!.District).Code.ToString(), village?.Code.ToString(), seats, capability == "wheelchair",
                HandedOverOn: today.AddDays(-300), ServiceDueOn: today.AddDays(60), TaxDueOn: today.AddDays(120)),
            now);
        if (village is not null)
        {
            unit.Consent($"lurah-{baseName.ToUpperInvariant()}", now);
        }

        var midnight = regency.TimeZone.StartOf(today);
        switch (state)
        {
            case "in service until D+2":
                unit.Block(new() { Id = Guid.CreateVersion7(now), Kind = BlockKind.Workshop, From = now.AddDays(-1), Until = midnight.AddDays(3), SetBy = "demo" });
                break;
            case "office use D 08-11":
                unit.Block(new() { Id = Guid.CreateVersion7(now), Kind = BlockKind.OfficeUse, From = midnight.AddHours(8), Until = midnight.AddHours(11), SetBy = "demo" });
                break;
            case "last position older than 30 min" when points.TryGetPoint(baseCode, out var point):
                unit.Stand(point.Latitude, point.Longitude, now.AddMinutes(-45));
                break;
            case "driver's break 12-13":
                unit.SetBreak(new TimeOnly(12, 0), new TimeOnly(13, 0));
                break;
        }

        return unit;
    }
}
