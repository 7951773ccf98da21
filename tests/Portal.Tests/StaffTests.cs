using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class StaffTests
{
    [Fact]
    public async Task The_recommended_unit_is_one_press_away_another_needs_a_reason_and_a_busy_one_cannot_be_sent()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.Dispatcher).ReadAsync($"/armada/{Canned.Id}");
        Assert.Contains("Tugaskan Mobmas MB-09", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"alasan-{Canned.Id.Replace('1', '2')}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tugaskan Mobmas MB-03", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/armada", Roles.Dispatcher)]
    [InlineData("/armada/" + Canned.Id, Roles.Dispatcher)]
    [InlineData("/kru", Roles.Crew)]
    public async Task A_trip_whose_details_were_erased_says_so_and_can_still_be_driven(string page, string role)
    {
        await using var portal = await RunningPortal.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        portal.Services.Answer("GET /api/dispatch/requests", CannedServices.List(new
        {
            id = Canned.Id, complaintId = Canned.Id, trackingNumber = (string?)null, purpose = (string?)null, villageCode = Canned.Village, waitingSince = now, passengers = (int?)null, needsWheelchair = (bool?)null, status = "Waiting",
        }));
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(new
        {
            journeyId = Canned.Id, unitId = Canned.Id, unitCode = "MB-09", state = "Accepted", nextState = "EnRoute", trackingNumber = (string?)null, villageCode = Canned.Village,
            latitude = (double?)null, longitude = (double?)null, passengers = (int?)null, needsWheelchair = (bool?)null, assignedAt = now, waitingSince = now,
        }));

        var html = await portal.Browser(role).ReadAsync(page);

        Assert.Contains("rincian dihapus atas permintaan pelapor", html, StringComparison.Ordinal);
        Assert.Contains("Banjaran", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_a_colleague_made_first_is_explained()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/assign", _ => CannedServices.Problem(409, "already_assigned", "Permintaan ini sudah ditugaskan."));
        using var browser = portal.Browser(Roles.Dispatcher);
        using var refused = await browser.FillInAsync($"/armada/{Canned.Id}", $"/armada/{Canned.Id}/tugaskan", ("unitId", Canned.Id));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("baru saja ditugaskan", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        portal.Services.Answer("GET /api/dispatch/requests", CannedServices.List());
        Assert.Contains("Permintaan ini tidak menunggu lagi", await browser.ReadAsync($"/armada/{Canned.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_against_the_recommendation_goes_with_its_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/assign", new { journeyId = Canned.Id, unitId = Canned.Id, state = "Assigned" });
        var unit = Canned.Id.Replace('1', '2');
        using var done = await portal.Browser(Roles.Dispatcher).FillInAsync($"/armada/{Canned.Id}", $"/armada/{Canned.Id}/tugaskan", ("unitId", unit), ("reason", "Awaknya mengenal warga ini"));
        Assert.Equal("/armada?kabar=assigned", done.Headers.Location?.ToString());
        var body = JsonDocument.Parse(portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body).RootElement;
        Assert.Equal("Awaknya mengenal warga ini", body.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("Assigned", "accept", "Terima tugas")]
    [InlineData("Accepted", "depart", "Berangkat")]
    [InlineData("EnRoute", "arrive", "Sudah tiba")]
    [InlineData("Arrived", "complete", "Selesai")]
    public async Task The_crew_has_one_button_for_what_comes_next(string state, string step, string button)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(new
        {
            journeyId = Canned.Id, unitCode = "MB-09", state, trackingNumber = Canned.Number, villageCode = Canned.Village, passengers = 1, needsWheelchair = false, assignedAt = DateTimeOffset.UnixEpoch,
        }));
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/{step}", new { });
        using var browser = portal.Browser(Roles.Crew);
        Assert.Contains(button, await browser.ReadAsync("/kru"), StringComparison.Ordinal);
        using var done = await browser.FillInAsync("/kru", $"/kru/{Canned.Id}/{step}");
        Assert.Equal($"/kru?kabar={step}", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_crew_without_journeys_is_told_that_they_come_by_themselves()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List());
        Assert.Contains("Belum ada tugas", await portal.Browser(Roles.Crew).ReadAsync("/kru"), StringComparison.Ordinal);
    }

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
