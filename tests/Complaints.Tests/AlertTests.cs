using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Alerts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A mail a day about what is reported in an area.</summary>
public sealed class AlertTests(AlertFixture fixture) : IClassFixture<AlertFixture>
{
    private const string Banjaran = "35.71.02.1012";
    private const string Bawang = "35.71.03.1009";

    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task Before_the_link_of_the_first_mail_is_confirmed_nothing_else_is_mailed()
    {
        var email = fixture.NewAddress();
        Assert.Equal("Kelurahan Bawang", (await fixture.AskAsync(email, Bawang)).Text("area"));
        var confirmation = Assert.Single(await fixture.MailsAsync(email, 1));
        Assert.Equal(("alert-confirmation", "Kelurahan Bawang"), (confirmation.Template, confirmation.Values["area"]));
        await _api.LodgeOneAsync(Report("Lampu padam", Bawang));

        await fixture.NextDayAsync();
        var code = confirmation.Values["link"].Split('/')[^1];
        var shown = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/alerts/{code}");
        await fixture.NextDayAsync();

        Assert.Equal((Bawang, false), (shown.Text("area"), shown.GetProperty("confirmed").GetBoolean()));
        Assert.Single(fixture.Mails(email));
    }

    [Fact]
    public async Task Whoever_confirmed_gets_one_mail_a_day_with_what_is_new_and_public_in_their_village_and_none_on_a_quiet_day()
    {
        var email = fixture.NewAddress();
        await fixture.ConfirmedAsync(email, Banjaran);
        var lamp = await _api.LodgeOneAsync(Report("Lampu padam, hubungi 0812-3456-7890", Banjaran, street: "Jl.Melati http://penipu.example 0812-3456-7890"));
        var secret = await _api.LodgeOneAsync(Report("RAHASIA sekali", Banjaran, visibility: "Secret"));
        var trip = await _api.LodgeOneAsync(Report("Ibu lansia kontrol", Banjaran, street: "Jalan Kenanga 7", category: "ANTAR"));
        var elsewhere = await _api.LodgeOneAsync(Report("Lampu padam", Bawang));
        var rejected = await _api.LodgeOneAsync(Report("Uji coba", Banjaran));
        await _api.DoAsync(rejected.Id, "reject", new { reason = "Uji coba" });

        await fixture.NextDayAsync();
        await fixture.SendDigestsAsync();

        var digest = (await fixture.MailsAsync(email, 2))[1];
        Assert.Equal(("alert-digest", "Kelurahan Banjaran"), (digest.Template, digest.Values["area"]));
        var items = digest.Values["items"];
        Assert.Contains($"{lamp.TrackingNumber} · ", items, StringComparison.Ordinal);
        Assert.Contains($"\n/aduan/{lamp.TrackingNumber}", items, StringComparison.Ordinal);
        Assert.Contains("Kelurahan Banjaran · Diterima.", items, StringComparison.Ordinal);
        Assert.Contains(trip.TrackingNumber, items, StringComparison.Ordinal);
        Assert.All(
            [secret.TrackingNumber, elsewhere.TrackingNumber, rejected.TrackingNumber, "RAHASIA", "lansia", "Kenanga", "0812", "://", "penipu.example", "Jl.Melati"],
            hidden => Assert.DoesNotContain(hidden, items, StringComparison.Ordinal));

        await fixture.NextDayAsync();
        Assert.Equal(2, fixture.Mails(email).Count);
        var next = await _api.LodgeOneAsync(Report("Jalan berlubang", Banjaran));
        await fixture.NextDayAsync();
        var second = (await fixture.MailsAsync(email, 3))[2];
        Assert.Equal(("1", true), (second.Values["count"], second.Values["items"].Contains(next.TrackingNumber, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_or_not_the_address_is_known_and_one_address_is_asked_a_few_times_a_day_at_most()
    {
        var email = fixture.NewAddress();
        await fixture.ConfirmedAsync(email, Banjaran);

        var known = await fixture.AskAsync(email, Banjaran);
        var unknown = await fixture.AskAsync(fixture.NewAddress(), Banjaran);
        foreach (var area in new[] { Bawang, Bawang, "35.71.01", "35.71" })
        {
            Assert.NotEqual("", (await fixture.AskAsync(email.ToUpperInvariant(), area)).Text("area"));
        }

        Assert.Equal(unknown.GetRawText(), known.GetRawText());
        // Something later has to have come, or there would be nothing to wait for.
        var last = fixture.NewAddress();
        await fixture.AskAsync(last, Banjaran);
        await fixture.MailsAsync(last, 1);
        Assert.Equal(3, fixture.Mails(email).Count + fixture.Mails(email.ToUpperInvariant()).Count);
    }

    [Fact]
    public async Task Whoever_stops_is_erased_here_and_where_the_mail_was_sent_by_one_click_of_a_mail_program_too()
    {
        var email = fixture.NewAddress();
        var confirmation = await fixture.ConfirmedAsync(email, Banjaran);
        var code = confirmation.Values["link"].Split('/')[^1];
        Assert.DoesNotContain(email, await _api.Database.EverythingStoredAsync(), StringComparison.OrdinalIgnoreCase);

        for (var press = 0; press < 2; press++)
        {
            using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var stopped = await _api.Resident.PostAsync(new Uri($"/api/complaints/alerts/{code}/stop", UriKind.Relative), click);
            Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        }

        using var gone = await _api.Resident.GetAsync(new Uri($"/api/complaints/alerts/{code}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(fixture.Erased.Contains(confirmation.About)), "the messages forget the address");
        await _api.LodgeOneAsync(Report("Lampu padam", Banjaran));
        await fixture.NextDayAsync();
        Assert.Single(fixture.Mails(email));
        Assert.Equal(0, await fixture.KeptAsync(confirmation.About));
    }

    [Fact]
    public async Task What_nobody_confirmed_is_erased_after_two_days_and_what_was_confirmed_is_not()
    {
        var (asked, confirmed) = (fixture.NewAddress(), fixture.NewAddress());
        await fixture.AskAsync(asked, Banjaran);
        var waiting = (await fixture.MailsAsync(asked, 1))[0];
        var kept = await fixture.ConfirmedAsync(confirmed, Banjaran);

        await fixture.ForgetAsync(hours: 47);
        Assert.Equal(1, await fixture.KeptAsync(waiting.About));
        await fixture.ForgetAsync(hours: 49);

        Assert.Equal((0, 1), (await fixture.KeptAsync(waiting.About), await fixture.KeptAsync(kept.About)));
        await Eventually.TrueAsync(() => Task.FromResult(fixture.Erased.Contains(waiting.About)), "the mail to it is forgotten, too");
    }

    [Theory]
    [InlineData("warga", Banjaran, true, "email")]
    [InlineData("warga@contoh.id\r\nBcc: x@y.id", Banjaran, true, "email")]
    [InlineData(null, Banjaran, true, "email")]
    [InlineData("warga@contoh.id", "35.06.01.2001", true, "area")]
    [InlineData("warga@contoh.id", null, true, "area")]
    [InlineData("warga@contoh.id", Banjaran, false, "privacyNotice")]
    public async Task What_is_wrong_is_named(string? email, string? area, bool read, string field)
    {
        using var refused = await _api.Resident.PostAsJsonAsync("/api/complaints/alerts", new { email, area, privacyNotice = read ? PrivacyNotice.Version : "2020-01-01" });

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public void The_day_s_mail_is_made_at_seven_in_the_region_s_time()
    {
        var settings = new AlertSettings();
        var zone = Regions.Regency.Load("35.71").TimeZone;
        // 06:59 and 07:00 in Kediri (UTC+7).
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), settings.LastDigest(new(2026, 11, 22, 23, 59, 0, TimeSpan.Zero), zone));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), settings.LastDigest(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), zone));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), settings.NextDigest(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), zone));
    }

    private static object Report(string description, string village, string? street = null, string category = "PJU", string visibility = "Public")
        => new { categoryCode = category, description, villageCode = village, visibility, address = new { street } };
}

internal sealed record Mail(Guid About, string Template, string? Email, IReadOnlyDictionary<string, string> Values);

/// <summary>One service for the whole class, and what it asks to be mailed.</summary>
public sealed class AlertFixture : IAsyncLifetime
{
    private QueueWatcher _notifications = null!;
    private readonly SettableTime _time = new();
    private int _addresses;

    internal ComplaintsApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // The test says when the day's mail is due.
        Api = await ComplaintsApi.StartAsync(_time, KeyValuePair.Create("Complaints:Alerts:Interval", "1.00:00:00"), KeyValuePair.Create("Retention:Interval", "1.00:00:00"));
        _notifications = await QueueWatcher.StartAsync(Api.Broker, "notifications");
    }

    public async Task DisposeAsync()
    {
        await _notifications.DisposeAsync();
        await Api.DisposeAsync();
    }

    internal IReadOnlySet<Guid> Erased => _notifications.Events.Select(each => each.GetProperty("message"))
        .Where(message => !message.TryGetProperty("template", out _)).Select(message => message.GetProperty("aboutId").GetGuid()).ToHashSet();

    internal string NewAddress() => $"warga{Interlocked.Increment(ref _addresses)}@contoh.id";

    internal async Task<JsonElement> AskAsync(string email, string area)
    {
        using var asked = await Api.Resident.PostAsJsonAsync("/api/complaints/alerts", new { email, area, privacyNotice = PrivacyNotice.Version });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return await asked.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <returns>The mail that asked for the confirmation.</returns>
    internal async Task<Mail> ConfirmedAsync(string email, string area)
    {
        await AskAsync(email, area);
        var mail = (await MailsAsync(email, 1))[0];
        using var confirmed = await Api.Resident.PostAsync(new Uri($"/api/complaints/alerts/{mail.Values["link"].Split('/')[^1]}/confirm", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return mail;
    }

    internal IReadOnlyList<Mail> Mails(string email) =>
    [
        .. _notifications.Events.Where(each => each.GetProperty("message").TryGetProperty("template", out _)).Select(each =>
        {
            var (message, content) = (each.GetProperty("message"), Api.Open(each));
            return new Mail(message.GetProperty("aboutId").GetGuid(), message.Text("template")!, content.Email, content.Values);
        }).Where(mail => mail.Email == email),
    ];

    internal async Task<IReadOnlyList<Mail>> MailsAsync(string email, int atLeast)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Mails(email).Count >= atLeast), $"{atLeast} mails are asked for");
        return Mails(email);
    }

    internal Task NextDayAsync()
    {
        _time.Advance(TimeSpan.FromDays(1));
        return SendDigestsAsync();
    }

    /// <summary>What a replica's job does at its time.</summary>
    internal async Task SendDigestsAsync()
    {
        await using var scope = Api.Services.CreateAsyncScope();
        await SendDigests.RunDueAsync(scope.ServiceProvider, _time.GetUtcNow(), CancellationToken.None);
    }

    internal async Task ForgetAsync(int hours)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        await ForgetAlerts.OverdueAsync(scope.ServiceProvider.GetRequiredService<ComplaintsDb>(), new Retention(), batchSize: 100, _time.GetUtcNow().AddHours(hours), CancellationToken.None);
    }

    internal async Task<int> KeptAsync(Guid alert)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<ComplaintsDb>().AreaAlerts.Count(row => row.Id == alert);
    }
}
