using System.Globalization;
using System.Text.Json;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>
/// Reads what trackers send: OsmAnd's parameters in the address or in a form (https://www.traccar.org/osmand/), and the JSON of Traccar Client 9 and newer
/// (<c>location</c>, one or a list, and <c>device_id</c>). What it does not know it leaves aside: trackers send more than anybody needs.
/// </summary>
internal static class ReadReports
{
    /// <summary>A position of the list is about 400 bytes.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>In one request. A telephone that was without a line for an hour sends its rest with the next.</summary>
    private const int MostAtOnce = 500;

    private const double KilometresPerKnot = 1.852;
    private const double KilometresPerHourPerMetrePerSecond = 3.6;
    private const double FastestKilometresPerHour = 300;
    private static readonly string[] IsoForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Values by the names of the parameters; several values of one name cannot be right.</summary>
    private sealed class Values : Dictionary<string, string>
    {
        public Values() : base(StringComparer.Ordinal)
        {
        }

        /// <summary>The name that the sender used, for saying what is wrong with it.</summary>
        public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The names that mean the same.</summary>
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["id"] = "id", ["deviceid"] = "id", ["lat"] = "lat", ["lon"] = "lon", ["location"] = "location", ["timestamp"] = "timestamp", ["speed"] = "speed",
        ["bearing"] = "bearing", ["heading"] = "bearing", ["altitude"] = "altitude", ["accuracy"] = "accuracy", ["batt"] = "batt",
    };

    /// <param name="now">For a tracker that says no time.</param>
    /// <returns>Device and positions, or why not.</returns>
    public static async Task<(string Device, IReadOnlyList<PositionReport> Reports, Refusal? Refusal)> FromAsync(HttpRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var errors = new FieldErrors();
            var said = await ReadAsync(request, errors, cancellationToken);
            var device = said.Count > 0 && said[0].TryGetValue("id", out var id) ? id.Trim() : "";
            if (device is { Length: 0 or > 64 })
            {
                errors.Add("id", "required", "Sertakan nomor alat (id) dengan paling banyak 64 huruf.", "Name the device (id) with at most 64 characters.");
            }

            // Of a list the first that is wrong is told.
            var reports = said.TakeWhile(_ => !errors.Any).Select(values => Check(values, errors, now)).OfType<PositionReport>().ToList();
            return (device, reports, errors.Any ? errors.ToRefusal() : null);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or InvalidOperationException or (IOException and not BadHttpRequestException))
        {
            // A form or JSON that is none, half a surrogate in a text, a charset that does not exist.
            return ("", [], Unreadable);
        }
    }

    private static async Task<List<Values>> ReadAsync(HttpRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsPost(request.Method) && request.HasJsonContentType() && request.ContentLength != 0)
        {
            using var body = await JsonDocument.ParseAsync(request.Body, new() { MaxDepth = 16 }, cancellationToken);
            return OfJson(body.RootElement, errors);
        }

        var values = new Values();
        foreach (var (name, given) in request.Query)
        {
            Take(values, name, given.Count > 1 ? null : given.ToString(), errors);
        }

        if (request.HasFormContentType)
        {
            // The older Traccar Client posts an empty body and says everything in the address.
            foreach (var (name, given) in await request.ReadFormAsync(cancellationToken))
            {
                Take(values, name, given.Count > 1 ? null : given.ToString(), errors);
            }
        }

        return [values];
    }

    private static void Take(Values values, string name, string? value, FieldErrors errors)
    {
        if (!Meanings.TryGetValue(name, out var meaning))
        {
            return;
        }

        if (value is null || (values.TryGetValue(meaning, out var other) && other != value))
        {
            errors.Add(name, "ambiguous", "Nilai ini dikirim lebih dari satu kali.", "This was sent more than once.");
            return;
        }

        (values[meaning], values.Names[meaning]) = (value, name);
    }

    private static List<Values> OfJson(JsonElement root, FieldErrors errors)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("location", out var location))
        {
            errors.Add("location", "required", "Sertakan location dan device_id.", "Send location and device_id.");
            return [];
        }

        var device = root.TryGetProperty("device_id", out var id) ? TextOf(id) : null;
        var all = location.ValueKind == JsonValueKind.Array ? location.EnumerateArray().Take(MostAtOnce + 1).ToList() : [location];
        if (all.Count is 0 or > MostAtOnce)
        {
            errors.Add("location", "too_many", $"Kirim 1 sampai {MostAtOnce} posisi sekaligus.", $"Send 1 to {MostAtOnce} positions at once.");
            return [];
        }

        return all.ConvertAll(each => OfLocation(each, device));
    }

    private static Values OfLocation(JsonElement location, string? device)
    {
        var values = new Values();
        Put("id", "device_id", device);
        if (location.ValueKind == JsonValueKind.Object)
        {
            Put("timestamp", "location.timestamp", Member(location, "timestamp"));
            if (location.TryGetProperty("coords", out var coords) && coords.ValueKind == JsonValueKind.Object)
            {
                Put("lat", "location.coords.latitude", Member(coords, "latitude"));
                Put("lon", "location.coords.longitude", Member(coords, "longitude"));
                Put("metres per second", "location.coords.speed", Member(coords, "speed"));
                Put("bearing", "location.coords.heading", Member(coords, "heading"));
                Put("accuracy", "location.coords.accuracy", Member(coords, "accuracy"));
                Put("altitude", "location.coords.altitude", Member(coords, "altitude"));
            }

            if (location.TryGetProperty("battery", out var battery) && battery.ValueKind == JsonValueKind.Object)
            {
                Put("share of battery", "location.battery.level", Member(battery, "level"));
            }
        }

        return values;

        void Put(string meaning, string name, string? value)
        {
            values.Names[meaning] = name;
            if (value is not null)
            {
                values[meaning] = value;
            }
        }
    }

    private static string? Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? TextOf(value) : null;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        // Whatever else it is, it is no number and will be refused as such.
        _ => value.GetRawText(),
    };

    private static PositionReport? Check(Values values, FieldErrors errors, DateTimeOffset now)
    {
        var (before, point) = (errors.Count, default(GeoPoint));
        if (values.TryGetValue("location", out var pair) && pair.Split(',') is [var first, var second])
        {
            (values["lat"], values["lon"]) = (first, second);
            (values.Names["lat"], values.Names["lon"]) = ("location", "location");
        }

        if (Number("lat") is { } latitude && Number("lon") is { } longitude)
        {
            if (!GeoPoint.TryCreate(latitude, longitude, out point))
            {
                errors.Add(NameOf(Math.Abs(latitude) <= 90 ? "lon" : "lat"), "out_of_range", "Lintang antara -90 dan 90, bujur antara -180 dan 180 derajat.", "Latitude lies between -90 and 90, longitude between -180 and 180 degrees.");
            }
        }
        else if (errors.Count == before)
        {
            errors.Add(NameOf(values.ContainsKey("lat") ? "lon" : "lat"), "required", "Sertakan lintang (lat) dan bujur (lon).", "Send latitude (lat) and longitude (lon).");
        }

        var at = TimeOf(values, errors, now);
        var speed = Number("speed") * KilometresPerKnot ?? Number("metres per second") * KilometresPerHourPerMetrePerSecond;
        var (bearing, accuracy, battery) = (Number("bearing"), Number("accuracy"), Number("batt") ?? Number("share of battery") * 100);
        _ = Number("altitude");
        return errors.Count > before ? null : new(
            point, at, speed is >= 0 and <= FastestKilometresPerHour ? speed : null, bearing is >= 0 and <= 360 ? bearing : null, accuracy is >= 0 ? accuracy : null, battery is >= 0 and <= 100 ? battery : null);

        string NameOf(string meaning) => values.Names.GetValueOrDefault(meaning, meaning);

        double? Number(string meaning)
        {
            if (!values.TryGetValue(meaning, out var text))
            {
                return null;
            }

            if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            {
                return number;
            }

            errors.Add(NameOf(meaning), "no_number", "Bukan angka.", "This is no number.");
            return null;
        }
    }

    /// <summary>Seconds or milliseconds since 1970, or ISO 8601, UTC where it names no offset.</summary>
    private static DateTimeOffset TimeOf(Values values, FieldErrors errors, DateTimeOffset now)
    {
        if (!values.TryGetValue("timestamp", out var text))
        {
            return Whole(now);
        }

        text = text.Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            // As Traccar tells them apart: seconds fit 31 bits until 2038, and milliseconds have not since January 1970.
            var milliseconds = number < int.MaxValue ? number * 1000 : number;
            if (milliseconds <= LatestMilliseconds)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
            }
        }
        else if (DateTimeOffset.TryParseExact(text, IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return Whole(time);
        }

        errors.Add(
            values.Names.GetValueOrDefault("timestamp", "timestamp"), "no_time", "Tulis waktu sebagai detik atau milidetik sejak 1970, atau ISO 8601.", "Write the time in seconds or milliseconds since 1970, or as ISO 8601.");
        return now;
    }

    private static readonly long LatestMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    private static readonly Refusal Unreadable = new(400, "unreadable", new("Permintaan tidak dapat dibaca.", "The request cannot be read."));
}
