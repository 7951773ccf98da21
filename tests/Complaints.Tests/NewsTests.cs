using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>Who is told about their complaint, and what stands in it.</summary>
public sealed class NewsTests : IAsyncLifetime
{
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync() => _api = await ComplaintsApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Whoever_wants_news_is_told_of_every_step_with_number_and_link_and_neither_secret_nor_content()
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport(visibility: "Secret"));
        await _api.RequestMobileUnitAsync(lodged);
        await _api.JourneyAsync(lodged, lodged.Id, (1, "Assigned"), (2, "Accepted"), (3, "EnRoute"), (4, "Arrived"), (5, "Completed"));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("Completed"), "the journey is over");
        using var resolved = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah diantar" });
        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);

        await using var notifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        string[] told = ["complaint-received", "complaint-verified", "complaint-forwarded", "mobile-unit-assigned", "mobile-unit-departed", "complaint-resolved"];
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count >= told.Length), "everything was said");
        Assert.Equal(told, notifications.Events.Select(each => each.GetProperty("message").GetProperty("template").GetString()));
        foreach (var notification in notifications.Events)
        {
            Assert.Equal(lodged.Id, notification.GetProperty("message").GetProperty("aboutId").GetGuid());
            var content = _api.Open(notification);
            Assert.Equal(("id", "warga@contoh.invalid", "0812 3456 7890"), (content.Language, content.Email, content.Phone));
            Assert.Equal((lodged.TrackingNumber, $"/lacak/{lodged.TrackingNumber}"), (content.Values["number"], content.Values["link"]));
            Assert.All(content.Values.Values.Append(notification.GetRawText()), value =>
            {
                Assert.DoesNotContain(lodged.TrackingSecret, value, StringComparison.Ordinal);
                Assert.DoesNotContain("lansia", value, StringComparison.Ordinal);
                Assert.DoesNotContain("ANTAR", value, StringComparison.Ordinal);
            });
            Assert.DoesNotContain("warga@contoh.invalid", notification.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal("Dinas Kesehatan", _api.Open(notifications.Events[2]).Values["agency"]);
        Assert.Equal("MB-09", _api.Open(notifications.Events[3]).Values["unit"]);
        Assert.Equal("Dinas Kesehatan", _api.Open(notifications.Events[5]).Values["agency"]);
    }

    [Fact]
    public async Task Nobody_is_told_who_did_not_ask_for_it_and_everybody_in_the_language_they_reported_in()
    {
        await _api.LodgeOneAsync();
        using var english = new HttpRequestMessage(HttpMethod.Post, "/api/complaints") { Content = JsonContent.Create(ComplaintsApi.FollowedReport()) };
        english.Headers.AcceptLanguage.ParseAdd("en-GB,en;q=0.8");
        using var lodged = await _api.Resident.SendAsync(english);
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);

        await using var notifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count > 0), "one was told");
        Assert.Equal("en", _api.Open(Assert.Single(notifications.Events)).Language);
    }

    [Fact]
    public async Task News_that_were_overtaken_are_on_the_timeline_and_in_no_message()
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await _api.RequestMobileUnitAsync(lodged);
        await _api.JourneyAsync(lodged, lodged.Id, (5, "Completed"), (3, "EnRoute"));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("Departed"), "the late news arrived");

        await using var notifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count >= 3), "the steps of the desk were said");
        Assert.DoesNotContain(notifications.Events, each => each.GetProperty("message").GetProperty("template").GetString() == "mobile-unit-departed");
    }

    [Fact]
    public async Task A_contact_without_details_is_none_and_needs_no_notice()
    {
        var lodged = await _api.LodgeOneAsync(new { categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012", visibility = "Public", reporter = new { name = " ", news = false } });

        Assert.False((await _api.TimelineAsync(lodged)).GetProperty("contactIsKept").GetBoolean());
    }

    [Theory]
    [InlineData("+62 812-3456-7890")]
    [InlineData("(0354) 123456")]
    [InlineData("081234567890")]
    public async Task Telephone_numbers_may_be_written_as_people_write_them(string phone)
    {
        using var lodged = await _api.LodgeAsync(new
        {
            categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012", visibility = "Public",
            reporter = new { phone, privacyNotice = (await NoticeAsync()).GetProperty("version").GetString() },
        });

        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
    }

    [Fact]
    public async Task The_notice_that_applies_is_told_with_its_page()
        => Assert.Equal("/privasi", (await NoticeAsync()).GetProperty("address").GetString());

    private Task<JsonElement> NoticeAsync() => _api.Resident.GetFromJsonAsync<JsonElement>("/api/complaints/privacy-notice");
}
