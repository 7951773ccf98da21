using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using PlanningPlatform.Complaints.Features.Public;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What everybody sees: list, single complaint, map, feeds and statistics, all from one rule.</summary>
public sealed class PublicViewTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private const string Semampir = "35.71.02.1007";

    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task A_secret_complaint_never_appears_in_any_public_view()
    {
        var lodged = await _api.LodgeOneAsync(Report("Minta uang seratus ribu MELATI", visibility: "Secret"));

        foreach (var view in Views().Append($"/api/complaints/public/{lodged.TrackingNumber}"))
        {
            var seen = await (await _api.Resident.GetAsync(new Uri(view, UriKind.Relative))).Content.ReadAsStringAsync();
            Assert.DoesNotContain("MELATI", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(lodged.TrackingNumber, view.EndsWith(lodged.TrackingNumber, StringComparison.Ordinal) ? "" : seen, StringComparison.Ordinal);
        }

        using var single = await _api.Resident.GetAsync(new Uri($"/api/complaints/public/{lodged.TrackingNumber}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, single.StatusCode);
    }

    [Fact]
    public async Task Protected_later_it_is_gone_from_every_public_view()
    {
        var lodged = await _api.LodgeOneAsync(Report("Tetangga saya KENANGA buang sampah"));
        Assert.Contains("KENANGA", await _api.Resident.GetStringAsync(new Uri($"/api/complaints/public/{lodged.TrackingNumber}", UriKind.Relative)), StringComparison.Ordinal);

        await _api.DoAsync(lodged.Id, "protect", new { visibility = "Secret", reason = "Menyebut tetangga" });

        foreach (var view in Views())
        {
            Assert.DoesNotContain("KENANGA", await _api.Resident.GetStringAsync(new Uri(view, UriKind.Relative)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_about_a_person_shows_its_village_and_no_more()
    {
        var lodged = await _api.LodgeOneAsync(Report("Ibu lansia kontrol cuci darah", category: "ANTAR"));
        await _api.DoAsync(lodged.Id, "answer", new { text = "Dijemput di rumah ibu Dahlia" });

        var seen = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/{lodged.TrackingNumber}");

        var complaint = seen.GetProperty("complaint");
        Assert.Equal(("ANTAR", Semampir), (complaint.Text("categoryCode"), complaint.Text("villageCode")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (complaint.GetProperty("text").ValueKind, complaint.GetProperty("location").ValueKind));
        Assert.DoesNotContain("Dahlia", seen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hubungi 0812-3456-7890 ya", "Hubungi ••• ya")]
    [InlineData("WA +62 812 3456 7890", "WA •••")]
    [InlineData("Kantor (0354) 123456, RT 03", "Kantor •••, RT 03")]
    [InlineData("NIK 3571021234567890.", "NIK •••.")]
    [InlineData("surel warga@contoh.id saja", "surel ••• saja")]
    [InlineData("WA081234567890", "WA•••")]
    [InlineData("hp081234567890 atau _081234567890_", "hp••• atau _•••_")]
    [InlineData("0812 - 3456 - 7890", "•••")]
    [InlineData("0812\u20113456\u20117890, +62\u00A0812\u20133456\u20137890", "•••, •••")]
    [InlineData("0812\u200B3456\u200B7890", "•••")]
    [InlineData("0812_3456_7890", "•••")]
    [InlineData("Gang II RT 03/RW 04 no 12, 150 meter, tahun 2026", "Gang II RT 03/RW 04 no 12, 150 meter, tahun 2026")]
    public void Whoever_writes_their_number_into_the_text_is_not_called_by_strangers(string written, string shown)
        => Assert.Equal(shown, Publication.WithoutContacts(written));

    [Fact]
    public async Task To_whom_a_case_was_handed_is_not_said_of_a_person_and_never_with_a_telephone_number()
    {
        var person = await _api.LodgeOneAsync(Report("Ibu lansia kontrol cuci darah", category: "ANTAR"));
        var thing = await _api.LodgeOneAsync(Report("Jalan provinsi berlubang", category: "LUAR"));
        foreach (var lodged in (Lodged[])[person, thing])
        {
            await _api.DoAsync(lodged.Id, "transfer", new { party = "Klinik cuci darah Bu Dahlia 0812-3456-7890" });
        }

        foreach (var view in (string[])["/api/complaints/public/{0}", "/open311/v2/requests/{0}.json", "/open311/v2/requests/{0}.xml"])
        {
            Assert.DoesNotContain("Dahlia", await SeenAsync(view, person), StringComparison.Ordinal);
            Assert.DoesNotContain("3456", await SeenAsync(view, thing), StringComparison.Ordinal);
            Assert.Contains("Dahlia", await SeenAsync(view, thing), StringComparison.Ordinal);
        }

        Task<string> SeenAsync(string view, Lodged lodged) => _api.Resident.GetStringAsync(new Uri(string.Format(CultureInfo.InvariantCulture, view, lodged.TrackingNumber), UriKind.Relative));
    }

    [Fact]
    public async Task List_map_and_feeds_show_the_same()
    {
        var lodged = await _api.LodgeOneAsync(Report("=1+1 lubang besar", category: "JALAN"));
        await _api.LodgeOneAsync(Report("Lubang lain", category: "JALAN"));

        var list = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public?category=JALAN&region={Semampir}");
        var near = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/map?category=JALAN&region={Semampir}&west=111.99&south=-7.83&east=112.02&north=-7.80&zoom=17");
        var far = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/map?category=JALAN&region={Semampir}&west=111.5&south=-8.5&east=112.5&north=-7.5&zoom=9");
        var features = (await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/complaints.geojson?category=JALAN&region={Semampir}")).GetProperty("features");
        var csv = await _api.Resident.GetStringAsync(new Uri($"/api/complaints/public/complaints.csv?category=JALAN&region={Semampir}", UriKind.Relative));

        Assert.Equal((2, 2, 2), (list.GetProperty("total").GetInt32(), near.GetProperty("complaints").GetArrayLength(), features.GetArrayLength()));
        Assert.Equal((2, 2), (Assert.Single(far.GetProperty("clusters").EnumerateArray()).GetProperty("count").GetInt32(), far.GetProperty("clusters")[0].GetProperty("open").GetInt32()));
        var feature = features.EnumerateArray().Single(each => each.Text("id") == lodged.TrackingNumber);
        Assert.Equal([112.0020, -7.8215], feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal("=1+1 lubang besar", feature.GetProperty("properties").Text("text"));
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("'=1+1 lubang besar", csv, StringComparison.Ordinal);
        Assert.Contains(",-7.8215,112.002,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_village_has_a_feed_that_readers_can_read()
    {
        var lodged = await _api.LodgeOneAsync(Report("Sampah <b>menumpuk</b> & bau", category: "SAMPAH"));

        using var response = await _api.Resident.GetAsync(new Uri($"/api/complaints/public/feeds/{Semampir}.atom", UriKind.Relative));
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync());

        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal("application/atom+xml; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var entry = feed.Root!.Elements(atom + "entry").Single(each => each.Element(atom + "id")!.Value.EndsWith(lodged.TrackingNumber, StringComparison.Ordinal));
        Assert.Equal("Sampah <b>menumpuk</b> & bau", entry.Element(atom + "summary")!.Value);
        using var nowhere = await _api.Resident.GetAsync(new Uri("/api/complaints/public/feeds/35.78.01.1001.atom", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task Statistics_say_how_many_how_fast_and_how_well()
    {
        var answered = await _api.LodgeOneAsync(Report("Air keruh", category: "AIR"));
        await _api.LodgeOneAsync(Report("Air mati", category: "AIR"));
        await _api.DoAsync(answered.Id, "verify");
        await _api.DoAsync(answered.Id, "forward", new { agencyCode = "PDAM" });
        await _api.DoAsync(answered.Id, "resolve", new { note = "Pipa diganti" });
        using var rated = await _api.WithSlipAsync(answered, "rate", new { stars = 4 });

        var statistics = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/statistics?by=Category&region={Semampir}&category=AIR");

        var row = Assert.Single(statistics.GetProperty("rows").EnumerateArray());
        Assert.Equal(("AIR", 2, 1), (row.Text("code"), row.GetProperty("count").GetInt32(), row.GetProperty("open").GetInt32()));
        Assert.Equal((1.0, 4.0, 1), (row.GetProperty("withinLimit").GetDouble(), row.GetProperty("rating").GetDouble(), row.GetProperty("ratings").GetInt32()));
        Assert.InRange(row.GetProperty("medianHoursToAnswer").GetDouble(), 0, 1);
    }

    [Theory]
    [InlineData("?from=2026-05-01&to=2026-04-01", "from")]
    [InlineData("?from=2020-01-01&to=2026-04-01", "from")]
    [InlineData("?to=0001-01-01", "to")]
    [InlineData("/statistics?from=9999-12-31&to=9999-12-31", "to")]
    [InlineData("?region=35.78.01", "region")]
    [InlineData("?region=apa", "region")]
    [InlineData("?pageSize=500", "pageSize")]
    [InlineData("/map?west=112&south=-8&east=111&north=-7&zoom=12", "west")]
    [InlineData("/map?west=111&south=-8&east=112&north=-7&zoom=30", "zoom")]
    [InlineData("/map?zoom=12", "west")]
    [InlineData("/map?west=NaN&south=-8&east=112&north=-7&zoom=12", "west")]
    public async Task What_makes_no_sense_is_refused_by_its_parameter(string query, string field)
    {
        using var refused = await _api.Resident.GetAsync(new Uri($"/api/complaints/public{query}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    private static IEnumerable<string> Views()
    {
        string[] views =
        [
            "/api/complaints/public?pageSize=200", "/api/complaints/public/map?west=111.9&south=-7.9&east=112.1&north=-7.7&zoom=17",
            "/api/complaints/public/map?west=111.9&south=-7.9&east=112.1&north=-7.7&zoom=10", "/api/complaints/public/complaints.geojson",
            "/api/complaints/public/complaints.csv", string.Create(CultureInfo.InvariantCulture, $"/api/complaints/public/feeds/{Semampir}.atom"),
        ];
        return views;
    }

    private static object Report(string description, string category = "PJU", string visibility = "Public") => new
    {
        categoryCode = category, description, villageCode = Semampir, location = new { latitude = -7.8215, longitude = 112.0020 }, visibility,
        address = new { street = "Jalan Melati 5" },
    };
}
