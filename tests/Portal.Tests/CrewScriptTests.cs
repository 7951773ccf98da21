using System.Text.Json;
using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Portal.Tests;

/// <summary>What a crew's phone keeps, says and shows while there is no network and when something is refused.</summary>
public sealed class CrewScriptTests(ChromiumOfCrews chromium) : IClassFixture<ChromiumOfCrews>
{
    private const string One = Canned.Id, Other = "0193a000-0000-7000-8000-00000000beef";

    private static readonly string[] Steps = ["accept", "depart", "arrive", "board", "complete", "fail"];

    [Fact]
    public async Task What_is_pressed_without_a_network_names_the_stop_that_it_was_pressed_for()
    {
        await using var portal = await OnTheWayAsync("Accepted", "depart");
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        phone.IsOffline = true;
        foreach (var button in (string[])["Berangkat", "Sudah tiba", "Penumpang naik", "Sudah tiba", "Penumpang naik", "Sudah tiba", "Selesai"])
        {
            await phone.PressAsync(button);
        }

        await phone.ComeBackAsync();

        await Eventually.TrueAsync(() => Task.FromResult(Told(portal).Count == 7), "all seven arrived");
        Assert.Equal(
            [
                "depart", $"arrive {One} PickUp", $"board {One} PickUp", $"arrive {Other} PickUp", $"board {Other} PickUp", $"arrive {One} DropOff", $"complete {One} DropOff",
            ],
            Told(portal).Select(each => $"{each.Step} {Text(each.Body, "requestId")} {Text(each.Body, "kind")}".TrimEnd()));
    }

    [Fact]
    public async Task A_step_for_a_stop_that_is_no_longer_the_next_is_shown_with_its_sentence_and_holds_nothing_up()
    {
        await using var portal = await OnTheWayAsync("EnRoute", "arrive");
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/arrive", _ => CannedServices.Problem(409, "other_stop", "Langkah ini untuk perhentian lain."));
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        phone.IsOffline = true;
        await phone.PressAsync("Sudah tiba");
        await phone.PressAsync("Penumpang naik");
        // Meanwhile whom they were about is no longer on the journey.
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Ride("EnRoute", ["arrive"], Stop(Other, "PickUp"), Stop(Other, "DropOff"))));

        await phone.ComeBackAsync();

        await Expect(phone.Page.GetByText("Langkah ini untuk perhentian lain.")).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Told(portal).Count == 2), "both were sent");
        await phone.Page.ReloadAsync();
        Assert.Equal(["Di jalan"], await StateAsync(phone));
        await phone.PressAsync("Sudah tiba");
        await Eventually.TrueAsync(() => Task.FromResult(Told(portal).Count == 3), "the next stop is told");
        Assert.Equal(Other, Text(Told(portal)[^1].Body, "requestId"));
    }

    [Fact]
    public async Task A_mistyped_odometer_is_put_right_on_the_phone_and_what_came_after_it_follows()
    {
        await using var portal = await OnTheWayAsync("Accepted", "depart");
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/depart", _ => CannedServices.Problem(400, "invalid_input", "x", ("odometer", "too_far", "Angka ini jauh lebih besar.")));
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        phone.IsOffline = true;
        await phone.Page.GetByLabel("Odometer (km)").First.FillAsync("450.130");
        await phone.PressAsync("Berangkat");
        await phone.PressAsync("Sudah tiba");
        await phone.ComeBackAsync();

        var row = phone.Page.Locator("#tertunda li.is-refused");
        await Expect(row).ToContainTextAsync("Angka ini jauh lebih besar.");
        await Expect(phone.Page.GetByText("menunggu langkah sebelumnya")).ToBeVisibleAsync();
        Assert.Equal(["Sudah tiba"], await StateAsync(phone));
        var field = row.GetByLabel("Odometer (km)");
        await Expect(field).ToHaveValueAsync("450130");
        await field.FillAsync("45.013,5");
        await row.GetByRole(AriaRole.Button, new() { Name = "Kirim lagi" }).ClickAsync();
        await Expect(row.GetByText("Tulis angka odometer saja")).ToBeVisibleAsync();
        Assert.Single(Told(portal));
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/depart", new { journeyId = Canned.Id, state = "EnRoute", legalSteps = (string[])["arrive"] });
        await field.FillAsync("45.013");
        await row.GetByRole(AriaRole.Button, new() { Name = "Kirim lagi" }).ClickAsync();

        await Expect(phone.Page.Locator("#tertunda")).ToBeHiddenAsync();
        var told = Told(portal);
        Assert.Equal(["depart", "depart", "arrive"], told.Select(each => each.Step));
        Assert.Equal(Text(told[0].Body, "reportId"), Text(told[1].Body, "reportId"));
        Assert.Equal((450_130, 45_013), (told[0].Body.GetProperty("odometer").GetInt32(), told[1].Body.GetProperty("odometer").GetInt32()));
    }

    [Fact]
    public async Task An_odometer_that_cannot_be_read_is_said_at_its_field_and_nothing_is_kept()
    {
        await using var portal = await OnTheWayAsync("Accepted", "depart");
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        var field = phone.Page.GetByLabel("Odometer (km)").First;
        await field.FillAsync("45.012,5");
        await phone.PressAsync("Berangkat");

        var wrong = phone.Page.Locator("form[data-step=depart]").GetByText("Tulis angka odometer saja");
        await Expect(wrong).ToBeVisibleAsync();
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(["Siap berangkat"], await StateAsync(phone));
        await field.FillAsync("45 012");
        await Expect(wrong).ToBeHiddenAsync();
        await phone.PressAsync("Berangkat");
        await Eventually.TrueAsync(() => Task.FromResult(Told(portal).Count == 1), "it is told");
        Assert.Equal(45_012, Told(portal)[0].Body.GetProperty("odometer").GetInt32());
    }

    [Theory]
    [InlineData("at", "Kirim dengan jam sekarang", "depart", "Berangkat")]
    [InlineData("odometer", "Kirim lagi", "depart", "Berangkat")]
    public async Task A_wrong_clock_and_an_odometer_that_nobody_can_read_are_left_out(string field, string button, string step, string pressed)
    {
        await using var portal = await OnTheWayAsync("Accepted", "depart");
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/{step}", _ => CannedServices.Problem(400, "invalid_input", "x", (field, "wrong", "Perbaiki.")));
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        await phone.Page.GetByLabel("Odometer (km)").First.FillAsync("45013");
        await phone.PressAsync(pressed);
        var row = phone.Page.Locator("#tertunda li.is-refused");
        await Expect(row).ToContainTextAsync("Perbaiki.");
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/{step}", new { journeyId = Canned.Id, state = "EnRoute", legalSteps = (string[])["arrive"] });

        if (field == "odometer")
            await row.GetByLabel("Odometer (km)").FillAsync("");
        await row.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Expect(phone.Page.Locator("#tertunda")).ToBeHiddenAsync();
        var (first, second) = (Told(portal)[0].Body, Told(portal)[1].Body);
        Assert.Equal(Text(first, "reportId"), Text(second, "reportId"));
        Assert.True(first.TryGetProperty(field, out _));
        Assert.False(second.TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("nobody fetched", "Di jalan")]
    [InlineData("one on board", "Membawa penumpang")]
    [InlineData("one brought", "Selesai")]
    public async Task When_one_of_two_was_not_there_the_page_goes_on_as_the_service_does(string others, string state)
    {
        await using var portal = await OnTheWayAsync("Arrived", "board", "complete");
        var (fetched, brought) = (others != "nobody fetched", others == "one brought");
        object[] stops = fetched
            ? [Stop(One, "PickUp", done: true), .. brought ? (object[])[Stop(One, "DropOff")] : [], Stop(Other, "PickUp"), Stop(Other, "DropOff"), .. brought ? (object[])[] : [Stop(One, "DropOff")]]
            : [Stop(Other, "PickUp"), Stop(One, "PickUp"), Stop(Other, "DropOff"), Stop(One, "DropOff")];
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Ride("Arrived", brought ? ["complete"] : ["board", "complete"], stops)));
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        phone.IsOffline = true;
        if (brought)
        {
            await phone.PressAsync("Selesai");
            await phone.PressAsync("Sudah tiba");
        }

        await phone.Page.Locator("summary", new() { HasTextString = "Ada kendala" }).ClickAsync();
        await phone.Page.GetByText("Tidak ada orang di tempat").ClickAsync();
        await phone.Page.Locator("form[data-step=fail] select").SelectOptionAsync(Other);
        await phone.PressAsync("Laporkan kendala");

        Assert.Equal([state], await StateAsync(phone));
        var buttons = phone.Page.Locator(".crew-steps form:visible button");
        Assert.Equal(brought ? [] : ["Sudah tiba"], (await buttons.AllInnerTextsAsync()).Select(text => text.Trim()));
    }

    [Fact]
    public async Task Who_signs_out_is_asked_also_when_a_signature_alone_is_not_sent_yet()
    {
        await using var portal = await OnTheWayAsync("Arrived", "board", "complete");
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        phone.IsOffline = true;
        await phone.Page.Locator("summary", new() { HasTextString = "Tanda tangan atau foto" }).ClickAsync();
        var pad = phone.Page.Locator("canvas.pad");
        await pad.ScrollIntoViewIfNeededAsync();
        await pad.ClickAsync();
        await phone.PressAsync("Simpan tanda tangan");
        await Expect(phone.Page.GetByText("1 langkah menunggu sinyal")).ToBeVisibleAsync();

        await phone.PressAsync("Keluar");
        await Expect(phone.Page.GetByText("1 langkah, tanda tangan, atau foto belum terkirim")).ToBeVisibleAsync();
        Assert.Equal(0, phone.SignOuts);
        Assert.Equal(1, await KeptAsync(phone));
        await phone.PressAsync("Keluar");
        await Expect(phone.Page.GetByText("Sampai jumpa")).ToBeVisibleAsync();
        Assert.Equal((1, 0), (phone.SignOuts, await KeptAsync(phone)));
    }

    [Fact]
    public async Task Who_has_nothing_to_send_signs_out_at_once()
    {
        await using var portal = await OnTheWayAsync("Arrived", "board", "complete");
        await using var phone = await CrewBrowser.OpenAsync(chromium, portal);
        await phone.PressAsync("Keluar");
        await Expect(phone.Page.GetByText("Sampai jumpa")).ToBeVisibleAsync();
        Assert.Equal(1, phone.SignOuts);
    }

    /// <summary>A portal before a journey on which two share the ride, and services that take every step.</summary>
    private static async Task<RunningPortal> OnTheWayAsync(string state, params string[] legal)
    {
        var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Ride(state, legal, Stop(One, "PickUp"), Stop(Other, "PickUp"), Stop(One, "DropOff"), Stop(Other, "DropOff"))));
        foreach (var step in Steps)
        {
            portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/{step}", new { journeyId = Canned.Id, state = "EnRoute", legalSteps = Array.Empty<string>() });
        }

        return portal;
    }

    private static object Ride(string state, string[] legal, params object[] stops) => new
    {
        journeyId = Canned.Id, unitId = Canned.Id, unitCode = "MB-09", state, legalSteps = legal, trackingNumber = Canned.Number, villageCode = Canned.Village, assignedAt = Canned.Now, waitingSince = Canned.Now,
        slotFrom = Canned.Now, slotUntil = Canned.Now.AddHours(1), odometerKilometres = 45_012, stops,
    };

    private static object Stop(string request, string kind, bool done = false)
        => new { requestId = request, kind, trackingNumber = Canned.Number, villageCode = Canned.Village, name = "Gang 2", passengers = 1, needsWheelchair = false, plannedAt = Canned.Now, done, status = "EnRoute", contact = request == One ? "Ibu Sari" : "Pak Budi" };

    /// <summary>What the page says how the journey stands.</summary>
    private static async Task<IReadOnlyList<string>> StateAsync(CrewBrowser phone)
        => [.. (await phone.Page.Locator("[data-journey] [data-chip]:visible").AllInnerTextsAsync()).Select(text => text.Trim())];

    /// <summary>What was told, in order.</summary>
    private static List<(string Step, JsonElement Body)> Told(RunningPortal portal)
        => [.. portal.Services.Received.Where(request => request.Line.StartsWith($"POST /api/dispatch/journeys/{Canned.Id}/", StringComparison.Ordinal))
            .Select(request => (request.Line[(request.Line.LastIndexOf('/') + 1)..], JsonDocument.Parse(request.Body).RootElement))];

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>How many pictures the phone keeps.</summary>
    private static Task<int> KeptAsync(CrewBrowser phone) => phone.Page.EvaluateAsync<int>("""
        new Promise(done => {
          const opening = indexedDB.open("kru");
          opening.onupgradeneeded = () => opening.transaction.abort();
          opening.onerror = () => done(0);
          opening.onsuccess = () => { const asked = opening.result.transaction("bukti").objectStore("bukti").count(); asked.onsuccess = () => { opening.result.close(); done(asked.result); }; };
        })
        """);
}
