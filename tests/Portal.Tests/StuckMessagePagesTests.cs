using System.Net;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>What an administrator does about messages that got stuck.</summary>
public sealed class StuckMessagePagesTests
{
    private const string One = "/pesan/complaints/" + Canned.Id;

    [Fact]
    public async Task A_message_is_sent_again_and_the_list_says_so()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/stuck-messages/{Canned.Id}/replay", new { id = Canned.Id });

        using var done = await portal.Browser(Roles.Admin).FillInAsync(One, $"{One}/kirim-ulang");

        Assert.Equal("/pesan?kabar=message-replayed", done.Headers.Location?.ToString());
        Assert.Contains("Pesan dikirim ulang", await portal.Browser(Roles.Admin).ReadAsync("/pesan?kabar=message-replayed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarding_needs_a_reason_and_keeps_the_message_in_view_without_one()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/stuck-messages/{Canned.Id}/discard", _ => CannedServices.Problem(400, "invalid_input", "Bagian ini wajib diisi.", ("reason", "required", "Bagian ini wajib diisi.")));

        using var refused = await portal.Browser(Roles.Admin).FillInAsync(One, $"{One}/buang", ("reason", ""));
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Bagian ini wajib diisi.", html, StringComparison.Ordinal);
        Assert.Contains("JourneyStateChanged", html, StringComparison.Ordinal);

        portal.Services.Answer($"POST /api/complaints/stuck-messages/{Canned.Id}/discard", _ => Results.NoContent());
        using var done = await portal.Browser(Roles.Admin).FillInAsync(One, $"{One}/buang", ("reason", "aduan uji"));
        Assert.Equal("/pesan?kabar=message-discarded", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_named_and_hides_nobody_elses_messages()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/monitoring/stuck-messages", _ => Results.StatusCode(503));

        var html = await portal.Browser(Roles.Admin).ReadAsync("/pesan");

        Assert.Contains("Belum menjawab: monitoring", html, StringComparison.Ordinal);
        Assert.Contains("JourneyStateChanged", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_that_could_not_be_published_is_among_them()
    {
        await using var portal = await RunningPortal.StartAsync();
        var message = new { id = Canned.Id, direction = "Outgoing", type = "PlanningPlatform.Notifications.Contracts.NotificationRequested", since = TimeProvider.System.GetUtcNow(), failures = 3, error = "x", replayedAt = (DateTimeOffset?)null, replayedBy = (string?)null };
        portal.Services.Answer("GET /api/identity/stuck-messages", CannedServices.List(message));
        portal.Services.Answer($"GET /api/identity/stuck-messages/{Canned.Id}", new { message, payload = "{}" });
        portal.Services.Answer($"POST /api/identity/stuck-messages/{Canned.Id}/replay", new { id = Canned.Id });

        Assert.Contains("NotificationRequested", await portal.Browser(Roles.Admin).ReadAsync("/pesan"), StringComparison.Ordinal);
        using var done = await portal.Browser(Roles.Admin).FillInAsync($"/pesan/identity/{Canned.Id}", $"/pesan/identity/{Canned.Id}/kirim-ulang");
        Assert.Equal("/pesan?kabar=message-replayed", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_service_that_does_not_exist_has_no_messages()
    {
        await using var portal = await RunningPortal.StartAsync();

        using var answer = await portal.Browser(Roles.Admin).GetAsync(new Uri($"/pesan/gateway/{Canned.Id}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
