using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What is removed by itself, and when.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly SettableTime _time = new();
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync() => _api = await ComplaintsApi.StartAsync(_time, new KeyValuePair<string, string>("Retention:Interval", "00:00:00.1"));

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_contact_is_kept_a_year_after_the_answer_and_then_gone_and_an_open_case_keeps_it()
    {
        var resolved = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var later = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var open = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await ResolveAsync(resolved);
        var until = (await ContactUntilAsync(resolved)).GetDateTimeOffset();
        Assert.Equal(365, (until - _time.GetUtcNow()).TotalDays, 0.01);
        _time.Advance(TimeSpan.FromDays(10));
        await ResolveAsync(later);

        // The one whose time is over shows that the job came round; the other two were in its reach.
        _time.Advance(TimeSpan.FromDays(356));
        await Eventually.TrueAsync(async () => !await HasContactAsync(resolved), "the contact is gone");
        Assert.True(await HasContactAsync(later));
        Assert.True(await HasContactAsync(open));
        Assert.Equal(["Received", "Verified", "Forwarded", "Resolved"], await _api.CodesAsync(resolved));

        await using var notifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Any(IsErasure)), "where messages were sent it is removed, too");
        Assert.Equal(resolved.Id, notifications.Events.Single(IsErasure).GetProperty("message").GetProperty("aboutId").GetGuid());
    }

    [Fact]
    public async Task A_trip_is_kept_a_year_after_its_journey_has_ended_and_that_of_an_open_one_stays()
    {
        var ended = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var open = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        foreach (var lodged in (Lodged[])[ended, open])
        {
            await _api.RequestMobileUnitAsync(lodged);
        }

        await _api.JourneyAsync(ended, ended.Id, (1, "Assigned"), (5, "Completed"));
        await _api.JourneyAsync(open, open.Id, (1, "Assigned"));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(ended)).Contains("Completed") && (await _api.CodesAsync(open)).Contains("Assigned"), "the journeys are heard of");
        var kept = (await _api.PersonalDataAsync(ended)).GetProperty("kept");
        Assert.Equal(365, (kept.GetProperty("tripUntil").GetDateTimeOffset() - _time.GetUtcNow()).TotalDays, 0.01);

        _time.Advance(TimeSpan.FromDays(366));

        await Eventually.TrueAsync(async () => (await _api.PersonalDataAsync(ended)).GetProperty("trip").ValueKind == JsonValueKind.Null, "the trip is gone");
        Assert.Equal(JsonValueKind.Object, (await _api.PersonalDataAsync(open)).GetProperty("trip").ValueKind);
    }

    [Fact]
    public async Task Where_the_city_sets_a_time_what_was_written_goes_with_it_and_an_open_request_to_erase_is_met()
    {
        await using var api = await ComplaintsApi.StartAsync(_time, new("Retention:Interval", "00:00:00.1"), new("Retention:ComplaintContent", "1825.00:00:00"));
        var resolved = await api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var open = await api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await ResolveAsync(resolved, api);
        using var asked = await api.WithSlipAsync(resolved, "erasure", new { scope = "Everything", reason = "Saya ingin dilupakan" });
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var words = await DescriptionAsync(api, open);
        Assert.Equal(words, await DescriptionAsync(api, resolved));

        _time.Advance(TimeSpan.FromDays(1824));
        await Eventually.TrueAsync(async () => !(await api.PersonalDataAsync(resolved)).GetProperty("contact").ValueKind.Equals(JsonValueKind.Object), "the contact is gone, so the job came round");
        Assert.Equal(words, await DescriptionAsync(api, resolved));
        _time.Advance(TimeSpan.FromDays(2));

        await Eventually.TrueAsync(async () => await DescriptionAsync(api, resolved) != words, "what was written is gone");
        Assert.Equal(words, await DescriptionAsync(api, open));
        Assert.Equal("ContentErased", (await api.CodesAsync(resolved))[^1]);
        var request = (await api.PersonalDataAsync(resolved)).GetProperty("erasureRequests")[0];
        Assert.Equal(("Granted", null), (request.GetProperty("state").GetString(), request.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task The_time_of_a_contact_from_before_there_was_a_retention_counts_from_the_answer()
    {
        var resolved = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var open = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await ResolveAsync(resolved);
        var until = await ContactUntilAsync(resolved);

        await _api.MigrateDownAndUpAsync("FailedMessages");

        Assert.Equal(until.GetDateTimeOffset(), (await ContactUntilAsync(resolved)).GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, (await ContactUntilAsync(open)).ValueKind);
    }

    [Fact]
    public async Task The_time_of_words_from_before_there_was_a_retention_counts_from_the_answer_unless_they_are_erased()
    {
        const string since = "SELECT \"WordsUnneededSince\" FROM \"Complaints\" WHERE \"WordsUnneededSince\" IS NOT NULL";
        const string howMany = "SELECT COUNT(*) FROM \"Complaints\" WHERE \"WordsUnneededSince\" IS NOT NULL";
        var resolved = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        var erased = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await ResolveAsync(resolved);
        await ResolveAsync(erased);
        await EraseAsync(erased, _api);
        var answered = await _api.Database.ValueAsync<object>(since);

        await _api.MigrateDownAndUpAsync("ErasureAndRetention");

        Assert.Equal(1, Convert.ToInt32(await _api.Database.ValueAsync<object>(howMany), null));
        Assert.Equal(answered, await _api.Database.ValueAsync<object>(since));
    }

    [Fact]
    public async Task The_answer_to_a_complaint_that_was_erased_before_goes_in_its_time_too()
    {
        await using var api = await ComplaintsApi.StartAsync(_time, new("Retention:Interval", "00:00:00.1"), new("Retention:ComplaintContent", "1825.00:00:00"));
        var erased = await api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await EraseAsync(erased, api);
        await ResolveAsync(erased, api);
        Assert.Contains("Sudah", await NotesAsync(api, erased), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromDays(1826));

        await Eventually.TrueAsync(async () => !(await NotesAsync(api, erased)).Contains("Sudah", StringComparison.Ordinal), "the answer is gone");
        Assert.Equal("ContentErased", (await api.CodesAsync(erased))[^1]);
    }

    [Fact]
    public async Task Of_eight_that_remove_the_same_contacts_at_once_each_contact_is_removed_once()
    {
        var complaints = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _api.LodgeOneAsync(ComplaintsApi.FollowedReport())));
        foreach (var complaint in complaints)
        {
            await ResolveAsync(complaint);
        }

        _time.Advance(TimeSpan.FromDays(366));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _api.ForgetContactsAsync(_time.GetUtcNow())));

        foreach (var complaint in complaints)
        {
            await Eventually.TrueAsync(async () => !await HasContactAsync(complaint), "the contact is gone");
            // Four steps and one removal: a second removal, and with it a second event, would have made it one more.
            Assert.Equal(5, (await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{complaint.Id}")).GetProperty("complaint").GetProperty("version").GetInt32());
        }
    }

    [Fact]
    public async Task A_key_is_known_for_a_week_and_means_something_new_afterwards()
    {
        var first = await AnswerToAsync("kunci-yang-panjang-1");
        _time.Advance(TimeSpan.FromDays(6));
        var second = await AnswerToAsync("kunci-yang-panjang-2");
        Assert.Equal(first, await AnswerToAsync("kunci-yang-panjang-1"));

        _time.Advance(TimeSpan.FromDays(2));
        await Eventually.TrueAsync(async () => await AnswerToAsync("kunci-yang-panjang-1") != first, "the key is free");
        Assert.Equal(second, await AnswerToAsync("kunci-yang-panjang-2"));
    }

    private static async Task<string?> DescriptionAsync(ComplaintsApi api, Lodged lodged) => (await api.PersonalDataAsync(lodged)).GetProperty("description").GetString();

    private static async Task<string> NotesAsync(ComplaintsApi api, Lodged lodged) => (await api.PersonalDataAsync(lodged)).GetProperty("notes").GetRawText();

    private static async Task EraseAsync(Lodged lodged, ComplaintsApi api)
    {
        using var officer = api.ClientFor(Roles.InformationOfficer);
        using var asked = await api.WithSlipAsync(lodged, "erasure", new { scope = "Everything" });
        var open = await officer.GetFromJsonAsync<JsonElement>("/api/complaints/erasure-requests");
        var request = Assert.Single(open.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid();
        using var granted = await officer.PostAsync(new Uri($"/api/complaints/erasure-requests/{request}/grant", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    private Task ResolveAsync(Lodged lodged) => ResolveAsync(lodged, _api);

    private static async Task ResolveAsync(Lodged lodged, ComplaintsApi api)
    {
        foreach (var (action, body) in ((string, object?)[])[("verify", null), ("forward", new { agencyCode = "DINKES" }), ("resolve", new { note = "Sudah" })])
        {
            using var done = await api.ActAsync(lodged.Id, action, body);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }
    }

    private async Task<JsonElement> ContactUntilAsync(Lodged lodged) => (await _api.PersonalDataAsync(lodged)).GetProperty("kept").GetProperty("contactUntil");

    private async Task<string> AnswerToAsync(string key)
    {
        using var answer = await _api.LodgeAsync(ComplaintsApi.Report(), key);
        return await answer.Content.ReadAsStringAsync();
    }

    private static bool IsErasure(JsonElement envelope) => envelope.GetProperty("messageType")[0].GetString()!.EndsWith(":RecipientErased", StringComparison.Ordinal);

    private async Task<bool> HasContactAsync(Lodged lodged) => (await _api.TimelineAsync(lodged)).GetProperty("contactIsKept").GetBoolean();
}
