using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A reporter sees what is held about them and has it erased (UU 27/2022).</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Requests = "/api/complaints/erasure-requests";
    private static readonly object Contact = new { scope = "Contact" };
    private static readonly object Everything = new { scope = "Everything", reason = "Nama tetangga tertulis di sana" };

    private ComplaintsApi _api = null!;
    private HttpClient _officer = null!;

    public async Task InitializeAsync()
    {
        _api = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Limits:WrongTrackingPerNumber", "3"), new KeyValuePair<string, string>("Retention:ComplaintContact", "90"));
        _officer = _api.ClientFor(Roles.InformationOfficer);
    }

    public async Task DisposeAsync()
    {
        _officer.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task The_reporter_reads_everything_that_is_held_about_them()
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await _api.RequestMobileUnitAsync(lodged);

        using var response = await _api.WithSlipAsync(lodged, "personal-data");
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var data = await response.Content.ReadFromJsonAsync<JsonElement>();

        var contact = data.GetProperty("contact");
        Assert.Equal(("Warga", "0812 3456 7890", "warga@contoh.invalid"), (contact.Text("name"), contact.Text("phone"), contact.Text("email")));
        Assert.Equal((PrivacyNotice.Version, true, "id"), (contact.Text("privacyNotice"), contact.GetProperty("news").GetBoolean(), contact.Text("language")));
        Assert.Equal(lodged.ReceivedAt, contact.GetProperty("consentedAt").GetDateTimeOffset());
        Assert.Equal(("Ibu lansia kontrol besok", "depan musala"), (data.Text("description"), data.GetProperty("address").Text("landmark")));
        Assert.Equal(-7.8215, data.GetProperty("location").GetProperty("latitude").GetDouble());
        Assert.Contains(data.GetProperty("notes").EnumerateArray(), note => note.Text("text") == "cuci darah");
        var trip = data.GetProperty("trip");
        Assert.Equal(("Health", 2, true), (trip.Text("purpose"), trip.GetProperty("passengers").GetInt32(), trip.GetProperty("needsWheelchair").GetBoolean()));
        Assert.Equal(365, data.GetProperty("kept").GetProperty("tripDaysAfterJourney").GetInt32());
        Assert.Equal(90, data.GetProperty("kept").GetProperty("contactDaysAfterResolution").GetInt32());
        Assert.Contains(data.GetProperty("receivedBy").EnumerateArray(), who => who.GetString()!.StartsWith("Dinas Kesehatan", StringComparison.Ordinal));
        Assert.DoesNotContain("operator112", data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_gets_the_answer_of_tracking_and_counts_like_it()
    {
        var lodged = await _api.LodgeOneAsync();

        using var read = await _api.WithSlipAsync(lodged, "personal-data", secret: "0000-0000-0000");
        using var erase = await _api.WithSlipAsync(lodged, "erasure", Contact, "0000-0000-0001");
        using var tracked = await _api.TrackAsync(lodged.TrackingNumber, "0000-0000-0002");
        foreach (var answer in (HttpResponseMessage[])[read, erase, tracked])
        {
            Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.StatusCode, await answer.CodeAsync()));
        }

        using var tooMany = await _api.WithSlipAsync(lodged, "personal-data", secret: "0000-0000-0003");
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.True((await _api.TimelineAsync(lodged)).GetProperty("contactIsKept").GetBoolean());
    }

    [Fact]
    public async Task A_contact_goes_at_once_the_case_goes_on_and_asking_again_changes_nothing()
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());

        for (var time = 0; time < 2; time++)
        {
            using var erased = await _api.WithSlipAsync(lodged, "erasure", Contact);
            Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
            Assert.False((await erased.ProblemAsync()).GetProperty("contactIsKept").GetBoolean());
        }

        Assert.Equal(JsonValueKind.Null, (await _api.PersonalDataAsync(lodged)).GetProperty("contact").ValueKind);
        using var verified = await _api.ActAsync(lodged.Id, "verify");
        Assert.Equal(["Received", "ContactErased", "Verified"], await _api.CodesAsync(lodged));

        await using var notifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count >= 2), "it was said");
        Assert.Equal(["NotificationRequested", "RecipientErased"], notifications.Events.Select(TypeOf));
        Assert.Equal(lodged.Id, notifications.Events[1].GetProperty("message").GetProperty("aboutId").GetGuid());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Once_granted_words_exact_place_notes_and_contact_are_in_no_row_any_more(bool resolved)
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await _api.RequestMobileUnitAsync(lodged);
        if (resolved)
        {
            await _api.JourneyAsync(lodged, lodged.Id, (1, "Assigned"), (5, "Completed"));
            await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("Completed"), "the journey is over");
            using var answer = await _api.ActAsync(lodged.Id, "resolve", new { note = "Ibu lansia sudah diantar" });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var request = await AskAsync(lodged);
        Assert.Equal(TimeSpan.FromHours(72), request.GetProperty("dueAt").GetDateTimeOffset() - request.GetProperty("requestedAt").GetDateTimeOffset());
        Assert.Equal("Ibu lansia kontrol besok", request.Text("description"));
        for (var time = 0; time < 2; time++)
        {
            using var granted = await _officer.PostAsync(new Uri($"{Requests}/{request.GetProperty("id").GetGuid()}/grant", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        }

        var stored = await WhenSentAsync();
        Assert.All((string[])["lansia", "Melati", "musala", "cuci darah", "tetangga", "-7.82", "112.002"], word => Assert.DoesNotContain(word, stored, StringComparison.Ordinal));
        var seen = (await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{lodged.Id}")).GetProperty("complaint");
        Assert.Equal(("ANTAR", "35.71.02.1012"), (seen.Text("categoryCode"), seen.Text("villageCode")));
        Assert.Contains("Dinas Kesehatan", (await _api.TimelineAsync(lodged)).GetRawText(), StringComparison.Ordinal);

        var left = await _api.PersonalDataAsync(lodged);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (left.GetProperty("trip").ValueKind, left.GetProperty("kept").GetProperty("tripUntil").ValueKind));

        var tracked = await _api.TimelineAsync(lodged);
        Assert.Equal(("Granted", false), (tracked.GetProperty("erasure").Text("state"), tracked.GetProperty("contactIsKept").GetBoolean()));
        Assert.Equal(["ErasureRequested", "ContentErased"], (await _api.CodesAsync(lodged)).Where(code => code.Contains("Eras", StringComparison.Ordinal)));
        Assert.Equal(0, (await _officer.GetFromJsonAsync<JsonElement>(Requests)).GetProperty("total").GetInt32());

        await using var units = await QueueWatcher.StartAsync(_api.Broker, "mobile-units");
        await Eventually.TrueAsync(() => Task.FromResult(units.Events.Any(each => TypeOf(each) == "ComplaintErased")), "mobile-units hears of it");
        using var refusedAfterwards = await _officer.PostAsJsonAsync($"{Requests}/{request.GetProperty("id").GetGuid()}/refuse", new { reason = "x" });
        Assert.Equal((HttpStatusCode.Conflict, "already_decided"), (refusedAfterwards.StatusCode, await refusedAfterwards.CodeAsync()));
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_which_the_reporter_reads_and_they_can_ask_again()
    {
        var lodged = await _api.LodgeOneAsync();
        var id = (await AskAsync(lodged)).GetProperty("id").GetGuid();

        using var unexplained = await _officer.PostAsJsonAsync($"{Requests}/{id}/refuse", new { reason = " " });
        using var refused = await _officer.PostAsJsonAsync($"{Requests}/{id}/refuse", new { reason = "Menjadi bukti dalam perkara" });
        using var grantedAfterwards = await _officer.PostAsync(new Uri($"{Requests}/{id}/grant", UriKind.Relative), null);

        Assert.Equal("reason", (await unexplained.ProblemAsync()).GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("already_decided", await grantedAfterwards.CodeAsync());
        var erasure = (await _api.TimelineAsync(lodged)).GetProperty("erasure");
        Assert.Equal(("Refused", "Menjadi bukti dalam perkara"), (erasure.Text("state"), erasure.Text("refusal")));
        Assert.NotEqual(id, (await AskAsync(lodged)).GetProperty("id").GetGuid());
        var old = await _officer.GetFromJsonAsync<JsonElement>($"{Requests}?state=Refused");
        Assert.Equal(id, Assert.Single(old.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task What_was_said_about_an_earlier_request_that_was_refused_goes_with_the_rest()
    {
        var lodged = await _api.LodgeOneAsync();
        var first = (await AskAsync(lodged)).GetProperty("id").GetGuid();
        using var refused = await _officer.PostAsJsonAsync($"{Requests}/{first}/refuse", new { reason = "Lampu di depan rumah Bu Sari menjadi bukti" });
        var second = (await AskAsync(lodged)).GetProperty("id").GetGuid();

        using var granted = await _officer.PostAsync(new Uri($"{Requests}/{second}/grant", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        var stored = await WhenSentAsync();
        Assert.All((string[])["tetangga", "Bu Sari"], word => Assert.DoesNotContain(word, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_for_eight_times_at_once_it_is_one_request_and_decided_twice_at_once_it_is_decided_once()
    {
        var lodged = await _api.LodgeOneAsync();

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _api.WithSlipAsync(lodged, "erasure", Everything)));
        Assert.All(asked, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        var request = Assert.Single((await _officer.GetFromJsonAsync<JsonElement>(Requests)).GetProperty("items").EnumerateArray());

        var address = $"{Requests}/{request.GetProperty("id").GetGuid()}";
        var decided = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => turn % 2 == 0
            ? _officer.PostAsync(new Uri($"{address}/grant", UriKind.Relative), null)
            : _officer.PostAsJsonAsync($"{address}/refuse", new { reason = "Bukti" })));
        Assert.All(decided, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Equal(3, (await _api.CodesAsync(lodged)).Count);
    }

    [Fact]
    public async Task A_secret_complaint_is_decided_about_without_its_words()
    {
        var request = await AskAsync(await _api.LodgeOneAsync("PUNGLI"));

        Assert.Equal(JsonValueKind.Null, request.GetProperty("description").ValueKind);
    }

    [Theory]
    [InlineData("{}", "scope")]
    [InlineData("""{"scope":"All"}""", "scope")]
    [InlineData("""{"scope":"Everything","reason":"a\u0000b"}""", "reason")]
    public async Task Asking_for_what_there_is_not_names_the_field(string body, string field)
    {
        var lodged = await _api.LodgeOneAsync();

        using var answer = await _api.WithSlipAsync(lodged, "erasure", JsonSerializer.Deserialize<JsonElement>(body));

        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, (await answer.ProblemAsync()).GetProperty("field").GetString()));
        Assert.Equal(["Received"], await _api.CodesAsync(lodged));
    }

    /// <summary>The open request, as the officer sees it.</summary>
    private async Task<JsonElement> AskAsync(Lodged lodged)
    {
        using var asked = await _api.WithSlipAsync(lodged, "erasure", Everything);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal("Open", (await asked.ProblemAsync()).GetProperty("erasure").Text("state"));
        return Assert.Single((await _officer.GetFromJsonAsync<JsonElement>(Requests)).GetProperty("items").EnumerateArray());
    }

    /// <summary>Everything in the database once the outbox, through which the place goes to mobile-units, is empty.</summary>
    private async Task<string> WhenSentAsync()
    {
        var stored = "";
        await Eventually.TrueAsync(async () => !(stored = await _api.Database.EverythingStoredAsync()).Contains("PlanningPlatform.Complaints.Contracts", StringComparison.Ordinal), "the outbox is empty");
        return stored;
    }

    private static string TypeOf(JsonElement envelope) => envelope.GetProperty("messageType")[0].GetString()!.Split(':')[^1];
}
