using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>
/// Takes a unit's position by the OsmAnd protocol, which Traccar Client and many trackers speak: parameters in the address, a form, or JSON. Answers when it
/// is stored, in plain text. The device's id is all the proof there is, and nobody can guess it.
/// </summary>
internal static class ReceivePosition
{
    /// <summary>A disk that takes longer than this to write is as good as none; the tracker tries again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string Stored = "OK\n";

    public static async Task<Results<ContentHttpResult, Refusal>> Handle(
        HttpContext context, KnownDevices devices, UnknownDevices unknown, PositionQueue queue, ApproximatePoints points, IOptions<PositionSettings> settings, IOptions<Retention> retention,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (device, reports, refusal) = await ReadReports.FromAsync(context.Request, now, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await devices.UnitOfAsync(device, cancellationToken) is not { } unit)
        {
            return unknown.Refuse(context);
        }

        if (Check(reports, now, points, settings.Value) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        // What is too old to be kept is not: but refused, a tracker would send it again and again, and never what came after it.
        var kept = reports.Where(report => report.At >= now - retention.Value.Positions);
        var waiting = kept.Select(report => queue.TryAdd(unit, report)).ToList();
        if (waiting.Contains(null))
        {
            return Busy(context);
        }

        try
        {
            await Task.WhenAll(waiting.Select(position => position!.Stored)).WaitAsync(Patience, time, cancellationToken);
            return TypedResults.Text(Stored);
        }
        catch (Exception exception) when (exception is TimeoutException || exception.IsDatabaseOutage())
        {
            return Busy(context);
        }
    }

    private static FieldErrors Check(IReadOnlyList<PositionReport> reports, DateTimeOffset now, ApproximatePoints points, PositionSettings settings)
    {
        var errors = new FieldErrors();
        if (reports.Any(report => report.At > now + settings.MostClockAhead))
        {
            errors.Add("timestamp", "clock_ahead", "Jam alat ini lebih cepat dari waktu sebenarnya. Perbaiki jam alat.", "This device's clock is ahead. Please set it right.");
        }

        if (!points.IsEmpty && reports.Any(report => points.NearestVillage(report.Point, settings.MostKilometresFromRegion) is null))
        {
            errors.Add(
                "lat", "too_far", $"Posisi ini lebih dari {settings.MostKilometresFromRegion:0} km dari wilayah kami.", $"This position is more than {settings.MostKilometresFromRegion:0} km from our region.");
        }

        return errors;
    }

    private static Refusal Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return new(503, "busy", new("Terlalu banyak posisi menunggu. Kirim lagi beberapa detik lagi.", "Too many positions wait. Send it again in a few seconds."));
    }
}

/// <summary>Slows down whoever tries device ids. Devices that exist are never touched by it, also behind the same address.</summary>
internal sealed class UnknownDevices(IOptions<PositionSettings> settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _perAddress = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.Value.UnknownDevicesPerAddress, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts one.</summary>
    public Refusal Refuse(HttpContext context)
    {
        using var counted = _perAddress.AttemptAcquire(context.CallerNetwork());
        if (counted.IsAcquired)
        {
            return Unknown;
        }

        context.Response.Headers.RetryAfter = "60";
        return TooMany;
    }

    public void Dispose() => _perAddress.Dispose();

    private static readonly Refusal Unknown = new(404, "unknown_device", new(
        "Nomor alat ini tidak dikenal. Salin kembali dari daftar unit.", "This device is unknown. Copy its id from the list of units again."));

    private static readonly Refusal TooMany = new(429, "too_many_guesses", new("Terlalu banyak alat yang tidak dikenal. Tunggu satu menit.", "Too many unknown devices. Wait a minute."));
}
