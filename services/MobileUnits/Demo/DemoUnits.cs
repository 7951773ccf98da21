using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Demo;

/// <summary>
/// With the demo on, gives Kota Kediri twelve made-up units, once. They are on duty round the clock and stand at their base until a
/// position arrives. Day D is the day of the first start.
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
        foreach (var row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Demo", "units.csv")).Skip(1).Select(line => line.Split(';')))
        {
            var unit = Register(row, now);
            db.Units.Add(unit);
            db.Publish(new UnitRegistered(unit.Id, unit.Version, now, unit.Code, unit.DistrictCode));
        }

        // Another replica that starts at the same time may be faster.
        await db.TrySaveAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private MobileUnit Register(string[] row, DateTimeOffset now)
    {
        var (code, baseName, seats, capability, state) = (row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4]);
        var district = baseName.StartsWith("Kecamatan ", StringComparison.Ordinal) ? regency.DistrictNamed(baseName) : null;
        var village = district is null ? regency.VillagesNamed(baseName)[0] : null;
        var baseCode = district?.Code ?? village!.Code;
        var unit = MobileUnit.Register(code, baseCode.ToString(), baseName, (district ?? village!.District).Code.ToString(), seats, capability == "wheelchair", now);
        var midnight = regency.TimeZone.StartOf(regency.TimeZone.DateOf(now));
        switch (state)
        {
            case "in service until D+2":
                unit.TakeOutOfServiceUntil(midnight.AddDays(3));
                break;
            case "office use D 08-11":
                unit.ReserveForOffice(new Period(midnight.AddHours(8), midnight.AddHours(11)));
                break;
            case "last position older than 30 min" when points.TryGetPoint(baseCode, out var point):
                unit.Report(new Position(point.Latitude, point.Longitude, now.AddMinutes(-45)));
                break;
            case "driver's break 12-13":
                unit.SetBreak(new TimeOnly(12, 0), new TimeOnly(13, 0));
                break;
        }

        return unit;
    }
}
