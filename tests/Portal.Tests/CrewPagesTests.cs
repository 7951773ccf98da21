using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The crew's phone before services that answer what a test says; what its script does is in Platform.Tests/Browser.</summary>
public sealed partial class CrewPagesTests
{
    [Theory]
    [InlineData("Assigned", "accept", "Terima tugas")]
    [InlineData("Accepted", "depart", "Berangkat")]
    [InlineData("EnRoute", "arrive", "Sudah tiba")]
    [InlineData("Arrived", "board complete", "Penumpang naik")]
    [InlineData("Arrived", "complete", "Selesai")]
    public async Task The_crew_has_one_big_button_for_what_comes_next(string state, string legal, string button)
    {
        await using var portal = await RunningPortal.StartAsync();
        var step = legal.Split(' ')[0];
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Canned.Drive(state, legal.Split(' '))));
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/{step}", new { journeyId = Canned.Id, state = "EnRoute", legalSteps = Array.Empty<string>() });
        using var browser = portal.Browser(Roles.Crew);

        var html = await browser.GetStringAsync(new Uri("/kru", UriKind.Relative));
        var shown = StepForm().Matches(html).Where(form => !form.Groups["attributes"].Value.Contains("hidden", StringComparison.Ordinal)).Select(form => form.Groups["step"].Value).ToList();
        Assert.Equal(legal.Split(' '), shown.Where(each => each != "fail"));
        Assert.Contains($"{button}</button>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);

        using var done = await browser.SubmitAsync(html, $"/kru/{Canned.Id}/{step}", ("odometer", "45.012"));
        Assert.True(done.Headers.Location?.ToString() == $"/kru?kabar={step}", await done.Content.ReadAsStringAsync());
        var body = Told(portal);
        Assert.Equal(45_012, body.GetProperty("odometer").GetInt32());
        Assert.True(body.GetProperty("reportId").TryGetGuid(out _));
        // What is done at one stop names it, also without a script.
        var names = step is "arrive" or "board" or "complete";
        Assert.Equal(names ? (Canned.Id, "PickUp") : default, body.TryGetProperty("requestId", out var of) ? (of.GetString()!, body.GetProperty("kind").GetString()!) : default);
    }

    [Fact]
    public async Task Stops_come_in_their_order_with_place_people_telephone_and_what_the_driver_has_to_know()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.Crew).ReadAsync("/kru");
        string[] order = ["Jemput di", "2 orang · kursi roda", Canned.Hostile, "Telepon Ibu Sari", "Antar ke RSUD Gambiran", "Berangkat"];
        Assert.All(order, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Contains("href=\"tel:081200000789\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"geo:-7.8,112?q=-7.8,112\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"geo:0,0?q=RSUD%20Gambiran", page, StringComparison.Ordinal);
        Assert.Contains("terakhir 45.012", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kesehatan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crew_without_journeys_is_told_that_they_come_by_themselves()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List());
        Assert.Contains("Belum ada tugas", await portal.Browser(Roles.Crew).ReadAsync("/kru"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_wrong_goes_to_the_dispatcher_without_javascript()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/fail", new { journeyId = Canned.Id, state = "Failed", waitingAgain = (string[])[Canned.Id] });
        using var done = await portal.Browser(Roles.Crew).FillInAsync("/kru", $"/kru/{Canned.Id}/fail", ("cause", "Breakdown"), ("note", " "));
        Assert.Equal("/kru?kabar=journey-failed", done.Headers.Location?.ToString());
        Assert.Equal("Breakdown", Told(portal).GetProperty("cause").GetString());
        Assert.False(Told(portal).TryGetProperty("note", out _));
    }

    [Fact]
    public async Task An_odometer_that_is_no_number_and_a_step_that_is_refused_are_explained()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/depart", _ => CannedServices.Problem(409, "on_the_road", "Unit ini masih menjalani perjalanan lain."));
        using var browser = portal.Browser(Roles.Crew);
        using var typed = await browser.FillInAsync("/kru", $"/kru/{Canned.Id}/depart", ("odometer", "empat puluh"));
        Assert.Contains("Tulis angka odometer saja", WebUtility.HtmlDecode(await typed.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var refused = await browser.FillInAsync("/kru", $"/kru/{Canned.Id}/depart");
        Assert.Contains("masih menjalani perjalanan lain", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_sends_what_it_kept_with_its_id_and_time_and_is_answered_for_its_script()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/fail", new { journeyId = Canned.Id, state = "Failed" });
        using var browser = portal.Browser(Roles.Crew);
        var opened = await browser.GetFromJsonAsync<JsonElement>("/kru/antrean");
        Assert.Equal("Crew", opened.GetProperty("user").GetString(), ignoreCase: true);
        var report = new { journeyId = Canned.Id, step = "fail", reportId = Canned.HandOffId, at = "2026-11-21T01:02:03Z", cause = "NobodyThere", note = "Pagar terkunci" };

        using var strange = await browser.PostAsJsonAsync("/kru/antrean", report);
        Assert.Equal((400, "form_expired"), ((int)strange.StatusCode, (await strange.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", opened.GetProperty("token").GetString());
        using var told = await browser.PostAsJsonAsync("/kru/antrean", report);
        Assert.Equal("Failed", (await told.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        var body = Told(portal);
        Assert.Equal((Canned.HandOffId, "2026-11-21T01:02:03Z", "NobodyThere", "Pagar terkunci"), (body.GetProperty("reportId").GetString(), body.GetProperty("at").GetString(), body.GetProperty("cause").GetString(), body.GetProperty("note").GetString()));

        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/fail", _ => CannedServices.Problem(400, "invalid_input", "x", ("odometer", "too_far", "Periksa kembali.")));
        using var refused = await browser.PostAsJsonAsync("/kru/antrean", report);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((400, "odometer", "Periksa kembali."), ((int)refused.StatusCode, problem.GetProperty("field").GetString(), problem.GetProperty("detail").GetString()));
        using var unknown = await browser.PostAsJsonAsync("/kru/antrean", report with { step = "../../x" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task A_signature_goes_on_with_its_id_and_time_and_a_photo_by_a_form_where_there_is_no_script()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Canned.Drive("Arrived", ["complete"], fetched: true)));
        var path = $"POST /api/dispatch/journeys/{Canned.Id}/proofs/{Canned.HandOffId}";
        portal.Services.Answer(path, new { id = Canned.HandOffId, journeyId = Canned.Id, kind = "Signature", at = Canned.Now });
        using var browser = portal.Browser(Roles.Crew);
        var token = (await browser.GetFromJsonAsync<JsonElement>("/kru/antrean")).GetProperty("token").GetString();
        using var picture = new ByteArrayContent(Canned.Picture) { Headers = { ContentType = new("image/png") } };
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"/kru/{Canned.Id}/bukti/{Canned.HandOffId}?requestId={Canned.Id}&kind=Signature&at=2026-11-21T01:02:03Z") { Content = picture };

        using var strange = await browser.PostAsync(asked.RequestUri, new ByteArrayContent(Canned.Picture));
        Assert.Equal("form_expired", (await strange.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        asked.Headers.Add("RequestVerificationToken", token);
        using var sent = await browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var passed = portal.Services.Received.Single(request => request.Line == path);
        Assert.Equal($"?requestId={Canned.Id}&kind=Signature&at=2026-11-21T01%3A02%3A03.0000000Z", passed.Query);
        Assert.Equal("image/*", passed.Headers.ContentType.ToString());

        var html = await browser.GetStringAsync(new Uri("/kru", UriKind.Relative));
        Assert.Contains("capture=\"environment\"", html, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Browsing.TokenIn(html)), "__RequestVerificationToken" }, { new StringContent(Canned.HandOffId), "proofId" }, { new StringContent(Canned.Id), "requestId" },
            { new ByteArrayContent(Canned.Picture), "proof", "foto.jpg" },
        };
        using var kept = await browser.PostAsync(new Uri($"/kru/{Canned.Id}/bukti", UriKind.Relative), form);
        Assert.Equal("/kru?kabar=proof-kept", kept.Headers.Location?.ToString());
        using var none = await browser.SubmitAsync(html, $"/kru/{Canned.Id}/bukti");
        Assert.Contains("Pilih fotonya dulu", WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private static JsonElement Told(RunningPortal portal) => JsonDocument.Parse(portal.Services.Received.Last(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body).RootElement;

    [GeneratedRegex("<form (?<attributes>[^>]*data-step=\"(?<step>[a-z]+)\"[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepForm();
}
