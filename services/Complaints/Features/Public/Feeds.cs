using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>The public list as open data, streamed: GeoJSON for maps, CSV for spreadsheets, Atom for readers.</summary>
internal static class Feeds
{
    private const int NewestInAtom = 50;

    private static readonly XNamespace AtomName = "http://www.w3.org/2005/Atom";

    private static readonly string[] Columns =
    [
        "tracking_number", "status", "state", "category", "village", "latitude", "longitude", "street", "text", "agency", "outside_party", "received_at", "expected_by",
        "local_target_by", "regulation", "resolved_at", "ended_at", "rating",
    ];

    public static Task<Results<PushStreamHttpResult, Refusal>> GeoJsonAsync(
        [AsParameters] PublicFilter filter, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
        => StreamAsync(filter, db, regency, clock, time, "application/geo+json", "aduan.geojson", async (body, complaints) =>
        {
            await using var json = new Utf8JsonWriter(body);
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            await foreach (var complaint in complaints.WithCancellation(cancellationToken))
            {
                WriteFeature(json, complaint);
                if (json.BytesPending > 64 * 1024)
                {
                    await json.FlushAsync(cancellationToken);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }, cancellationToken);

    public static Task<Results<PushStreamHttpResult, Refusal>> CsvAsync(
        [AsParameters] PublicFilter filter, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
        => StreamAsync(filter, db, regency, clock, time, "text/csv; charset=utf-8", "aduan.csv", async (body, complaints) =>
        {
            await using var csv = CsvWriter.Create(body, new CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true);
            await csv.WriteRecordAsync(Columns, cancellationToken);
            await foreach (var complaint in complaints.WithCancellation(cancellationToken))
            {
                await csv.WriteRecordAsync([.. Values(complaint).Select(NoFormula)], cancellationToken);
            }
        }, cancellationToken);

    /// <summary>The newest of one village.</summary>
    public static async Task<Results<FileContentHttpResult, Refusal>> AtomAsync(
        string villageCode, HttpContext context, IConfiguration configuration, ComplaintsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (regency.FindVillage(villageCode) is not { } village)
        {
            return Refusal.NotFound;
        }

        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        var newest = await db.Complaints.AsNoTracking().Listed().Where(complaint => complaint.VillageCode == villageCode)
            .OrderByDescending(complaint => complaint.ReceivedAt).Take(NewestInAtom).ToListAsync(cancellationToken);
        // What a caller says the host is called is only taken where nobody has set it.
        var site = configuration["PublicAddress"]?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";
        return TypedResults.Bytes(Atom(village, newest, categories, site), "application/atom+xml; charset=utf-8");
    }

    private static async Task<Results<PushStreamHttpResult, Refusal>> StreamAsync(
        PublicFilter filter, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, string contentType, string fileName,
        Func<Stream, IAsyncEnumerable<PublicComplaint>, Task> write, CancellationToken cancellationToken)
    {
        var today = clock.DayOf(time.GetUtcNow());
        if (filter.Check(regency, today) is { } refusal)
        {
            return refusal;
        }

        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        var complaints = filter.Narrow(db.Complaints.AsNoTracking(), regency, today).OrderBy(complaint => complaint.ReceivedAt).ThenBy(complaint => complaint.Id)
            .AsAsyncEnumerable().Select(complaint => PublicComplaint.Of(complaint, categories[complaint.CategoryCode]));
        return TypedResults.Stream(body => write(body, complaints), contentType, fileName);
    }

    private static void WriteFeature(Utf8JsonWriter json, PublicComplaint complaint)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", complaint.TrackingNumber);
        if (complaint.Location is { } point)
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(point.Longitude);
            json.WriteNumberValue(point.Latitude);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("geometry");
        }

        json.WriteStartObject("properties");
        foreach (var (column, value) in Columns.Zip(Values(complaint)).Where(pair => pair.First is not ("latitude" or "longitude")))
        {
            json.WriteString(column, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    private static string?[] Values(PublicComplaint complaint) =>
    [
        complaint.TrackingNumber, complaint.Status.ToString(), complaint.State.ToString(), complaint.CategoryCode, complaint.VillageCode,
        complaint.Location?.Latitude.ToString(CultureInfo.InvariantCulture), complaint.Location?.Longitude.ToString(CultureInfo.InvariantCulture), complaint.Street, complaint.Text,
        complaint.AgencyCode, complaint.OutsideParty, Utc(complaint.ReceivedAt), Utc(complaint.ExpectedBy), Utc(complaint.LocalTargetBy), complaint.Profile, Utc(complaint.ResolvedAt),
        Utc(complaint.EndedAt), complaint.Rating?.ToString(CultureInfo.InvariantCulture),
    ];

    private static byte[] Atom(Village village, List<Complaint> newest, Dictionary<string, Category> categories, string site)
    {
        var feed = new XElement(
            AtomName + "feed",
            new XElement(AtomName + "title", $"Lapor 112: {village.Name}"),
            new XElement(AtomName + "id", $"urn:planningplatform:complaints:{village.Code}"),
            new XElement(AtomName + "updated", Utc(newest.Count == 0 ? DateTimeOffset.UnixEpoch : newest.Max(complaint => complaint.ChangedAt))),
            newest.Select(complaint => new XElement(
                AtomName + "entry",
                new XElement(AtomName + "title", $"{categories[complaint.CategoryCode].Name} ({complaint.TrackingNumber})"),
                new XElement(AtomName + "id", $"urn:planningplatform:complaint:{complaint.TrackingNumber}"),
                new XElement(AtomName + "updated", Utc(complaint.ChangedAt)),
                new XElement(AtomName + "published", Utc(complaint.ReceivedAt)),
                new XElement(AtomName + "author", new XElement(AtomName + "name", "Lapor 112")),
                new XElement(AtomName + "link", new XAttribute("href", $"{site}/aduan/{complaint.TrackingNumber}")),
                new XElement(AtomName + "summary", XmlText(complaint.PublicText(categories[complaint.CategoryCode]) ?? categories[complaint.CategoryCode].Name)))));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}\n");
    }

    /// <summary>Without what XML 1.0 cannot hold, which strict readers refuse.</summary>
    private static string XmlText(string text)
        => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is >= 0x20 or '\t' or '\n' or '\r' && rune.Value is not (0xFFFE or 0xFFFF)));

    /// <summary>What begins so would be a formula in a spreadsheet; a number is none.</summary>
    private static string NoFormula(string? text)
        => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"'{text}" : text ?? "";

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Utc(DateTimeOffset? time) => time is { } known ? Utc(known) : null;
}
