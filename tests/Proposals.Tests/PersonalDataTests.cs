using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Proposals.Tests;

/// <summary>A proposer is told, sees what is held about them, and takes their contact back (UU 27/2022).</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private static readonly object Followed = new
    {
        title = "Drainase Gang II",
        problem = "Meluap tiap hujan",
        villageCode = "35.71.02.1012",
        proposer = new { name = "Warga", email = "warga@contoh.invalid", privacyNotice = PrivacyNotice.Version, news = true },
    };

    private readonly SettableTime _time = new();
    private ProposalsService _service = null!;
    private string _broker = "";

    public async Task InitializeAsync()
    {
        _broker = await TestBroker.CreateVirtualHostAsync();
        _service = await ProposalsService.StartedWithAsync(_broker, _time, KeyValuePair.Create("Retention:Interval", "00:00:00.1"), KeyValuePair.Create("Limits:WrongTrackingPerNumber", "2"));
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Whoever_wants_news_is_told_that_the_proposal_arrived_and_the_secret_is_not_in_it()
    {
        var submitted = await SubmitAsync();

        await using var notifications = await QueueWatcher.StartAsync(_broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count > 0), "it was said");
        var content = _service.Open(notifications.Events[0]);
        Assert.Equal("proposal-received", notifications.Events[0].GetProperty("message").Text("template"));
        Assert.Equal(("id", "warga@contoh.invalid", null), (content.Language, content.Email, content.Phone));
        var number = submitted.Text("trackingNumber");
        Assert.Equal((number, $"/usulan/{number}", 2), (content.Values["number"], content.Values["link"], content.Values.Count));
    }

    [Fact]
    public async Task The_proposer_reads_everything_that_is_held_about_them()
    {
        using var response = await _service.WithSlipAsync(await SubmitAsync(), "personal-data");

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var data = await response.JsonAsync();
        Assert.Equal(("Warga", "warga@contoh.invalid", PrivacyNotice.Version), (data.GetProperty("contact").Text("name"), data.GetProperty("contact").Text("email"), data.GetProperty("contact").Text("privacyNotice")));
        Assert.Equal(("Drainase Gang II", "Meluap tiap hujan"), (data.Text("title"), data.Text("problem")));
        Assert.Equal(730, data.GetProperty("kept").GetProperty("contactDaysAfterSubmission").GetInt32());
        Assert.Equal(2, data.GetProperty("receivedBy").GetArrayLength());
    }

    [Fact]
    public async Task The_contact_goes_at_once_and_the_text_stays_part_of_the_plan()
    {
        var submitted = await SubmitAsync();

        using var everything = await _service.WithSlipAsync(submitted, "erasure", new { scope = "Everything" });
        Assert.Equal((HttpStatusCode.BadRequest, "part_of_plan"), (everything.StatusCode, (await everything.JsonAsync()).GetProperty("errors")[0].Text("code")));
        for (var time = 0; time < 2; time++)
        {
            using var erased = await _service.WithSlipAsync(submitted, "erasure", new { scope = "Contact" });
            Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        }

        var tracked = await (await _service.TrackAsync(submitted.Text("trackingNumber"), submitted.Text("trackingSecret"))).JsonAsync();
        Assert.False(tracked.GetProperty("contactIsKept").GetBoolean());
        Assert.Equal(["Submitted", "ContactErased"], tracked.GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("code")));
        await using var notifications = await QueueWatcher.StartAsync(_broker, "notifications");
        await Eventually.TrueAsync(() => Task.FromResult(notifications.Events.Count >= 2), "it was said");
        Assert.Equal(["NotificationRequested", "RecipientErased"], notifications.Events.Select(each => each.GetProperty("messageType")[0].GetString()!.Split(':')[^1]));
    }

    [Fact]
    public async Task A_wrong_secret_gets_the_answer_of_tracking_and_counts_like_it()
    {
        var submitted = await SubmitAsync();

        using var read = await _service.WithSlipAsync(submitted, "personal-data", secret: "0000-0000-0000");
        using var erase = await _service.WithSlipAsync(submitted, "erasure", new { scope = "Contact" }, "0000-0000-0001");
        using var tooMany = await _service.WithSlipAsync(submitted, "personal-data", secret: "0000-0000-0002");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests), (read.StatusCode, erase.StatusCode, tooMany.StatusCode));
    }

    [Fact]
    public async Task A_contact_is_kept_two_years_and_then_gone()
    {
        var old = await SubmitAsync();
        _time.Advance(TimeSpan.FromDays(10));
        var later = await SubmitAsync();
        _time.Advance(TimeSpan.FromDays(721));

        await Eventually.TrueAsync(async () => !await HasContactAsync(old), "the contact is gone");
        Assert.True(await HasContactAsync(later));
    }

    [Fact]
    public async Task The_notice_that_applies_is_told_with_its_page()
    {
        using var answer = await _service.Resident.GetAsync(new Uri("/api/proposals/privacy-notice", UriKind.Relative));
        var notice = await answer.JsonAsync();

        Assert.Equal((PrivacyNotice.Version, "/privasi"), (notice.Text("version"), notice.Text("address")));
    }

    private async Task<JsonElement> SubmitAsync() => await (await _service.SubmitAsync(Followed)).JsonAsync();

    private async Task<bool> HasContactAsync(JsonElement submitted)
        => (await (await _service.TrackAsync(submitted.Text("trackingNumber"), submitted.Text("trackingSecret"))).JsonAsync()).GetProperty("contactIsKept").GetBoolean();
}
