using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Messages to people: stopping them, what became of them, their texts.</summary>
public sealed class MessagePagesTests
{
    private const string Stop = "/berhenti/7K2M9QX14TQ8";
    private const string Text = "/kabar/teks/complaint-received/id";

    [Fact]
    public async Task Somebody_stops_messages_with_one_button_and_wants_them_again_with_another()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/notifications/opt-out/7K2M9QX14TQ8", new { recipient = "w***@contoh.id", channel = "Email", stopped = true });
        portal.Services.Answer("DELETE /api/notifications/opt-out/7K2M9QX14TQ8", new { recipient = "w***@contoh.id", channel = "Email", stopped = false });
        using var browser = portal.Browser();
        Assert.Contains("Berhenti mengirim kabar", await browser.ReadAsync(Stop), StringComparison.Ordinal);

        using var stopped = await browser.FillInAsync(Stop, Stop);
        Assert.Contains("Kami tidak akan mengirim kabar lagi ke w***@contoh.id.", WebUtility.HtmlDecode(await stopped.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var resumed = await browser.FillInAsync(Stop, $"{Stop}/lanjut");
        Assert.Contains("Kabar dikirim lagi ke w***@contoh.id.", WebUtility.HtmlDecode(await resumed.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_too_old_says_so()
    {
        await using var portal = await RunningPortal.StartAsync();

        using var answer = await portal.Browser().GetAsync(new Uri("/berhenti/0000000000AB", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_what_became_of_messages_and_sends_one_again()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);
        var html = await browser.ReadAsync("/kabar");
        Assert.Contains("Kabar yang paling lama tertunda", html, StringComparison.Ordinal);
        Assert.Contains("tanpa penyedia", html, StringComparison.Ordinal);
        Assert.Contains("penerima tidak ingin kabar", html, StringComparison.Ordinal);

        portal.Services.Answer($"POST /api/notifications/{Canned.Id}/send-again", new { id = Canned.Id });
        using var done = await browser.FillInAsync("/kabar", $"/kabar/{Canned.Id}/kirim-ulang");
        Assert.Equal("/kabar?kabar=message-sent-again", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_text_is_tried_out_then_saved_with_the_version_that_was_seen()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);

        using var preview = await browser.FillInAsync(Text, Text, ("subject", "Kabar"), ("body", "Isi yang diketik {{link}}"), ("short", "x"), ("step", "preview"));
        Assert.Contains("Isi yang diketik {{link}}", WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("PUT", StringComparison.Ordinal));

        portal.Services.Answer("PUT /api/notifications/texts/complaint-received/id", new { template = "complaint-received" });
        using var saved = await browser.FillInAsync(Text, Text, ("subject", "Kabar"), ("body", "baris 1\r\nbaris 2"), ("short", "x"));
        Assert.Equal("/kabar/teks?kabar=text-edited", saved.Headers.Location?.ToString());
        Assert.Contains("""{"version":3,"subject":"Kabar","body":"baris 1\nbaris 2","short":"x"}""", portal.Services.Received.Last(request => request.Line.StartsWith("PUT", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_text_stands_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("PUT /api/notifications/texts/complaint-received/id", _ => CannedServices.Problem(400, "invalid_input", "", ("body", "missing_placeholder", "Teks ini harus memuat {{link}}.")));

        using var refused = await portal.Browser(Roles.Admin).FillInAsync(Text, Text, ("subject", "Kabar"), ("body", "tanpa tautan"), ("short", "x"));

        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Teks ini harus memuat {{link}}.", html, StringComparison.Ordinal);
        Assert.Contains("tanpa tautan", html, StringComparison.Ordinal);
    }
}
