using System.Net;
using System.Text;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The leaders' report on a page, as a text and on paper.</summary>
public sealed class ReportPagesTests
{
    [Fact]
    public async Task The_page_holds_the_text_to_forward_and_leads_to_the_days_beside_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Supervisor112);

        var html = await browser.ReadAsync("/laporan?periode=harian&tanggal=2026-11-20");

        Assert.Contains("GET /api/complaints/reports/daily", portal.Services.Received.Select(request => request.Line));
        Assert.Contains(Canned.ReportText, html, StringComparison.Ordinal);
        Assert.Contains("/laporan?periode=harian&tanggal=2026-11-19", html, StringComparison.Ordinal);
        Assert.Contains("/laporan.pdf?periode=harian&tanggal=2026-11-20", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/operator/{Canned.Id}\"", html, StringComparison.Ordinal);
        using var leader = portal.Browser(Roles.Leader);
        Assert.DoesNotContain("/operator/", await leader.ReadAsync("/laporan"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_is_printed_as_one_pdf()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Leader);

        using var answer = await browser.GetAsync(new Uri("/laporan.pdf?periode=mingguan&tanggal=2026-11-20", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("lapor-112-mingguan-2026-11-20.pdf", answer.Content.Headers.ContentDisposition?.FileName);
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf[..5]));
        Assert.True(pdf.Length > 10_000, $"{pdf.Length} bytes are an empty page.");
    }

    [Fact]
    public async Task Where_nothing_prints_the_page_says_what_to_do_instead()
    {
        await using var portal = await RunningPortal.StartAsync(settings: [("Printing:Chromium", "/nowhere/chromium")]);
        using var browser = portal.Browser(Roles.Leader);

        using var answer = await browser.GetAsync(new Uri("/laporan.pdf", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("cetak dari peramban", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
