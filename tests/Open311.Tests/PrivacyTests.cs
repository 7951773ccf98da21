using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Open311.Tests;

/// <summary>What no client ever gets, whoever sent it and by which channel.</summary>
[Collection(Open311Collection.Name)]
public sealed class PrivacyTests(Open311Service service)
{
    private static readonly string[] Protected =
        ["Nama-Terlindung", "terlindung@contoh.id", "0812-5555-9876", "081255559876", "Isi-Terlindung", "Gang-Terlindung", "Patokan-Terlindung", "catatan-dalam", "operator112", "aplikasi terlindung"];

    private readonly StrictClient _client = new(service);

    [Theory]
    [InlineData("PJU", "Secret")]
    [InlineData("PUNGLI", "Public")]
    public async Task A_secret_complaint_does_not_exist_for_any_client_also_the_one_that_posted_it(string category, string visibility)
    {
        service.NewDays();
        var (_, key) = await service.IssueKeyAsync("aplikasi terlindung");
        using var posted = await _client.PostAsync("/requests.json", ("api_key", key), ("service_code", category), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Isi-Terlindung"), ("visibility", visibility));
        var number = (await StrictClient.ReadJsonAsync(posted))[0].GetProperty("service_request_id").GetString()!;
        await service.ActAsync(number, "verify");
        using var unknown = await _client.GetAsync("/requests/ADU-0000-0000.json");
        using var secret = await _client.GetAsync($"/requests/{number}.json");

        Assert.Equal(HttpStatusCode.NotFound, secret.StatusCode);
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await secret.Content.ReadAsStringAsync());
        Assert.Equal(Headers(unknown), Headers(secret));
        foreach (var nothing in (string[])[
            "/requests", $"/requests?service_request_id={number}", $"/requests?service_code={category}", "/requests?status=open&extensions=true", "/requests?lat=-7.8160&long=112.0325&radius=100",
            "/servicerequestupdates", $"/servicerequestupdates?service_request_id={number}", $"/servicerequestupdates?api_key={key}"])
        {
            Assert.Equal("[]", (await _client.BothAsync(nothing)).GetRawText());
        }
    }

    [Fact]
    public async Task What_an_operator_makes_secret_is_gone_from_every_answer_at_once()
    {
        service.NewDays();
        var (number, follower) = (await _client.LodgeLampAsync(("description", "Isi-Terlindung")), await _client.LodgeLampAsync());
        await service.ActAsync(follower, "merge", new { masterNumber = number });
        Assert.Contains(number, await EverythingAsync(follower), StringComparison.Ordinal);

        await service.ActAsync(number, "protect", new { visibility = "Secret", reason = "Nama tetangga" });

        var everything = await EverythingAsync(number, follower);
        Assert.DoesNotContain(number, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Isi-Terlindung", everything, StringComparison.Ordinal);
        Assert.Contains("Digabung dengan laporan lain.", everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Public")]
    [InlineData("Anonymous")]
    public async Task Neither_who_reported_nor_how_to_reach_them_nor_what_is_noted_inside_is_in_any_answer(string visibility)
    {
        service.NewDays();
        var (_, key) = await service.IssueKeyAsync("aplikasi terlindung");
        using var posted = await _client.PostAsync(
            "/requests.json", ("api_key", key), ("service_code", "PJU"), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Lampu mati, hubungi 0812-5555-9876 atau terlindung@contoh.id"),
            ("address_string", "Gang II, telepon 081255559876"), ("first_name", "Nama-Terlindung"), ("email", "terlindung@contoh.id"), ("phone", "0812-5555-9876"), ("visibility", visibility));
        var number = (await StrictClient.ReadJsonAsync(posted))[0].GetProperty("service_request_id").GetString()!;
        await service.ActAsync(number, "verify");
        await service.ActAsync(number, "note", new { text = "catatan-dalam" });
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });
        await service.ActAsync(number, "ask", new { question = "catatan-dalam" });
        using var reply = await _client.PostAsync("/servicerequestupdates.json", ("api_key", key), ("service_request_id", number), ("description", "catatan-dalam"));
        await service.ActAsync(number, "reply", new { text = "Kami sudah menelepon 0812-5555-9876" });
        await service.ActAsync(number, "resolve", new { note = "Sudah, kabari terlindung@contoh.id" });

        var everything = await EverythingAsync(number);

        Assert.Contains("Lampu mati, hubungi •••", everything, StringComparison.Ordinal);
        Assert.Contains("Kami sudah menelepon •••", everything, StringComparison.Ordinal);
        Assert.All(Protected, word => Assert.DoesNotContain(word, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task About_a_person_everybody_learns_service_village_state_and_times_and_nothing_else()
    {
        var day = service.NewDays();
        var number = await _client.LodgeAsync(
            ("service_code", "ANTAR"), ("lat", "-7.8680"), ("long", "112.0590"), ("address_string", "Gang-Terlindung 5"), ("description", "Isi-Terlindung"), ("first_name", "Nama-Terlindung"));
        await service.ActAsync(number, "verify");
        await service.ActAsync(number, "forward", new { agencyCode = "DINKES" });
        service.Time.Now = day.AddHours(1);
        await service.ActAsync(number, "reply", new { text = "Isi-Terlindung" });
        service.Time.Now = day.AddHours(2);
        await service.ActAsync(number, "request-mobile-unit", new { purpose = "Health", note = "catatan-dalam" });

        var request = (await _client.BothAsync($"/requests/{number}"))[0];
        var updates = await _client.BothAsync($"/servicerequestupdates?service_request_id={number}");

        Assert.All((string[])["description", "agency_responsible", "lat", "long"], field => Assert.Equal(JsonValueKind.Null, request.GetProperty(field).ValueKind));
        Assert.Equal("Kelurahan Bawang, Kecamatan Pesantren, Kota Kediri", request.GetProperty("address").GetString());
        Assert.Equal(("Sedang ditangani.", day.AddHours(2)), (request.GetProperty("status_notes").GetString(), request.GetProperty("updated_datetime").GetDateTimeOffset()));
        Assert.Equal(["Sudah diperiksa.", "Diteruskan.", "Sedang ditangani."], updates.EnumerateArray().Select(update => update.GetProperty("description").GetString()));
        Assert.All(Protected, word => Assert.DoesNotContain(word, request.GetRawText() + updates.GetRawText(), StringComparison.OrdinalIgnoreCase));
        // Nor by asking for circles around a guess.
        Assert.Equal("[]", (await _client.BothAsync("/requests?lat=-7.8680&long=112.0590&radius=2000")).GetRawText());
        Assert.DoesNotContain("Mobmas", updates.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert('x')</script> & <b>tebal</b>", "‹script›alert('x')‹/script› & ‹b›tebal‹/b›")]
    [InlineData("\u202Edaftar\u202C", "\u202Edaftar\u202C")]
    [InlineData("baris 1\nbaris 2\ttab", "baris 1\nbaris 2\ttab")]
    [InlineData("😀 \uFFFF", null)]
    public async Task What_somebody_wrote_is_text_in_every_answer_and_never_markup(string written, string? read)
    {
        service.NewDays();
        var number = await service.LodgeAsync(new { categoryCode = "PJU", description = written, villageCode = "35.71.02.1012", visibility = "Public", address = new { landmark = "<i>musala</i>" } });

        using var raw = await _client.GetAsync($"/requests/{number}.json");
        var json = await StrictClient.ReadJsonAsync(raw);
        var xml = await _client.XmlAsync($"/requests/{number}.xml");

        Assert.Equal(read ?? written, json[0].GetProperty("description").GetString());
        Assert.Equal(read ?? "😀 \uFFFD", xml.Element("request")!.Element("description")!.Value);
        Assert.StartsWith("‹i›musala‹/i›, ", json[0].GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("<", await raw.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_erased_stays_erased()
    {
        service.NewDays();
        using var posted = await _client.PostAsync(
            "/requests.json?extensions=true", ("api_key", service.Key), ("service_code", "PJU"), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "Isi-Terlindung"), ("address_string", "Gang-Terlindung"));
        var request = (await StrictClient.ReadJsonAsync(posted))[0];
        var number = request.GetProperty("service_request_id").GetString()!;
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"/api/complaints/track/{number}/erasure") { Content = System.Net.Http.Json.JsonContent.Create(new { scope = "Everything" }) };
        ask.Headers.Add("X-Tracking-Secret", request.GetProperty("tracking_secret").GetString());
        using var asked = await service.Anybody.SendAsync(ask);
        using var officer = service.ClientFor(Roles.InformationOfficer);
        var open = JsonDocument.Parse(await officer.GetStringAsync(new Uri("/api/complaints/erasure-requests?state=Open&pageSize=200", UriKind.Relative))).RootElement;
        var id = open.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("trackingNumber").GetString() == number).GetProperty("id").GetGuid();
        using var granted = await officer.PostAsync(new Uri($"/api/complaints/erasure-requests/{id}/grant", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);

        var everything = await EverythingAsync(number);

        Assert.Contains("(Dihapus atas permintaan pelapor.)", everything, StringComparison.Ordinal);
        Assert.All(Protected, word => Assert.DoesNotContain(word, everything, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every answer of the interface that could speak of a complaint, in both forms.</summary>
    private async Task<string> EverythingAsync(params string[] numbers)
    {
        List<string> answers = [];
        string[] paths =
        [
            "/discovery", "/services", "/services/PJU", "/requests?extensions=true", "/servicerequestupdates", $"/servicerequestupdates?api_key={service.Key}",
            .. numbers.SelectMany(number => (string[])[$"/requests/{number}", $"/requests?service_request_id={number}&extensions=true", $"/servicerequestupdates?service_request_id={number}"]),
        ];
        foreach (var path in paths)
        {
            foreach (var form in (string[])[".xml", ".json"])
            {
                using var answer = await _client.GetAsync(path.Contains('?', StringComparison.Ordinal) ? path.Replace("?", form + "?", StringComparison.Ordinal) : path + form);
                // Numbers that stand in the address are not told to anybody.
                answers.Add(await answer.Content.ReadAsStringAsync());
            }
        }

        return string.Join('\n', answers);
    }

    private static string Headers(HttpResponseMessage answer)
        => string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
}
