using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PlanningPlatform.Open311.Tests;

/// <summary>mySociety's servicerequestupdates: what happened, and what reporters say by their client.</summary>
[Collection(Open311Collection.Name)]
public sealed class UpdatesTests(Open311Service service)
{
    private readonly StrictClient _client = new(service);

    [Fact]
    public async Task Every_public_step_is_an_update_in_the_order_in_which_it_happened()
    {
        service.Time.Now = new(2029, 1, 1, 2, 0, 0, TimeSpan.Zero);
        var number = await _client.LodgeLampAsync();
        service.Time.Now = new(2029, 1, 1, 3, 0, 0, TimeSpan.Zero);
        await service.ActAsync(number, "verify");
        service.Time.Now = new(2029, 1, 1, 4, 0, 0, TimeSpan.Zero);
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });
        service.Time.Now = new(2029, 1, 1, 5, 0, 0, TimeSpan.Zero);
        await service.ActAsync(number, "resolve", new { note = "Lampu <b>sudah</b> diganti" });

        using var xml = await _client.GetAsync("/servicerequestupdates.xml?start_date=2029-01-01T00:00:00Z&end_date=2029-01-02T00:00:00Z");
        using var json = await _client.GetAsync($"/servicerequestupdates.json?service_request_id={number}");

        var ids = (await StrictClient.ReadJsonAsync(json)).EnumerateArray().Select(update => update.GetProperty("update_id").GetString()!).ToList();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{20}$", id));
        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><service_request_updates><request_update><update_id>{ids[0]}</update_id><service_request_id>{number}</service_request_id><status>open</status><updated_datetime>2029-01-01T03:00:00Z</updated_datetime><description>Sudah diperiksa.</description><media_url /><external_status_code>Verified</external_status_code></request_update><request_update><update_id>{ids[1]}</update_id><service_request_id>{number}</service_request_id><status>open</status><updated_datetime>2029-01-01T04:00:00Z</updated_datetime><description>Diteruskan. Dinas Perumahan dan Kawasan Permukiman</description><media_url /><external_status_code>Forwarded</external_status_code></request_update><request_update><update_id>{ids[2]}</update_id><service_request_id>{number}</service_request_id><status>closed</status><updated_datetime>2029-01-01T05:00:00Z</updated_datetime><description>Selesai dijawab. Dicatat operator atas nama Dinas Perumahan dan Kawasan Permukiman: Lampu ‹b›sudah‹/b› diganti</description><media_url /><external_status_code>Resolved</external_status_code></request_update></service_request_updates>""",
            await xml.Content.ReadAsStringAsync());
        Assert.StartsWith(
            $$"""[{"update_id":"{{ids[0]}}","service_request_id":"{{number}}","status":"open","updated_datetime":"2029-01-01T03:00:00Z","description":"Sudah diperiksa.","media_url":null,"external_status_code":"Verified"},{""",
            await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _client.BothAsync($"/servicerequestupdates?service_request_id={number}");
    }

    [Fact]
    public async Task Updates_are_asked_for_by_time_by_number_and_by_page_and_by_default_of_the_last_day()
    {
        var day = service.NewDays();
        var (first, second) = (await _client.LodgeLampAsync(), await _client.LodgeLampAsync());
        service.Time.Now = day.AddMinutes(1);
        await service.ActAsync(first, "verify");
        service.Time.Now = day.AddDays(1).AddMinutes(2);
        await service.ActAsync(second, "verify");

        Assert.Equal([second], await NumbersAsync(""));
        Assert.Equal([first, second], await NumbersAsync($"start_date={Day(day)}"));
        Assert.Equal([first], await NumbersAsync($"end_date={Day(day.AddDays(1))}"));
        Assert.Equal([second], await NumbersAsync($"start_date={Day(day)}&page=2&page_size=1"));
        service.Time.Now = day.AddDays(180);
        Assert.Equal([first, second], await NumbersAsync($"service_request_id={second},{first}"));
        Assert.Empty(await NumbersAsync(""));
    }

    [Theory]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", 400)]
    [InlineData("start_date=kemarin", 400)]
    [InlineData("page_size=2000", 400)]
    [InlineData("jurisdiction_id=jakarta.go.id", 404)]
    [InlineData("api_key=tidak-ada", 403)]
    public async Task A_question_that_makes_no_sense_has_its_answer(string query, int status)
    {
        using var answer = await _client.GetAsync($"/servicerequestupdates.json?{query}");
        Assert.Single(await StrictClient.ErrorsAsync(answer, (HttpStatusCode)status));
    }

    [Fact]
    public async Task A_rejected_or_merged_request_ends_for_the_client_that_posted_it_and_for_whoever_asks_for_it()
    {
        service.NewDays();
        var (_, other) = await service.IssueKeyAsync("Aplikasi lain");
        var (rejected, merged, master) = (await _client.LodgeLampAsync(), await _client.LodgeLampAsync(), await _client.LodgeLampAsync());
        await service.ActAsync(rejected, "reject", new { reason = "Menyebut nama tetangga" });
        await service.ActAsync(merged, "merge", new { masterNumber = master });

        Assert.Empty(await NumbersAsync(""));
        Assert.Empty(await NumbersAsync($"api_key={other}"));
        var own = await _client.BothAsync($"/servicerequestupdates?api_key={service.Key}");
        Assert.Equal([rejected, merged], own.EnumerateArray().Select(Number));
        Assert.Equal([("closed", "Tidak dapat ditindaklanjuti."), ("closed", $"Digabung dengan laporan {master}.")], own.EnumerateArray().Select(update => (update.GetProperty("status").GetString(), update.GetProperty("description").GetString())));
        Assert.Equal([rejected], await NumbersAsync($"service_request_id={rejected}"));
    }

    [Fact]
    public async Task The_reporter_s_words_come_as_their_reply_and_a_clock_that_waited_goes_on()
    {
        var day = service.NewDays();
        var number = await _client.LodgeLampAsync();
        await service.ActAsync(number, "ask", new { question = "Tiang nomor berapa?" });
        service.Time.Now = day.AddHours(1);

        using var xml = await _client.PostAsync("/servicerequestupdates.xml", Update(number, ("status", "CLOSED"), ("first_name", "Warga"), ("email", "rahasia-balasan@contoh.id"), ("public_anonymity_required", "TRUE"), ("updated_datetime", Day(day.AddMinutes(30)))));
        using var json = await _client.PostAsync("/servicerequestupdates.json", Update(number, ("update_id", "18"), ("status", "fixed")));

        var id = (await StrictClient.ReadXmlAsync(xml)).Element("request_update")!.Element("update_id")!.Value;
        Assert.Equal($"""<?xml version="1.0" encoding="utf-8"?><service_request_updates><request_update><update_id>{id}</update_id></request_update></service_request_updates>""", await xml.Content.ReadAsStringAsync());
        Assert.Equal(["update_id"], (await StrictClient.ReadJsonAsync(json)).EnumerateArray().Single().EnumerateObject().Select(member => member.Name));
        var file = await service.FileAsync(number);
        Assert.Equal(("Received", JsonValueKind.Null), (file.GetProperty("complaint").GetProperty("status").GetString(), file.GetProperty("complaint").GetProperty("askedAt").ValueKind));
        Assert.Equal(2, file.GetProperty("timeline").EnumerateArray().Count(entry => entry.GetProperty("code").GetString() == "ReporterReplied" && entry.GetProperty("note").GetString() == "Tiang nomor 17"));
        Assert.Empty(await NumbersAsync(""));
        Assert.DoesNotContain("rahasia-balasan", await service.Database.EverythingStoredAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update_id")]
    [InlineData("update_id_ext")]
    public async Task An_update_that_is_sent_again_is_one_also_by_ten_at_once_and_after_the_request_has_ended(string name)
    {
        service.NewDays();
        var number = await _client.LodgeLampAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var answer = await _client.PostAsync("/servicerequestupdates.json", Update(number, (name, "17")));
            await StrictClient.ReadJsonAsync(answer);
            return await answer.Content.ReadAsStringAsync();
        }));
        await service.ActAsync(number, "reject", new { reason = "Sudah selesai" });
        using var late = await _client.PostAsync("/servicerequestupdates.json", Update(number, (name, "17")));
        using var other = await _client.PostAsync("/servicerequestupdates.json", Update(number, (name, "17"), ("description", "Lain")));

        Assert.Equal([await late.Content.ReadAsStringAsync()], answers.Distinct(StringComparer.Ordinal));
        Assert.Single((await service.FileAsync(number)).GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("code").GetString() == "ReporterReplied");
        Assert.Single(await StrictClient.ErrorsAsync(other, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Only_REOPEN_reopens_and_only_once()
    {
        service.NewDays();
        var number = await _client.LodgeLampAsync();
        await service.ActAsync(number, "verify");
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });
        using var early = await _client.PostAsync("/servicerequestupdates.json", Update(number, ("status", "REOPEN")));
        await service.ActAsync(number, "resolve", new { note = "Sudah" });

        using var open = await _client.PostAsync("/servicerequestupdates.json", Update(number, ("status", "OPEN")));
        Assert.Equal("Resolved", (await service.FindAsync(number)).GetProperty("status").GetString());
        using var reopened = await _client.PostAsync("/servicerequestupdates.json", Update(number, ("status", "reopen"), ("description", "Masih gelap, hubungi 0812-9999-1234")));
        Assert.Equal("Reopened", (await service.FindAsync(number)).GetProperty("status").GetString());
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });
        await service.ActAsync(number, "resolve", new { note = "Sudah lagi" });
        using var twice = await _client.PostAsync("/servicerequestupdates.json", Update(number, ("status", "REOPEN")));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (open.StatusCode, reopened.StatusCode));
        Assert.StartsWith("Laporan ini tidak dapat dibuka kembali", Assert.Single(await StrictClient.ErrorsAsync(early, HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        Assert.StartsWith("Laporan ini sudah pernah dibuka kembali", Assert.Single(await StrictClient.ErrorsAsync(twice, HttpStatusCode.BadRequest)), StringComparison.Ordinal);
        var updates = await _client.BothAsync($"/servicerequestupdates?service_request_id={number}");
        Assert.Equal(["Verified", "Forwarded", "Resolved", "Reopened", "Forwarded", "Resolved"], updates.EnumerateArray().Select(update => update.GetProperty("external_status_code").GetString()));
        Assert.Equal("Dibuka kembali atas permintaan pelapor.", updates[3].GetProperty("description").GetString());
    }

    [Fact]
    public async Task Only_the_client_that_posted_a_request_adds_to_it_also_by_a_new_key_of_its_own()
    {
        service.NewDays();
        var number = await _client.LodgeLampAsync();
        var secret = await _client.LodgeLampAsync(("visibility", "secret"));
        var (_, stranger) = await service.IssueKeyAsync("Aplikasi asing");
        var (_, renewed) = await service.IssueKeyAsync("Aplikasi warga");

        using var refused = await _client.PostAsync("/servicerequestupdates.json", [("api_key", stranger), .. Update(number)[1..]]);
        using var unseen = await _client.PostAsync("/servicerequestupdates.json", [("api_key", stranger), .. Update(secret)[1..]]);
        using var nowhere = await _client.PostAsync("/servicerequestupdates.json", [("api_key", stranger), .. Update("ADU-0000-0000")[1..]]);
        using var taken = await _client.PostAsync("/servicerequestupdates.json", [("api_key", renewed), .. Update(number)[1..]]);
        using var own = await _client.PostAsync("/servicerequestupdates.json", Update(secret));

        Assert.Single(await StrictClient.ErrorsAsync(refused, HttpStatusCode.Forbidden));
        Assert.Equal(await StrictClient.ErrorsAsync(nowhere, HttpStatusCode.NotFound), await StrictClient.ErrorsAsync(unseen, HttpStatusCode.NotFound));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (taken.StatusCode, own.StatusCode));
    }

    [Theory]
    [InlineData("service_request_id", "", "service_request_id: Bagian ini wajib diisi.")]
    [InlineData("description", "", "description: Bagian ini wajib diisi.")]
    [InlineData("description", "2001", "description: Paling banyak 2.000 karakter; ini 2.001.")]
    [InlineData("description", "x\u0001", "description: Berisi karakter yang tidak terlihat dan tidak diizinkan.")]
    [InlineData("status", "SETENGAH", "status: Status ini tidak dikenal; pakai OPEN, CLOSED, atau REOPEN.")]
    [InlineData("updated_datetime", "2035-01-01T00:00:00Z", "updated_datetime: Tulis waktu yang sudah lewat dengan zonanya, misalnya 2026-11-21T14:05:00Z.")]
    [InlineData("updated_datetime", "kemarin", "updated_datetime: Tulis waktu yang sudah lewat dengan zonanya, misalnya 2026-11-21T14:05:00Z.")]
    public async Task Bad_input_has_its_answer(string field, string value, string error)
    {
        service.Time.Now = new(2028, 6, 5, 2, 0, 0, TimeSpan.Zero);
        var number = await _client.LodgeLampAsync();
        var fields = Update(number).Where(each => each.Name != field).Append((field, value == "2001" ? new string('x', 2001) : value)).ToArray();

        using var answer = await _client.PostAsync("/servicerequestupdates.json", fields);

        Assert.Equal([error], await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest));
        Assert.Single((await service.FileAsync(number)).GetProperty("timeline").EnumerateArray());
    }

    private (string Name, string Value)[] Update(string number, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] usual = [("service_request_id", number), ("description", "Tiang nomor 17")];
        return [("api_key", service.Key), .. usual.Where(field => more.All(other => other.Name != field.Name)), .. more];
    }

    private async Task<List<string>> NumbersAsync(string query) => [.. (await _client.BothAsync($"/servicerequestupdates?{query}")).EnumerateArray().Select(Number)];

    private static string Number(JsonElement update) => update.GetProperty("service_request_id").GetString()!;

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
