using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>What people want: quiet nights, no more messages, to be forgotten.</summary>
public sealed class WishesTests
{
    private static readonly QuietHours Night = new(new TimeOnly(21, 0), new TimeOnly(6, 0), Regency.Load("35.71").TimeZone);

    [Theory]
    [InlineData("2026-11-22T20:59:59+07:00", "2026-11-22T20:59:59+07:00")]
    [InlineData("2026-11-22T21:00:00+07:00", "2026-11-23T06:00:00+07:00")]
    [InlineData("2026-11-23T00:00:00+07:00", "2026-11-23T06:00:00+07:00")]
    [InlineData("2026-11-23T05:59:59+07:00", "2026-11-23T06:00:00+07:00")]
    [InlineData("2026-11-23T06:00:00+07:00", "2026-11-23T06:00:00+07:00")]
    [InlineData("2026-12-31T16:30:00Z", "2027-01-01T06:00:00+07:00")]
    public void What_can_wait_waits_until_the_quiet_hours_are_over(string asked, string allowed)
        => Assert.Equal(DateTimeOffset.Parse(allowed, System.Globalization.CultureInfo.InvariantCulture), Night.NextAllowed(DateTimeOffset.Parse(asked, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Quiet_hours_within_a_day_and_none_at_all_are_understood()
    {
        var noon = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(noon.AddHours(1), (Night with { From = new(11, 0), Until = new(13, 0) }).NextAllowed(noon));
        Assert.Equal(noon, (Night with { From = new(12, 0), Until = new(12, 0) }).NextAllowed(noon));
    }

    [Fact]
    public async Task At_night_only_what_is_urgent_is_sent()
    {
        var time = At(hour: 22);
        await using var told = await Told.StartAtAsync(time, ("QuietFrom", "21:00"), ("QuietUntil", "06:00"));

        var waits = await told.AskAsync(NotificationTemplates.ComplaintVerified, phone: "081234567890");
        await told.BecomesAsync(await told.AskAsync(NotificationTemplates.MobileUnitDeparted, phone: "081234567890"), NotificationState.Sent);
        var notification = await told.BecomesAsync(waits, NotificationState.Waiting);
        // Not sent to wait only by whoever tried: giving up counts from the morning.
        Assert.Equal((6, 6, 0), (Hour(notification.DueAt), Hour(notification.TriesSince), notification.Attempts));

        time.Advance(TimeSpan.FromHours(8));
        await told.BecomesAsync(waits, NotificationState.Sent);
    }

    [Fact]
    public async Task What_was_tried_in_vain_by_day_is_not_tried_again_at_night()
    {
        var time = At(hour: 20);
        await using var gateway = await TextGateway.StartAsync();
        gateway.Answers.Enqueue((503, "5400"));
        await using var told = await Told.StartAtAsync(time, ("Sms:Address", gateway.Address), ("QuietFrom", "21:00"), ("QuietUntil", "06:00"));
        var id = await told.AskAsync(NotificationTemplates.ComplaintVerified, phone: "081234567890");
        await TriedOnceAsync(told, id);

        time.Advance(TimeSpan.FromHours(2));

        await Eventually.TrueAsync(async () => Hour((await told.FindAsync(id))!.DueAt) == 6, "it waits for the morning");
        Assert.Single(gateway.Calls);
        time.Advance(TimeSpan.FromHours(9));
        await told.BecomesAsync(id, NotificationState.Sent);
    }

    [Fact]
    public async Task What_is_urgent_is_tried_again_at_night_only_while_it_is_fresh_and_what_staff_need_always()
    {
        var time = At(hour: 22);
        await using var gateway = await TextGateway.StartAsync();
        await using var told = await Told.StartAtAsync(time, ("Sms:Address", gateway.Address), ("QuietFrom", "21:00"), ("QuietUntil", "06:00"));
        var fresh = await FailsOnceAsync(NotificationTemplates.ComplaintReceived, pause: 300);
        time.Advance(TimeSpan.FromMinutes(6));
        await told.BecomesAsync(fresh, NotificationState.Sent);

        var received = await FailsOnceAsync(NotificationTemplates.ComplaintReceived, pause: 1200);
        var departed = await FailsOnceAsync(NotificationTemplates.MobileUnitDeparted, pause: 1200);
        var reset = await FailsOnceAsync(NotificationTemplates.PasswordReset, pause: 1200);
        time.Advance(TimeSpan.FromMinutes(21));

        await told.BecomesAsync(reset, NotificationState.Sent);
        Assert.Equal("expired", (await told.BecomesAsync(departed, NotificationState.Suppressed)).Error);
        await Eventually.TrueAsync(async () => Hour((await told.FindAsync(received))!.DueAt) == 6, "it waits for the morning");
        Assert.Equal((2, 6), (gateway.Taken.Count, gateway.Calls.Count));
        time.Advance(TimeSpan.FromHours(8));
        await told.BecomesAsync(received, NotificationState.Sent);

        async Task<Guid> FailsOnceAsync(string template, int pause)
        {
            gateway.Answers.Enqueue((503, $"{pause}"));
            var id = await told.AskAsync(template, phone: "081234567890");
            await TriedOnceAsync(told, id);
            return id;
        }
    }

    [Fact]
    public async Task What_is_heard_of_late_wakes_nobody()
    {
        var time = At(hour: 22);
        // Nothing is sent: what is seen is what was decided when it came.
        await using var told = await Told.StartAtAsync(time, ("QuietFrom", "21:00"), ("QuietUntil", "06:00"), ("PollInterval", "01:00:00"));
        var late = told.Request(NotificationTemplates.ComplaintReceived, email: null, "081234567890", Guid.CreateVersion7());

        await told.PublishAsync(late with { OccurredAt = late.OccurredAt.AddMinutes(-11) });

        Assert.Equal(6, Hour((await told.BecomesAsync(late.NotificationId, NotificationState.Waiting)).DueAt));
    }

    [Theory]
    [InlineData(NotificationTemplates.MobileUnitDeparted, 59, true)]
    [InlineData(NotificationTemplates.MobileUnitDeparted, 61, false)]
    [InlineData(NotificationTemplates.MobileUnitAssigned, 179, true)]
    [InlineData(NotificationTemplates.MobileUnitAssigned, 181, false)]
    [InlineData(NotificationTemplates.ComplaintReceived, 3000, true)]
    public async Task News_that_is_worth_nothing_any_more_is_not_sent(string template, int minutes, bool sent)
    {
        await using var told = await Told.StartAsync();
        var late = told.Request(template, email: null, "081234567890", Guid.CreateVersion7());

        await told.PublishAsync(late with { OccurredAt = late.OccurredAt.AddMinutes(-minutes) });

        var became = await told.BecomesAsync(late.NotificationId, sent ? NotificationState.Sent : NotificationState.Suppressed);
        Assert.Equal(sent ? null : "expired", became.Error);
    }

    [Fact]
    public async Task Whoever_presses_stop_gets_nothing_more_but_what_they_cannot_do_without_and_may_change_their_mind()
    {
        await using var told = await Told.StartAsync();
        var code = (await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id"), NotificationState.Sent)).StopCode;
        var address = new Uri($"/api/notifications/opt-out/{code}", UriKind.Relative);
        Assert.Equal(("w***@contoh.id", "Email", false), await ReadAsync(await told.Anybody.GetAsync(address)));

        // As a mail program presses it (RFC 8058), twice.
        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(("w***@contoh.id", "Email", true), await ReadAsync(await told.Anybody.PostAsync(address, oneClick)));
        using var twice = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await told.Anybody.PostAsync(address, twice)).StatusCode);

        Assert.Equal("opted_out", (await told.BecomesAsync(await told.AskAsync(NotificationTemplates.ComplaintReceived, email: "warga@CONTOH.id"), NotificationState.Suppressed)).Error);
        await told.BecomesAsync(await told.AskAsync(NotificationTemplates.PasswordReset, email: "warga@contoh.id"), NotificationState.Sent);
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id"), NotificationState.Sent);

        Assert.Equal(("w***@contoh.id", "Email", false), await ReadAsync(await told.Anybody.DeleteAsync(address)));
        await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id"), NotificationState.Sent);
        Assert.Equal(HttpStatusCode.NotFound, (await told.Anybody.PostAsync(new Uri("/api/notifications/opt-out/0000000000AB", UriKind.Relative), content: null)).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_flooded_by_what_others_lodge_with_their_number_and_invitations_still_come()
    {
        await using var told = await Told.StartAsync(("MostPerHour", "3"));
        for (var i = 0; i < 3; i++)
        {
            await told.BecomesAsync(await told.AskAsync(phone: i == 1 ? "+62 812 3456 7890" : "081234567890"), NotificationState.Sent);
        }

        Assert.Equal("too_many", (await told.BecomesAsync(await told.AskAsync(phone: "0812-3456-7890"), NotificationState.Suppressed)).Error);
        await told.BecomesAsync(await told.AskAsync(NotificationTemplates.PasswordReset, phone: "081234567890"), NotificationState.Sent);
        await told.BecomesAsync(await told.AskAsync(phone: "081234567891"), NotificationState.Sent);
    }

    [Fact]
    public async Task What_comes_late_about_somebody_forgotten_is_not_sent_and_not_kept()
    {
        await using var told = await Told.StartAsync();
        var about = Guid.CreateVersion7();
        var late = told.Request(NotificationTemplates.ComplaintReceived, "warga@contoh.id", phone: null, about);
        await told.EraseAsync(about);
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id"), NotificationState.Sent);

        await told.PublishAsync(late);
        // Of the same aggregate, so handled after it; asked for after the forgetting, so sent.
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id", about: about), NotificationState.Sent);

        Assert.Null(await told.FindAsync(late.NotificationId));
    }

    [Fact]
    public async Task A_link_that_has_expired_is_not_sent_any_more()
    {
        await using var told = await Told.StartAsync();

        var id = await told.AskAsync(NotificationTemplates.PasswordReset, email: "pegawai@contoh.go.id", expires: TimeProvider.System.GetUtcNow().AddMinutes(-1));

        Assert.Equal("expired", (await told.BecomesAsync(id, NotificationState.Suppressed)).Error);
    }

    [Fact]
    public async Task What_has_waited_for_an_address_that_is_none_by_today_s_rule_is_not_sent()
    {
        await using var server = new MailServer();
        await using var told = await Told.StartAsync([.. MailTests.Smtp(server.Port), ("RetryAfter", "00:10:00")]);
        var waits = await told.AskAsync(email: "warga@contoh.id");
        await Eventually.TrueAsync(async () => await told.FindAsync(waits) is { Attempts: 1, State: NotificationState.Waiting }, "it waits for the mail server");

        var older = told.Request(NotificationTemplates.ComplaintReceived, "warga@10.0.0.5", phone: null, Guid.CreateVersion7()).SealedContent;
        await using (var scope = told.Running.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Notifications.Where(row => row.Id == waits)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.SealedContent, older).SetProperty(row => row.DueAt, TimeProvider.System.GetUtcNow()));
        }

        Assert.Equal("no_address", (await told.BecomesAsync(waits, NotificationState.Suppressed)).Error);
    }

    [Fact]
    public async Task Whoever_is_forgotten_gets_nothing_more_and_no_address_of_theirs_is_left()
    {
        await using var server = new MailServer();
        await using var told = await Told.StartAsync([.. MailTests.Smtp(server.Port), ("RetryAfter", "00:10:00")]);
        var about = Guid.CreateVersion7();
        var sent = await told.BecomesAsync(await told.AskAsync(phone: "081234567890", about: about), NotificationState.Sent);
        var waits = await told.AskAsync(email: "warga@contoh.id", about: about);
        await Eventually.TrueAsync(async () => await told.FindAsync(waits) is { Attempts: 1, State: NotificationState.Waiting }, "it waits for the mail server");
        var other = await told.BecomesAsync(await told.AskAsync(phone: "081234567890"), NotificationState.Sent);

        Assert.Equal(2, Directory.GetFiles(told.MailFolder).Length);

        await told.EraseAsync(about);

        Assert.Equal("erased", (await told.BecomesAsync(waits, NotificationState.Suppressed)).Error);
        foreach (var id in new[] { sent.Id, waits })
        {
            var notification = (await told.FindAsync(id))!;
            Assert.Equal((null, null, null), (notification.SealedContent, notification.MaskedRecipient, notification.RecipientHash));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await told.Anybody.GetAsync(new Uri($"/api/notifications/opt-out/{sent.StopCode}", UriKind.Relative))).StatusCode);
        Assert.NotNull((await told.FindAsync(other.Id))!.SealedContent);
        Assert.Contains(other.Id.ToString(), Assert.Single(Directory.GetFiles(told.MailFolder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contents_and_later_whole_messages_go_when_their_time_is_over()
    {
        var time = new SettableTime();
        await using var told = await Told.StartAtAsync(time, ("Retention:MessageContent", "30.00:00:00"), ("Retention:MessageReports", "365.00:00:00"), ("Retention:Interval", "00:00:00.2"));
        var sent = await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id"), NotificationState.Sent);

        time.Advance(TimeSpan.FromDays(31));
        await Eventually.TrueAsync(async () => await told.FindAsync(sent.Id) is { SealedContent: null }, "the content is gone");
        Assert.Empty(Directory.GetFiles(told.MailFolder));
        Assert.Equal(("w***@contoh.id", "Email", false), await ReadAsync(await told.Anybody.GetAsync(new Uri($"/api/notifications/opt-out/{sent.StopCode}", UriKind.Relative))));

        time.Advance(TimeSpan.FromDays(340));
        await Eventually.TrueAsync(async () => await told.FindAsync(sent.Id) is null, "the whole message is gone");
    }

    [Fact]
    public async Task A_message_that_was_stuck_for_years_is_not_sent_to_somebody_who_was_forgotten_meanwhile()
    {
        var time = new SettableTime();
        await using var told = await Told.StartAtAsync(time, ("Retention:MessageReports", "365.00:00:00"), ("Retention:Interval", "00:00:00.2"));
        var about = Guid.CreateVersion7();
        var stuck = told.Request(NotificationTemplates.ComplaintReceived, "warga@contoh.id", phone: null, about);
        var old = await told.BecomesAsync(await told.AskAsync(email: "warga@contoh.id", about: about), NotificationState.Sent);
        await told.EraseAsync(about);
        await Eventually.TrueAsync(async () => await told.FindAsync(old.Id) is { RecipientHash: null }, "they are forgotten");
        time.Advance(TimeSpan.FromDays(3 * 366));
        await Eventually.TrueAsync(async () => await told.FindAsync(old.Id) is null, "what is old is gone");

        await told.PublishAsync(stuck);
        await told.BecomesAsync(await told.AskAsync(email: "lain@contoh.id", about: about), NotificationState.Sent);

        Assert.Null(await told.FindAsync(stuck.NotificationId));
    }

    /// <summary>A clock at this hour of tomorrow, by the region's time.</summary>
    private static SettableTime At(int hour)
    {
        var time = new SettableTime();
        time.Advance(TimeSpan.FromHours(24 + hour) - Night.Zone.ToLocal(time.GetUtcNow()).TimeOfDay);
        return time;
    }

    private static int Hour(DateTimeOffset time) => Night.Zone.ToLocal(time).Hour;

    private static Task TriedOnceAsync(Told told, Guid id)
        => Eventually.TrueAsync(async () => await told.FindAsync(id) is { Attempts: 1, State: NotificationState.Waiting }, "it was tried once");

    private static async Task<(string?, string?, bool)> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            response.EnsureSuccessStatusCode();
            var json = await response.Content.ReadFromJsonAsync<JsonElement>();
            return (json.GetProperty("recipient").GetString(), json.GetProperty("channel").GetString(), json.GetProperty("stopped").GetBoolean());
        }
    }
}
