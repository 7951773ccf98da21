using System.Security.Claims;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class CounterPagesTests
{
    private static readonly (string Name, string Value)[] Report =
        [("villageCode", Canned.Village), ("categoryCode", "ANTAR"), ("description", "Ibu sakit, perlu diantar"), ("visibility", "Anonymous")];

    [Fact]
    public async Task Somebody_who_is_present_goes_home_with_a_slip_and_afterwards_the_counter_has_the_secret_no_more()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.VillageSectionHead);

        using var sent = await browser.FillInAsync("/loket/baru", "/loket/baru", Report);
        Assert.Equal($"/loket/{Canned.Number}/slip", sent.Headers.Location?.ToString());
        var cookie = sent.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("kode=", StringComparison.Ordinal));
        Assert.Contains($"path=/loket/{Canned.Number}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=1800", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        var request = portal.Services.Received.Single(each => each.Line == "POST /api/complaints/counter");
        Assert.True(request.Headers["Idempotency-Key"].ToString().Length >= 16);
        Assert.False(JsonDocument.Parse(request.Body).RootElement.TryGetProperty("channel", out _));

        var slip = await browser.ReadAsync(sent.Headers.Location!.ToString());
        Assert.All((string[])[Canned.Number, Canned.Secret, "Ditangani paling lambat", "src=\"data:image/svg+xml;base64,", "data-print", "js/cetak."], words => Assert.Contains(words, slip, StringComparison.Ordinal));

        using var done = await browser.FillInAsync($"/loket/{Canned.Number}/slip", $"/loket/{Canned.Number}/selesai");
        Assert.Equal("/loket", done.Headers.Location?.ToString());
        using var gone = await browser.GetAsync(new Uri($"/loket/{Canned.Number}/slip", UriKind.Relative));
        Assert.Equal("/loket", gone.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_slip_is_there_while_the_service_that_knows_the_date_is_away()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.NeighbourhoodOfficer);
        using var sent = await browser.FillInAsync("/loket/baru", "/loket/baru", Report);
        portal.Services.Answer($"GET /api/complaints/track/{Canned.Number}", _ => CannedServices.Problem(503, "unreachable"));
        Assert.Contains(Canned.Secret, await browser.ReadAsync(sent.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counter_lists_what_its_officer_took_in()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.VillageHead).ReadAsync("/loket");
        Assert.All((string[])[Canned.Number, "Perlu diantar kontrol / terapi", "Banjaran", "Diteruskan", "href=\"/loket/baru\""], words => Assert.Contains(words, page, StringComparison.Ordinal));

        portal.Services.Answer("GET /api/complaints/counter", CannedServices.List());
        Assert.Contains("Belum ada laporan yang Anda terima", await portal.Browser(Roles.VillageHead).ReadAsync("/loket"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_begins_with_the_officers_own_village_and_speaks_of_somebody_else()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.BrowserOf("kasi", new Claim("role", Roles.VillageSectionHead), new Claim("grant", $"{Roles.VillageSectionHead} region={Canned.Village}"), new Claim("region", Canned.Village)).ReadAsync("/loket/baru");
        Assert.Contains($"value=\"{Canned.Village}\" selected", page, StringComparison.Ordinal);
        Assert.Contains("Warga sudah membaca, atau dibacakan,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Saya sudah membaca", page, StringComparison.Ordinal);
        // A draft would show the next person what the one before told; and the office's place is not where it happened.
        Assert.DoesNotContain("data-draft", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-locate", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_counter_too_a_refusal_stands_beside_its_field_and_what_is_the_same_is_offered()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.VillageHead);
        portal.Services.Answer("POST /api/complaints/counter", _ => CannedServices.Problem(400, "invalid_input", "", ("reporter.privacyNotice", "required", "Centang.")));
        using var refused = await browser.FillInAsync("/loket/baru", "/loket/baru", [.. Report, ("reporter.phone", "0800-111"), ("address.street", Canned.Hostile)]);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("id=\"reporter.privacyNotice-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("Centang bahwa warga sudah membaca", html, StringComparison.Ordinal);
        Assert.Contains("action=\"/loket/baru\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);

        portal.Services.Answer("POST /api/complaints/similar", CannedServices.List(new
        {
            trackingNumber = "ADU-SAMA-0001", status = "Received", text = "Sama", villageCode = Canned.Village, street = (string?)null, receivedAt = Canned.Now, reason = "di kelurahan yang sama", score = 0.9, affected = 1,
        }));
        using var offered = await browser.FillInAsync("/loket/baru", "/loket/baru", Report);
        Assert.Contains("Bacakan kepada warga", await offered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
