using System.Net;
using System.Net.Http.Json;
using PlanningPlatform.Identity.Tests;

namespace PlanningPlatform.Gateway.Tests;

public sealed class LimitTests : IAsyncLifetime
{
    private EchoService echo = null!;

    public async Task InitializeAsync() => echo = await EchoService.StartAsync();

    public async Task DisposeAsync() => await echo.DisposeAsync();

    [Fact]
    public async Task Too_many_requests_is_a_problem_that_says_when_to_come_back()
    {
        await using var gateway = Slow("Address", burst: 2);
        using var client = gateway.Client();
        await AllowsAsync(2, () => client.GetAsync("/api/complaints"));

        using var refused = await client.GetAsync("/api/complaints");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var english = await client.GetAsync("/api/complaints");

        Assert.StartsWith("Terlalu banyak permintaan", (await refused.IsProblemAsync(429, "too_many_requests")).Detail, StringComparison.Ordinal);
        Assert.StartsWith("Too many requests", (await english.IsProblemAsync(429, "too_many_requests")).Detail, StringComparison.Ordinal);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Headers_and_addresses_that_are_too_long_are_problems_too()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();
        using var heavy = new HttpRequestMessage(HttpMethod.Get, "/api/complaints");
        heavy.Headers.Add("X-Heavy", new string('x', 40_000));

        using var headers = await client.SendAsync(heavy);
        using var address = await client.GetAsync($"/api/complaints?status={new string('x', 10_000)}");

        await headers.IsProblemAsync(431, "headers_too_large");
        await address.IsProblemAsync(414, "address_too_long");
    }

    [Fact]
    public async Task Each_credential_has_its_own_allowance_apart_from_the_address()
    {
        await using var gateway = Slow("Credential", burst: 2);
        using var client = gateway.Client();

        await AllowsAsync(2, () => GetAsync(client, "/api/complaints", bearer: "satu"));
        await RefusesAsync(() => GetAsync(client, "/api/complaints", bearer: "satu"));
        await AllowsAsync(2, () => GetAsync(client, "/api/complaints", bearer: "dua"));
        await AllowsAsync(1, () => client.GetAsync("/api/complaints"));
    }

    [Fact]
    public async Task Made_up_credentials_and_tracking_numbers_end_at_the_limit_of_the_address()
    {
        await using var gateway = Slow("Everything", burst: 4);
        using var client = gateway.Client();

        await AllowsAsync(2, i => GetAsync(client, "/api/complaints", bearer: $"rekaan {i}"));
        await AllowsAsync(2, i => client.GetAsync($"/api/complaints/track/REKAAN-{i}"));
        await RefusesAsync(() => GetAsync(client, "/api/complaints", bearer: "rekaan lagi"));
    }

    [Fact]
    public async Task Each_tracking_number_has_its_own_allowance()
    {
        await using var gateway = Slow("TrackingNumber", burst: 3);
        using var client = gateway.Client();

        await AllowsAsync(3, () => client.GetAsync("/api/complaints/track/KDR-1"));
        await RefusesAsync(() => client.GetAsync("/api/complaints/track/kdr-1"));
        await AllowsAsync(3, () => client.GetAsync("/api/complaints/track/KDR-2"));
        await AllowsAsync(3, () => client.GetAsync("/api/proposals/track/USL-2"));
    }

    [Theory]
    [InlineData("/api/complaints/track/KDR-1", "X-Tracking-Secret")]
    [InlineData("/api/mobile-units/bookings/MBM-1", "X-Tracking-Phone")]
    [InlineData("/api/mobile-units/bookings/MBM-1/personal-data", "X-Tracking-Phone")]
    public async Task Whoever_guesses_what_opens_a_number_uses_up_nothing_of_whoever_holds_it(string path, string header)
    {
        await using var gateway = Slow("TrackingNumber", burst: 3);
        using var client = gateway.Client();

        await AllowsAsync(20, guess => OpenAsync($"tebakan {guess}"));
        await AllowsAsync(3, () => OpenAsync("yang benar"));
        await RefusesAsync(() => OpenAsync("yang benar"));

        async Task<HttpResponseMessage> OpenAsync(string with)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { header, with } } };
            return await client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Wrong_tracking_attempts_are_not_limited_here()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();

        for (var i = 0; i < 40; i++)
        {
            using var response = await client.GetAsync("/api/complaints/track/unknown");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_town_behind_one_address_can_lodge_two_hundred_complaints_at_once()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.PostAsJsonAsync("/api/complaints", new { })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_storm_of_reading_keeps_no_complaint_out()
    {
        await using var gateway = Slow("Address", burst: 1);
        using var client = gateway.Client();
        await AllowsAsync(1, () => client.GetAsync("/api/complaints"));
        await RefusesAsync(() => client.GetAsync("/api/complaints"));

        await AllowsAsync(20, () => client.PostAsJsonAsync("/api/complaints", new { }));
        await AllowsAsync(20, () => client.PostAsJsonAsync("/api/proposals", new { }));
        await AllowsAsync(20, () => client.PostAsync("/api/complaints/photos", new ByteArrayContent([1])));
        await AllowsAsync(20, () => client.PostAsync("/lapor", new ByteArrayContent([1])));
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_limited_per_user_name()
    {
        await using var gateway = Slow("SignInPerAccount", burst: 2);
        using var client = gateway.Client();

        await AllowsAsync(2, () => client.PostAsJsonAsync("/api/identity/token", new { username = "crew", password = "x" }));
        await RefusesAsync(() => client.PostAsJsonAsync("/api/identity/token", new { username = " CREW ", password = "x" }));
        await RefusesAsync(() => client.PostAsJsonAsync("/api/identity/token", new { Username = "crew", password = "x" }));
        await AllowsAsync(2, () => client.PostAsJsonAsync("/api/identity/token", new { username = "admin", password = "x" }));
        await AllowsAsync(5, () => client.PostAsJsonAsync("/api/identity/token", new { refreshToken = "x" }));
    }

    [Fact]
    public async Task Who_says_that_a_password_is_forgotten_is_limited_too_and_the_form_reaches_the_portal_whole()
    {
        await using var gateway = Slow("SignInPerAccount", burst: 2);
        using var client = gateway.Client();
        await AllowsAsync(2, () => client.PostAsJsonAsync("/api/identity/password-forgotten", new { username = "crew" }));
        await RefusesAsync(() => client.PostAsJsonAsync("/api/identity/password-forgotten", new { username = "crew" }));

        var form = new Dictionary<string, string> { ["username"] = "admin", ["__RequestVerificationToken"] = "x" };
        using var first = await client.PostAsync("/lupa", new FormUrlEncodedContent(form));
        Assert.Equal((await new FormUrlEncodedContent(form).ReadAsByteArrayAsync()).Length, (await first.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);
        await AllowsAsync(1, () => client.PostAsync("/lupa", new FormUrlEncodedContent(form)));
        await RefusesAsync(() => client.PostAsync("/lupa", new FormUrlEncodedContent(form)));
    }

    [Theory]
    [InlineData("/undangan")]
    [InlineData("/setup")]
    public async Task Links_used_are_limited_per_address_and_their_form_reaches_the_portal_whole(string page)
    {
        await using var gateway = Slow("SignInPerAddress", burst: 2);
        using var client = gateway.Client();
        var form = new Dictionary<string, string> { ["password"] = "satu kalimat panjang", ["__RequestVerificationToken"] = "x" };

        using var first = await client.PostAsync($"{page}?token=x", new FormUrlEncodedContent(form));
        Assert.Equal((await new FormUrlEncodedContent(form).ReadAsByteArrayAsync()).Length, (await first.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);
        await AllowsAsync(1, () => client.PostAsync($"{page}?token=x", new FormUrlEncodedContent(form)));
        await RefusesAsync(() => client.PostAsync($"{page}?token=x", new FormUrlEncodedContent(form)));
        await AllowsAsync(3, () => client.GetAsync($"{page}?token=x"));
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_limited_per_address_too()
    {
        await using var gateway = Slow("SignInPerAddress", burst: 3);
        using var client = gateway.Client();

        await AllowsAsync(3, i => client.PostAsJsonAsync("/api/identity/token", new { username = $"nama{i}", password = "x" }));
        await RefusesAsync(() => client.PostAsJsonAsync("/api/identity/token", new { username = "lain", password = "x" }));
        await AllowsAsync(3, () => client.GetAsync("/api/identity/me"));
    }

    /// <summary>Identity lets fifty wait; above that it turns everybody away.</summary>
    [Fact]
    public async Task An_office_signs_in_at_once_and_still_no_address_fills_what_Identity_can_check()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();

        var office = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => client.PostAsJsonAsync("/api/identity/token", new { username = $"nama{i}", password = "x" })));

        Assert.InRange(office.Count(answer => answer.IsSuccessStatusCode), 40, 50);
    }

    [Fact]
    public async Task A_class_signs_in_with_one_demo_account_and_a_name_is_tried_no_oftener()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();

        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.PostAsJsonAsync("/api/identity/token", new { username = "crew", password = "x" })));

        Assert.InRange(tries.Count(answer => answer.IsSuccessStatusCode), 20, 25);
    }

    [Fact]
    public async Task The_body_of_a_sign_in_reaches_the_service_as_it_came_also_when_it_is_nonsense()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();
        foreach (var body in (string[])["{\"username\":\"crew\",\"password\":\"x\"}", "{\"username\":", "[1]", "", "{\"username\":\"\\ud800\"}"])
        {
            using var response = await client.PostAsync("/api/identity/token", new StringContent(body));
            Assert.Equal(body.Length, (await response.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);
        }

        using var large = await client.PostAsync("/api/identity/token", new ByteArrayContent(new byte[20_000]));
        await large.IsProblemAsync(413, "too_large");
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();
        var form = new StringContent("bukan formulir");
        form.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "xyz") } };

        using var response = await client.PostAsync("/masuk", form);

        await response.IsProblemAsync(400, "unreadable");
    }

    [Fact]
    public async Task Each_tracker_has_its_own_allowance_behind_one_address_and_a_flood_from_one_is_turned_away_in_plain_text()
    {
        await using var gateway = Slow("Device", burst: 3).With("Limits:Positions:PerSecond", "0.01").With("Limits:Positions:Burst", "2");
        using var client = gateway.Client();

        await AllowsAsync(3 * 200, i => client.GetAsync($"/osmand?id=alat-{i % 200}&lat=-7.8&lon=112"));
        using var flood = await client.GetAsync("/osmand?id=alat-7&lat=-7.8&lon=112");
        await IsPlainAsync(flood, 429, "too_many_requests");
        Assert.NotNull(flood.Headers.RetryAfter);
        await AllowsAsync(2, () => client.PostAsync("/osmand", new StringContent("{}")));
        using var strangers = await client.PostAsync("/osmand", new StringContent("{}"));
        await IsPlainAsync(strangers, 429, "too_many_requests");
    }

    [Fact]
    public async Task Two_hundred_trackers_behind_one_carrier_say_where_they_are_each_second_and_made_up_ones_end_at_the_limit_of_the_address()
    {
        await using (var usual = new GatewayDoor().LeadingTo(echo.Address))
        {
            using var carrier = usual.Client();
            // Ten seconds of it at once.
            var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(async i =>
            {
                using var answer = await carrier.GetAsync($"/osmand?id=alat-{i % 200}&lat=-7.8&lon=112");
                return answer.StatusCode;
            }));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        }

        await using var gateway = Slow("Everything", burst: 5);
        using var client = gateway.Client();
        await AllowsAsync(5, i => client.GetAsync($"/osmand?id=rekaan-{i}"));
        using var refused = await client.GetAsync("/osmand?id=rekaan-lagi");
        await IsPlainAsync(refused, 429, "too_many_requests");
    }

    [Fact]
    public async Task What_is_too_large_for_a_tracker_is_refused_in_plain_text_also_to_a_browser()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address);
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var refused = await client.PostAsync("/osmand", new ByteArrayContent(new byte[3 * 1024 * 1024]));

        await IsPlainAsync(refused, 413, "too_large");
    }

    private static async Task IsPlainAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal((status, "text/plain"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.EndsWith($" ({code})\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A gateway where one allowance does not grow again within a test.</summary>
    private GatewayDoor Slow(string limit, int burst)
        => new GatewayDoor().LeadingTo(echo.Address).With($"Limits:{limit}:PerSecond", "0.01").With($"Limits:{limit}:Burst", $"{burst}");

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", $"Bearer {bearer}");
        return await client.SendAsync(request);
    }

    private static Task AllowsAsync(int times, Func<Task<HttpResponseMessage>> ask) => AllowsAsync(times, _ => ask());

    private static async Task AllowsAsync(int times, Func<int, Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await ask(i);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, response.StatusCode);
        }
    }

    private static async Task RefusesAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var response = await ask();
        await response.IsProblemAsync(429, "too_many_requests");
    }
}
