using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.Testing;
using Xunit.Abstractions;
using static PlanningPlatform.MobileUnits.Tests.BookingApi;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Whatever is wrong with a wish: a 4xx that names the field, in the caller's language, and nothing left behind.</summary>
public sealed class BookingBadInputTests(ITestOutputHelper output) : IAsyncLifetime
{
    private BookingApi _api = null!;
    private StoredRows _rows = null!;

    public async Task InitializeAsync()
    {
        _api = await BookingApi.StartAsync(
            new("Retention:Interval", "1.00:00:00"), new("Limits:WrongTrackingPerNumber", "1000000"), new("Limits:WrongTrackingPerAddress", "1000000"));
        // The key of the hashes is there from the first booking on.
        await _api.BookAsync(Wish(phone: "0812-0000-7777"));
        _rows = await StoredRows.WatchAsync(_api.Database);
    }

    public async Task DisposeAsync()
    {
        await _rows.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Every_field_is_named_that_is_wrong()
    {
        var before = await _rows.CountAsync();
        foreach (var (field, code, change) in Wrong)
        {
            foreach (var language in (string[])["id", "en"])
            {
                var wish = Wish();
                change(wish);
                using var answer = await _api.SendAsync(wish, language: language);
                var body = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{field} {code}: {body}");
                var errors = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("errors").EnumerateArray().Select(error => (Text(error, "field"), Text(error, "code"), Text(error, "detail"))).ToList();
                Assert.True(errors.Exists(error => error.Item1 == field && (code == "*" || error.Item2 == code)), $"{field} {code}: {body}");
                Assert.All(errors, error => Assert.NotEmpty(error.Item3!));
            }
        }

        Assert.Empty(StoredRows.Changed(before, await _rows.CountAsync()));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_in_the_callers_language()
    {
        using var indonesian = await _api.SendAsync(new JsonObject());
        using var english = await _api.SendAsync(new JsonObject(), language: "en");
        var said = JsonSerializer.Deserialize<JsonElement>(await indonesian.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateArray().ToList();

        Assert.Equal(["purpose", "passengers", "pickUp.villageCode", "dropOff", "from", "until", "contact.phone"], said.Select(error => Text(error, "field")));
        Assert.Contains("Pilih keperluan", Text(said[0], "detail"), StringComparison.Ordinal);
        Assert.Contains("Choose a purpose", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_anybody_sends_breaks_a_booking_or_leaves_half_of_one()
    {
        var (cases, seed) = (Fuzz.Cases(800), Fuzz.Seed(24));
        var random = new Random(seed);
        var (counts, faults) = (new SortedDictionary<int, int>(), new List<string>());
        using var office = _api.Granted("villageHead region=35.71");
        var stored = await _rows.CountAsync();
        for (var number = 0; number < cases && faults.Count < 5; number++)
        {
            var wish = Wish(At(24, 8).AddMinutes(number % 60), phone: $"0812-{random.Next(1000, 9999)}-{random.Next(1000, 9999)}");
            wish["note"] = "kursi dekat pintu";
            wish["arriveBy"] = At(24, 12).AddMinutes(number % 60).ToString("O");
            wish["return"] = new JsonObject { ["from"] = At(24, 13).AddMinutes(number % 60).ToString("O"), ["until"] = At(24, 15).ToString("O") };
            wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Friday"), ["until"] = "2026-12-04" };
            wish["split"] = random.Next(2) == 0;
            for (var change = random.Next(4); change > 0; change--)
            {
                Spoil(wish, random);
            }

            if (random.Next(5) == 0)
            {
                // What the rules refuse, not the fields.
                (wish["purpose"], wish["passengers"]) = (random.Pick("Emergency", "Private", "Other", "Health"), random.Pick(2, 9));
                wish["dropOff"] = random.Next(2) == 0 ? new JsonObject { ["regionCode"] = "35.78.08.1002" } : new JsonObject { ["destination"] = "disdukcapil" };
            }

            using var request = RequestOf(wish, random);
            using var answer = await (request.RequestUri!.ToString().Contains("counter", StringComparison.Ordinal) ? office : _api.Resident).SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            counts[(int)answer.StatusCode] = counts.GetValueOrDefault((int)answer.StatusCode) + 1;
            var now = await _rows.CountAsync();
            // What the rules refuse counts for the village; what is wrong in itself does not.
            var left = answer.IsSuccessStatusCode ? [] : StoredRows.Changed(stored, now).Where(table => answer.StatusCode != HttpStatusCode.Conflict || !(table.StartsWith("UnmetDemand:", StringComparison.Ordinal) || table.StartsWith("OutboxMessage:", StringComparison.Ordinal))).ToList();
            if ((int)answer.StatusCode >= 500 || left.Count > 0 || (!answer.IsSuccessStatusCode && !SaysWhy(body)))
            {
                faults.Add($"Case {number} of seed {seed}: {wish.ToJsonString()[..Math.Min(1500, wish.ToJsonString().Length)]} answered {(int)answer.StatusCode} {body[..Math.Min(500, body.Length)]} and left {string.Join("; ", left)}");
            }

            stored = now;
        }

        output.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")));
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        Assert.True(counts.Count >= 3 && counts.GetValueOrDefault(201) > cases / 10 && counts.ContainsKey(400) && counts.ContainsKey(409), "Nearly everything is answered alike: nothing is tried.");
    }

    [Fact]
    public async Task Whatever_stands_in_the_address_or_the_header_is_a_wrong_number()
    {
        var before = await _rows.CountAsync();
        foreach (var text in Fuzz.Texts.Where(text => text.Length > 0).Append(new string('M', 3000)))
        {
            foreach (var rest in (string[])["", "/personal-data", "/cancel", "/erasure"])
            {
                using var request = new HttpRequestMessage(rest is "" or "/personal-data" ? HttpMethod.Get : HttpMethod.Post, $"/api/mobile-units/bookings/{Uri.EscapeDataString(text)}{rest}");
                request.Headers.TryAddWithoutValidation("X-Tracking-Phone", string.Concat(text.Where(letter => letter is >= ' ' and < (char)127)));
                request.Content = rest == "/cancel" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
                using var answer = await _api.Resident.SendAsync(request);
                Assert.InRange((int)answer.StatusCode, 400, 499);
            }
        }

        Assert.Empty(StoredRows.Changed(before, await _rows.CountAsync()));
    }

    private static IEnumerable<(string Field, string Code, Action<JsonObject> Change)> Wrong =>
    [
        ("purpose", "unknown_purpose", wish => wish["purpose"] = "TB"),
        ("purpose", "unknown_purpose", wish => wish["purpose"] = new string('x', 100_000)),
        ("passengers", "out_of_range", wish => wish["passengers"] = 0),
        ("passengers", "out_of_range", wish => wish["passengers"] = -1),
        ("passengers", "out_of_range", wish => wish["passengers"] = 51),
        ("passengers", "*", wish => wish["passengers"] = "dua"),
        ("passengers", "*", wish => wish["passengers"] = 1.5),
        ("until", "ends_before_start", wish => wish["until"] = At(24, 7).ToString("O")),
        ("until", "ends_before_start", wish => wish["until"] = At(24, 8).ToString("O")),
        ("until", "too_long", wish => wish["until"] = At(24, 14, 1).ToString("O")),
        ("until", "required", wish => wish.Remove("until")),
        ("from", "in_past", wish => wish["from"] = Monday(8, 59).ToString("O")),
        ("from", "in_past", wish => wish["from"] = "0001-01-01T00:00:00Z"),
        ("from", "out_of_range", wish => wish["from"] = "2206-11-24T08:00:00+07:00"),
        ("from", "out_of_range", wish => (wish["from"], wish["until"], wish["arriveBy"]) = ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.1Z", "9999-12-31T23:59:59.2Z")),
        ("from", "*", wish => wish["from"] = "besok"),
        ("arriveBy", "out_of_range", wish => wish["arriveBy"] = At(24, 7).ToString("O")),
        ("arriveBy", "out_of_range", wish => wish["arriveBy"] = At(26, 7).ToString("O")),
        ("pickUp.villageCode", "required", wish => wish.Remove("pickUp")),
        ("pickUp.villageCode", "outside_region", wish => wish["pickUp"]!["villageCode"] = "35.78.08.1002"),
        ("pickUp.villageCode", "outside_region", wish => wish["pickUp"]!["villageCode"] = "35.71"),
        ("pickUp.villageCode", "outside_region", wish => wish["pickUp"]!["villageCode"] = "Bawang"),
        ("pickUp.location", "outside_region", wish => wish["pickUp"]!["location"] = new JsonObject { ["latitude"] = -7.26, ["longitude"] = 112.75 }),
        ("pickUp.location.latitude", "out_of_range", wish => wish["pickUp"]!["location"] = new JsonObject { ["latitude"] = 91, ["longitude"] = 112 }),
        ("pickUp.location.longitude", "out_of_range", wish => wish["pickUp"]!["location"] = new JsonObject { ["latitude"] = -7.8 }),
        ("pickUp.location.latitude", "*", wish => wish["pickUp"]!["location"] = new JsonObject { ["latitude"] = "NaN", ["longitude"] = 112 }),
        ("pickUp.name", "too_long", wish => wish["pickUp"]!["name"] = new string('x', 201)),
        ("pickUp.name", "line_break", wish => wish["pickUp"]!["name"] = "a\nb"),
        ("dropOff", "required", wish => wish.Remove("dropOff")),
        ("dropOff.destination", "unknown_destination", wish => wish["dropOff"]!["destination"] = "bulan"),
        ("dropOff.regionCode", "required", wish => wish["dropOff"] = new JsonObject()),
        ("dropOff.regionCode", "required", wish => wish["dropOff"] = new JsonObject { ["regionCode"] = "35.71.02" }),
        ("dropOff.location.latitude", "out_of_range", wish => wish["dropOff"] = new JsonObject { ["regionCode"] = Bawang, ["location"] = new JsonObject { ["longitude"] = 1 } }),
        ("return.from", "out_of_range", wish => wish["return"] = Window(At(24, 7), At(24, 9))),
        ("return.from", "out_of_range", wish => wish["return"] = Window(At(25, 7), At(25, 9))),
        ("return.from", "out_of_range", wish => wish["return"] = new JsonObject { ["from"] = "9999-12-31T23:59:59Z", ["until"] = "9999-12-31T23:59:59Z" }),
        ("return.from", "out_of_range", wish => (wish["arriveBy"], wish["return"]) = (At(24, 10).ToString("O"), Window(At(24, 9), At(24, 11)))),
        ("return.until", "ends_before_start", wish => wish["return"] = Window(At(24, 12), At(24, 11))),
        ("return.until", "required", wish => wish["return"] = new JsonObject { ["from"] = At(24, 12).ToString("O") }),
        ("repeat.days", "required", wish => wish["repeat"] = new JsonObject { ["days"] = new JsonArray(), ["until"] = "2026-12-01" }),
        ("repeat.days", "required", wish => wish["repeat"] = new JsonObject { ["until"] = "2026-12-01" }),
        ("repeat.days[0]", "*", wish => wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Senin"), ["until"] = "2026-12-01" }),
        ("repeat.until", "out_of_range", wish => wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Monday"), ["until"] = "2026-11-23" }),
        ("repeat.until", "out_of_range", wish => wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Monday") }),
        ("repeat.until", "too_many_trips", wish => (wish["passengers"], wish["split"], wish["repeat"]) = (50, true, new JsonObject { ["days"] = new JsonArray("Monday", "Tuesday", "Thursday"), ["until"] = "2027-02-01" })),
        ("note", "too_long", wish => wish["note"] = new string('x', 501)),
        ("note", "control_character", wish => wish["note"] = "a\u0001"),
        ("note", "*", wish => wish["note"] = "a\0"),
        ("contact.phone", "required", wish => wish.Remove("contact")),
        ("contact.phone", "required", wish => wish["contact"]!["phone"] = " "),
        ("contact.phone", "no_phone", wish => wish["contact"]!["phone"] = "abc"),
        ("contact.phone", "no_phone", wish => wish["contact"]!["phone"] = "123456"),
        ("contact.privacyNotice", "required", wish => ((JsonObject)wish["contact"]!).Remove("privacyNotice")),
        ("contact.privacyNotice", "other_version", wish => wish["contact"]!["privacyNotice"] = "2020-01-01"),
        ("contact.name", "too_long", wish => wish["contact"]!["name"] = new string('x', 151)),
        ("contact.email", "no_email", wish => wish["contact"]!["email"] = "bukan surel"),
        ("alamat", "*", wish => wish["alamat"] = "Jalan Semeru"),
        ("contact.nik", "*", wish => wish["contact"]!["nik"] = "1"),
    ];

    private static JsonObject Window(DateTimeOffset from, DateTimeOffset until) => new() { ["from"] = from.ToString("O"), ["until"] = until.ToString("O") };

    /// <summary>Another value somewhere: of another kind, too long, too large, or gone.</summary>
    private static void Spoil(JsonObject wish, Random random)
    {
        var holders = wish.Select(member => member.Value).OfType<JsonObject>().Prepend(wish).ToList();
        var holder = random.Pick(holders);
        var name = random.Pick(holder.Select(member => member.Key).Append("regionCode").Append("location").ToList());
        switch (random.Next(8))
        {
            case 0:
                holder.Remove(name);
                break;
            case 1:
                holder[name] = null;
                break;
            case 2:
                holder[name] = random.Pick<JsonNode>(true, -1, 0, 1, 51, int.MaxValue, 1e300, 0.5, new JsonArray(), new JsonObject(), new JsonArray("Monday", "Monday", "Sunday"));
                break;
            case 3:
                holder[name] = new string('x', random.Pick(200, 501, 5000));
                break;
            case 4:
                holder[name] = random.Pick("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-24T08:00:00+07:00", "2026-11-24T08:00:00-14:00", "2026-12-24", "9999-12-31", "0001-01-01", At(24, random.Next(24), random.Next(60)).ToString("O"));
                break;
            case 5:
                holder[name] = new JsonObject { ["latitude"] = random.Pick(-7.8, 91, -90, 0), ["longitude"] = random.Pick(112.0, 181, -180, 0) };
                break;
            case 6:
                holder[name] = random.Pick("Emergency", "Other", "Social", Banjaran, "35.78.08.1002", "35.71.02", "gor-jayabaya", "Monday", "+62 812 1111 2222", "+81 3 1234 5678");
                break;
            default:
                holder[name] = random.Pick(Fuzz.Texts);
                break;
        }
    }

    private static HttpRequestMessage RequestOf(JsonObject wish, Random random)
    {
        var json = wish.ToJsonString();
        json = random.Next(20) switch
        {
            0 => json[..random.Next(json.Length)],
            1 => random.Pick("", "null", "[]", "\"x\"", "{", new string('[', 200), "{\"passengers\":NaN}", "{\"passengers\":1,\"passengers\":2}", "{\"from\":\"2026-11-24T25:00:00Z\"}"),
            _ => json,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, random.Next(3) == 0 ? "/api/mobile-units/counter" : "/api/mobile-units/bookings") { Content = new StringContent(json, Encoding.UTF8) };
        request.Content.Headers.ContentType = random.Next(40) == 0 ? new MediaTypeHeaderValue("text/plain") : new MediaTypeHeaderValue("application/json");
        if (random.Next(5) == 0)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Pick("x", "0123456789abcdef", new string('k', 300), random.Next().ToString(CultureInfo.InvariantCulture) + "0123456789abcdef"));
        }

        return request;
    }

    private static bool SaysWhy(string body)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        return !string.IsNullOrEmpty(Text(problem, "code")) && !string.IsNullOrEmpty(Text(problem, "detail")) && (Text(problem, "code") != "invalid_input" || !string.IsNullOrEmpty(Text(problem, "field")));
    }
}
