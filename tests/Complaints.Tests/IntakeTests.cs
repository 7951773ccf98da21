using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>One running service for all of them; what a test takes in is counted from what was there before.</summary>
public sealed class IntakeTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>, IAsyncLifetime
{
    private readonly ComplaintsApi _api = fixture.Api;
    private int _before;

    public async Task InitializeAsync() => _before = await _api.TotalAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_complaint_is_answered_with_number_and_secret_and_can_be_followed()
    {
        using var response = await _api.LodgeAsync(ComplaintsApi.Report());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var lodged = JsonSerializer.Deserialize<Lodged>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        Assert.Equal("Received", lodged.Status);
        Assert.Equal("35.71.02.1012", lodged.VillageCode);
        Assert.Equal(TimeSpan.Zero, lodged.ReceivedAt.Offset);

        using var tracked = await _api.TrackAsync(lodged.TrackingNumber, lodged.TrackingSecret);
        Assert.Equal(HttpStatusCode.OK, tracked.StatusCode);
        Assert.Equal(["Received"], await _api.CodesAsync(lodged));
        Assert.EndsWith(lodged.TrackingNumber, response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_and_secret_may_be_typed_in_small_letters_and_with_letters_that_look_like_digits()
    {
        var lodged = await _api.LodgeOneAsync();

        using var typed = await _api.TrackAsync(
            lodged.TrackingNumber.ToLowerInvariant().Replace('0', 'o').Replace('-', ' '), lodged.TrackingSecret.ToLowerInvariant().Replace('1', 'l').Replace("-", "", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, typed.StatusCode);
    }

    [Fact]
    public async Task What_turns_out_to_be_an_allegation_is_no_longer_on_the_list_of_the_counter_that_took_it_in()
    {
        using var counter = _api.ClientGranted("villageSectionHead region=35.71.02.1012");
        using var taken = await counter.PostAsJsonAsync("/api/complaints/counter", new { categoryCode = "TRANTIB", description = "Warung di trotoar", villageCode = "35.71.02.1012", visibility = "Public" });
        var lodged = (await taken.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
        Assert.Contains(lodged.TrackingNumber, await counter.GetStringAsync(new Uri("/api/complaints/counter", UriKind.Relative)), StringComparison.Ordinal);

        await _api.DoAsync(lodged.Id, "reclassify", new { categoryCode = "PUNGLI", reason = "Menyebut pungutan oleh petugas kelurahan" });

        var listed = await counter.GetStringAsync(new Uri("/api/complaints/counter", UriKind.Relative));
        Assert.DoesNotContain(lodged.TrackingNumber, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("PUNGLI", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_again_answers_the_same_and_makes_nothing_new()
    {
        using var first = await _api.LodgeAsync(ComplaintsApi.Report(), "kunci-yang-panjang-1");
        using var again = await _api.LodgeAsync(ComplaintsApi.Report(), "kunci-yang-panjang-1");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(_before + 1, await _api.TotalAsync());
    }

    [Fact]
    public async Task Twenty_twins_with_one_key_are_one_complaint_and_get_one_answer()
    {
        var twins = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.LodgeAsync(ComplaintsApi.Report(), "kunci-yang-panjang-2")));

        var answers = await Task.WhenAll(twins.Select(twin => twin.Content.ReadAsStringAsync()));
        Assert.All(twins, twin => Assert.Equal(HttpStatusCode.Created, twin.StatusCode));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(_before + 1, await _api.TotalAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_leaves_the_first_alone()
    {
        using var first = await _api.LodgeAsync(ComplaintsApi.Report(), "kunci-yang-panjang-3");
        using var other = await _api.LodgeAsync(ComplaintsApi.Report("Jalan berlubang"), "kunci-yang-panjang-3");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency_key_reused", await other.CodeAsync());
        Assert.Equal(_before + 1, await _api.TotalAsync());
    }

    [Fact]
    public async Task The_village_of_a_point_is_the_nearest_and_a_point_beyond_the_border_is_taken_in_without_one()
    {
        using var inside = await _api.LodgeAsync(new { categoryCode = "PJU", description = "x", location = new { latitude = -7.8215, longitude = 112.0020 }, visibility = "Public" });
        using var beyond = await _api.LodgeAsync(new { categoryCode = "EM-API", description = "Kebakaran", location = new { latitude = -7.2, longitude = 112.7 }, visibility = "Public" });

        Assert.StartsWith("35.71.", (await inside.ProblemAsync()).GetProperty("villageCode").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, beyond.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await beyond.ProblemAsync()).GetProperty("villageCode").ValueKind);
    }

    [Theory]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","descripton":"y"}""", "descripton")]
    [InlineData("""{"categoryCode":"PJU","description":"x","description":"y","villageCode":"35.71.02.1012","visibility":"Public"}""", "description")]
    [InlineData("""{"categoryCode":"PJU","description":7,"villageCode":"35.71.02.1012","visibility":"Public"}""", "description")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Hidden"}""", "visibility")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":1}""", "visibility")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Anonymous,Secret"}""", "visibility")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"public"}""", "visibility")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012"}""", "visibility")]
    [InlineData("""{"categoryCode":"NOPE","description":"x","villageCode":"35.71.02.1012","visibility":"Public"}""", "categoryCode")]
    [InlineData("""{"description":"x","villageCode":"35.71.02.1012","visibility":"Public"}""", "categoryCode")]
    [InlineData("""{"categoryCode":"PJU","description":" \u200b ","villageCode":"35.71.02.1012","visibility":"Public"}""", "description")]
    [InlineData("""{"categoryCode":"PJU","description":"a\u0000b","villageCode":"35.71.02.1012","visibility":"Public"}""", "description")]
    [InlineData("""{"categoryCode":"PJU","description":"\ud800","villageCode":"35.71.02.1012","visibility":"Public"}""", "description")]
    [InlineData("""{"categoryCode":"PJU","description":"x","visibility":"Public"}""", "location")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"31.71.01.1001","visibility":"Public"}""", "villageCode")]
    [InlineData("""{"categoryCode":"PJU","description":"x","location":{"latitude":91,"longitude":112},"visibility":"Public"}""", "location.latitude")]
    [InlineData("""{"categoryCode":"PJU","description":"x","location":{"latitude":-7,"longitude":1e999},"visibility":"Public"}""", "location.longitude")]
    [InlineData("""{"categoryCode":"PJU","description":"x","location":{"latitude":"-7","longitude":112},"visibility":"Public"}""", "location.latitude")]
    [InlineData("""{"categoryCode":"PJU","description":"x","location":{"latitude":-7},"visibility":"Public"}""", "location.longitude")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":12}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"0812-3456-7890"}}""", "reporter.privacyNotice")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"name":"Warga","privacyNotice":"1999-01-01"}}""", "reporter.privacyNotice")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"nol delapan","privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"0812","privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"email":"warga di contoh.id","privacyNotice":"2026-11-23"}}""", "reporter.email")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"email":"warga@contoh","privacyNotice":"2026-11-23"}}""", "reporter.email")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"name":"Warga","privacyNotice":"2026-11-23","news":true}}""", "reporter.news")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"email":"wargá@contoh.id","privacyNotice":"2026-11-23"}}""", "reporter.email")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"123456","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"354 123456","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"0354123","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"+60 12 345 6789","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"12345678","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"+0812345678","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"phone":"081234567890123","news":true,"privacyNotice":"2026-11-23"}}""", "reporter.phone")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"email":"a@[127.0.0.1]","privacyNotice":"2026-11-23"}}""", "reporter.email")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"email":"a@127.0.0.1","privacyNotice":"2026-11-23"}}""", "reporter.email")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"name":"Warga\r\nBcc: semua","privacyNotice":"2026-11-23"}}""", "reporter.name")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"name":"Warga\u2028RT 3","privacyNotice":"2026-11-23"}}""", "reporter.name")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"street":"Jalan Melati\n5"}}""", "address.street")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"rt":"-1"}}""", "address.rt")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"rt":"😀"}}""", "address.rt")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"rt":"0000"}}""", "address.rt")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"rt":"03","rw":"1000"}}""", "address.rw")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"rw":"٣"}}""", "address.rw")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public"} x""", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    [InlineData("{", "body")]
    public async Task Bad_input_is_400_and_names_the_field_and_nothing_is_stored(string body, string field)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.ProblemAsync();
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
        Assert.Equal(_before, await _api.TotalAsync());
    }

    [Theory]
    [InlineData("1", "999")]
    [InlineData("003", "04")]
    [InlineData("", null)]
    public async Task RT_and_RW_are_numbers_as_people_write_them_and_may_be_left_out(string? rt, string? rw)
    {
        using var response = await _api.LodgeAsync(new { categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012", visibility = "Public", address = new { rt, rw } });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    /// <summary>PostgreSQL stores no U+0000, in no text, so it is refused where the name of the field is known: also in a code that is only looked up.</summary>
    [Theory]
    [InlineData("""{"categoryCode":"PJ\u0000U","description":"x","villageCode":"35.71.02.1012","visibility":"Public"}""", "categoryCode")]
    [InlineData("""{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","address":{"landmark":"\u0000"}}""", "address.landmark")]
    public async Task A_character_that_no_database_takes_is_refused_by_the_name_of_its_field(string body, string field)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.ProblemAsync()).GetProperty("errors")[0];
        Assert.Equal((field, "control_character"), (error.Text("field"), error.Text("code")));
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=999999999")]
    public async Task A_page_that_no_list_has_is_refused_with_those_that_there_can_be(string query)
    {
        using var response = await _api.Operator.GetAsync(new Uri($"/api/complaints?{query}", UriKind.Relative));

        Assert.Equal("Antara 1 dan 1.000.000.", (await response.ProblemAsync()).Text("detail"));
    }

    [Theory]
    [InlineData(""" "phone":"123456" """)]
    [InlineData(""" "phone":"123456","email":"warga@contoh.id","news":true """)]
    [InlineData(""" "phone":"(0354) 12345","news":true """)]
    public async Task A_number_of_the_neighbourhood_is_taken_where_nobody_is_told_by_it_and_with_its_area_code_also_where_they_are(string contact)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(
            """{"categoryCode":"PJU","description":"x","villageCode":"35.71.02.1012","visibility":"Public","reporter":{"privacyNotice":"2026-11-23",""" + contact + "}}"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_megabyte_of_text_a_hundred_thousand_braces_and_broken_utf8_are_refused_by_field()
    {
        using var long_ = await _api.LodgeAsync(ComplaintsApi.Report(new string('a', 1_000_000)));
        using var braces = await PostAsync(Encoding.ASCII.GetBytes(new string('{', 100_000)));
        using var utf8 = await PostAsync([.. """{"categoryCode":"PJU","description":"a"""u8, 0xff, 0xfe, .. "\"}"u8]);

        Assert.Equal(("description", HttpStatusCode.BadRequest), ((await long_.ProblemAsync()).GetProperty("field").GetString(), long_.StatusCode));
        Assert.Equal(("body", HttpStatusCode.BadRequest), ((await braces.ProblemAsync()).GetProperty("field").GetString(), braces.StatusCode));
        Assert.Equal(("description", HttpStatusCode.BadRequest), ((await utf8.ProblemAsync()).GetProperty("field").GetString(), utf8.StatusCode));
        Assert.Equal(_before, await _api.TotalAsync());
    }

    [Theory]
    [InlineData("application/json; charset=foo")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_no_JSON_by_its_own_word_is_415(string contentType)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await _api.Resident.PostAsync(new Uri("/api/complaints", UriKind.Relative), content);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (response.StatusCode, await response.CodeAsync()));
    }

    [Fact]
    public async Task A_refusal_speaks_the_callers_language()
    {
        using var english = new HttpRequestMessage(HttpMethod.Post, "/api/complaints") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        english.Headers.AcceptLanguage.ParseAdd("en-GB,en;q=0.8,id;q=0.5");

        using var inEnglish = await _api.Resident.SendAsync(english);
        using var inIndonesian = await PostAsync("{}"u8.ToArray());

        Assert.Equal("This field is required.", (await inEnglish.ProblemAsync()).GetProperty("detail").GetString());
        Assert.Equal("Bagian ini wajib diisi.", (await inIndonesian.ProblemAsync()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_reporter_lies_encrypted_in_the_database()
    {
        await _api.LodgeOneAsync();

        var stored = await _api.Database.EverythingStoredAsync();
        Assert.DoesNotContain("RAHASIA", stored, StringComparison.Ordinal);
        Assert.Contains("Lampu jalan padam", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", HttpStatusCode.BadRequest)]
    [InlineData("true", HttpStatusCode.Created)]
    public async Task News_to_a_number_abroad_is_promised_only_where_the_city_sends_there(string sendAbroad, HttpStatusCode expected)
    {
        await using var api = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Notifications:SendAbroad", sendAbroad));
        foreach (var (contact, status) in new[]
        {
            (new { phone = "+60 12 345 6789", email = (string?)null, privacyNotice = PrivacyNotice.Version, news = true }, expected),
            (new { phone = "0060 12 345 6789", email = (string?)null, privacyNotice = PrivacyNotice.Version, news = true }, expected),
            (new { phone = "+60 12 345 6789", email = (string?)"warga@contoh.id", privacyNotice = PrivacyNotice.Version, news = true }, HttpStatusCode.Created),
            (new { phone = "+60 12 345 6789", email = (string?)null, privacyNotice = PrivacyNotice.Version, news = false }, HttpStatusCode.Created),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/complaints", UriKind.Relative))
            {
                Content = JsonContent.Create(new { categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012", visibility = "Public", reporter = contact }),
            };
            using var response = await api.Resident.SendAsync(request);
            Assert.Equal(status, response.StatusCode);
            if (status == HttpStatusCode.BadRequest)
            {
                Assert.Equal("unreachable_phone", (await response.ProblemAsync()).GetProperty("errors")[0].GetProperty("code").GetString());
            }
        }
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return await _api.Resident.PostAsync(new Uri("/api/complaints", UriKind.Relative), content);
    }
}
