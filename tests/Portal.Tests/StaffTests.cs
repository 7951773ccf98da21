using System.Net;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class StaffTests
{
    [Fact]
    public async Task The_overview_says_its_message_and_shows_the_numbers_behind_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.ProgramManager).ReadAsync("/ringkasan");
        Assert.Contains("12 aduan masih berjalan, 1.460 selesai", page, StringComparison.Ordinal);
        Assert.Contains("Separuh Mobmas tiba dalam 24 menit", page, StringComparison.Ordinal);
        Assert.Contains("4 Mobmas dari target 17", page, StringComparison.Ordinal);
        Assert.Contains("7 usulan warga menunggu dibahas", page, StringComparison.Ordinal);
        Assert.Contains("4 / 17", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_different_passwords_make_no_administrator()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/setup", _ => Results.Json(new { username = "kepala" }, statusCode: 201));
        using var browser = portal.Browser();
        using var refused = await browser.FillInAsync("/setup?token=x", "/setup?token=x", ("username", "kepala"), ("password", "satu kalimat panjang"), ("repeated", "kalimat lain"));
        Assert.Contains("Kedua kata sandi tidak sama", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var made = await browser.FillInAsync("/setup?token=x", "/setup?token=x", ("username", "kepala"), ("password", "satu kalimat panjang"), ("repeated", "satu kalimat panjang"));
        Assert.Equal("/masuk?kabar=account-made&username=kepala", made.Headers.Location?.ToString());
    }
}
