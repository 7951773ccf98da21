using System.Net;

namespace PlanningPlatform.Portal.Tests;

/// <summary>A mail a day about an area: asking for it, confirming, stopping.</summary>
public sealed class AlertPagesTests
{
    private const string Link = "/langganan/7K2M9QX14TQ8";
    private const string Api = "/api/complaints/alerts";

    [Fact]
    public async Task Somebody_asks_for_alerts_about_a_village_and_is_told_to_look_into_their_mail()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}", new { area = "Kelurahan Banjaran" });
        using var browser = portal.Browser();
        var form = await browser.ReadAsync($"/langganan?wilayah={Canned.Village}");
        Assert.Contains($"<option value=\"{Canned.Village}\" selected>", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"35.71\">Seluruh Kota Kediri</option>", form, StringComparison.Ordinal);
        Assert.Contains("Seluruh Kecamatan Pesantren", form, StringComparison.Ordinal);

        using var asked = await browser.FillInAsync("/langganan", "/langganan", ("email", " warga@contoh.id "), ("area", Canned.Village), ("privacyNotice", ServiceDefaults.PrivacyNotice.Version));

        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("Bila alamat itu belum berlangganan kabar Kelurahan Banjaran", page, StringComparison.Ordinal);
        Assert.DoesNotContain("warga@contoh.id", page, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"email":"warga@contoh.id","area":"{{Canned.Village}}","privacyNotice":"{{ServiceDefaults.PrivacyNotice.Version}}"}""",
            portal.Services.Received.Single(request => request.Line == $"POST {Api}").Body);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}", _ => CannedServices.Problem(400, "invalid_input", "x", ("email", "no_email", "Ini bukan alamat surel."), ("privacyNotice", "required", "Baca dahulu.")));

        using var refused = await portal.Browser().FillInAsync("/langganan", "/langganan", ("email", Canned.Hostile), ("area", Canned.Village));

        var html = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"email-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"privacyNotice-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{Canned.Village}\" selected>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_the_mail_confirms_by_a_button_and_stops_by_another()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/7K2M9QX14TQ8/confirm", new { area = Canned.Village, areaName = "Kelurahan Banjaran", confirmed = true });
        portal.Services.Answer($"POST {Api}/7K2M9QX14TQ8/stop", _ => Microsoft.AspNetCore.Http.Results.NoContent());
        using var browser = portal.Browser();
        Assert.Contains("konfirmasi kabar harian tentang Kelurahan Banjaran", (await browser.ReadAsync(Link)).Replace("mengonfirmasi", "konfirmasi", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));

        using var confirmed = await browser.FillInAsync(Link, $"{Link}/konfirmasi");
        Assert.Contains("Langganan kabar Kelurahan Banjaran aktif", WebUtility.HtmlDecode(await confirmed.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var stopped = await browser.FillInAsync(Link, $"{Link}/berhenti");
        Assert.Contains("Langganan berhenti", WebUtility.HtmlDecode(await stopped.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_any_more_says_so()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri("/langganan/0000", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
