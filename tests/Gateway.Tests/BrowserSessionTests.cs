using System.Net;
using System.Net.Http.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using PlanningPlatform.Identity.Tests;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Gateway.Tests;

public sealed class BrowserSessionTests : IAsyncLifetime
{
    private const string CookieName = "planning-session";

    private readonly SettableTime time = new();
    private EchoService portal = null!;
    private IdentityService identity = null!;
    private GatewayDoor gateway = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        portal = await EchoService.StartAsync();
        identity = new IdentityService(time: time);
        identity.Listen();
        gateway = Gateway();
        client = gateway.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await identity.DisposeAsync();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task Signing_in_sets_one_cookie_that_scripts_cannot_read_and_leads_to_the_work()
    {
        using var response = await SignInAsync();

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/kerja", response.Headers.Location!.OriginalString);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_city_s_TLS_the_cookie_is_for_https_only()
    {
        await using var door = Gateway().With("Gateway:TrustedProxies", "127.0.0.1");
        using var caller = door.Client();
        caller.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await SignInAsync(caller: caller, origin: $"https://{door.Address.Authority}");
        Assert.Contains("secure", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Pages_get_the_bearer_of_the_session_and_neither_the_cookie_nor_what_the_caller_claims()
    {
        var cookie = await SessionAsync("dispatcher");

        var seen = await PageAsync($"theme=dark; {cookie}", authorization: "Bearer something-else");

        Assert.Equal("dispatcher", NameIn(seen));
        Assert.Equal("theme=dark", seen.Headers["Cookie"]);
        Assert.DoesNotContain("Authorization", (await PageAsync("theme=dark", authorization: "Bearer something-else")).Headers.Keys);
    }

    [Fact]
    public async Task The_interface_takes_bearer_tokens_and_ignores_the_cookie()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/me");
        request.Headers.Add("Cookie", await SessionAsync("dispatcher"));
        using var response = await client.SendAsync(request);
        await response.IsProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_wrong_password_leads_back_to_the_form_with_the_reason_and_what_was_typed()
    {
        using var response = await SignInAsync(password: "bukan ini", returnUrl: "/penugasan?unit=MB-1");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/masuk?error=invalid_credentials&username=crew&returnUrl=%2Fpenugasan%3Funit%3DMB-1", response.Headers.Location!.OriginalString);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_locked_name_is_told_so()
    {
        await using var strict = new IdentityService(time: time).With("Identity:Lockout:Failures", "1");
        strict.Listen();
        await using var door = Gateway().LeadingTo(strict.ClientOptions.BaseAddress.ToString(), "identity");
        using var caller = door.Client();
        using var wrong = await SignInAsync(password: "bukan ini", caller: caller);
        using var locked = await SignInAsync(caller: caller);
        Assert.StartsWith("/masuk?error=locked_out&", locked.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/penugasan?unit=MB-1", "/penugasan?unit=MB-1")]
    [InlineData("https://example.com/", "/kerja")]
    [InlineData("//example.com", "/kerja")]
    [InlineData("/\\example.com", "/kerja")]
    [InlineData("/\t/example.com", "/kerja")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/kerja")]
    [InlineData("javascript:alert(1)", "/kerja")]
    [InlineData("penugasan", "/kerja")]
    [InlineData("", "/kerja")]
    [InlineData("/masuk?error=x", "/kerja")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl, string leadsTo)
    {
        using var response = await SignInAsync(returnUrl: returnUrl);
        Assert.Equal(leadsTo, response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://example.com", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("", "cross-site")]
    [InlineData("", "same-site")]
    public async Task Another_site_can_neither_sign_a_browser_in_nor_out_nor_send_a_form_for_it(string origin, string? fetchSite)
    {
        using var signIn = await SignInAsync(origin: origin, fetchSite: fetchSite);
        await signIn.IsProblemAsync(403, "cross_site");

        var cookie = await SessionAsync("crew");
        using var signOut = await PostAsync("/keluar", cookie, origin, fetchSite);
        await signOut.IsProblemAsync(403, "cross_site");
        using var form = await PostAsync("/penugasan/1/tugaskan", cookie, origin, fetchSite);
        await form.IsProblemAsync(403, "cross_site");
        Assert.Equal("crew", NameIn(await PageAsync(cookie)));
    }

    [Theory]
    [InlineData("/masuk")]
    [InlineData("/masuk/kode")]
    public async Task What_is_no_form_is_told_what_signing_in_takes(string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, page) { Content = JsonContent.Create(new { username = "crew" }) };
        AddOrigin(request, gateway.Address.GetLeftPart(UriPartial.Authority), "same-origin");
        using var answer = await client.SendAsync(request);
        Assert.Equal("Kirim data sebagai application/x-www-form-urlencoded.", (await answer.IsProblemAsync(415, "unsupported_media_type")).Detail);
    }

    [Fact]
    public async Task A_form_of_our_own_page_passes_with_a_session_and_a_resident_s_without_one()
    {
        using var staff = await PostAsync("/penugasan/1/tugaskan", await SessionAsync("crew"), gateway.Address.GetLeftPart(UriPartial.Authority), "same-origin");
        Assert.Equal("crew", NameIn((await staff.Content.ReadFromJsonAsync<Seen>())!));
        using var resident = await PostAsync("/lapor", "antiforgery=abc", "", null);
        Assert.Equal(HttpStatusCode.OK, resident.StatusCode);
    }

    [Fact]
    public async Task A_session_is_renewed_before_its_token_ends_also_when_a_page_asks_ten_times_at_once()
    {
        var cookie = await SessionAsync("crew");
        var first = (await PageAsync(cookie)).Headers["Authorization"];
        time.Advance(TimeSpan.FromMinutes(9));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskPageAsync(cookie)));

        var cookies = answers.Select(CookieOf).ToList();
        var bearers = await Task.WhenAll(answers.Select(async answer => (await answer.Content.ReadFromJsonAsync<Seen>())!.Headers["Authorization"]));
        Assert.Single(bearers.Distinct());
        Assert.NotEqual(first, bearers[0]);
        Assert.DoesNotContain(null, cookies);

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("crew", NameIn(await PageAsync(cookies[^1]!)));
    }

    [Fact]
    public async Task A_renewal_that_got_lost_on_the_way_is_sent_again()
    {
        var cookie = await SessionAsync("crew");
        time.Advance(TimeSpan.FromMinutes(9));
        using var lost = await AskPageAsync(cookie);
        time.Advance(TimeSpan.FromSeconds(45));

        using var again = await AskPageAsync(cookie);

        Assert.NotNull(CookieOf(again));
        Assert.Equal("crew", NameIn((await again.Content.ReadFromJsonAsync<Seen>())!));
    }

    [Fact]
    public async Task A_used_cookie_that_comes_back_after_a_minute_is_a_copy_and_ends_the_session_for_whoever_has_it()
    {
        // Before the clock moves: whether a bearer is still good goes by the machine's.
        using var admin = await identity.BrowserOfAsync("admin", IdentityService.DemoPassword);
        var used = await SessionAsync("crew");
        time.Advance(TimeSpan.FromMinutes(8.1));
        using var renewed = await AskPageAsync(used);
        time.Advance(TimeSpan.FromSeconds(75));

        using var copy = await AskPageAsync(used);

        Assert.Null(CookieOf(copy));
        Assert.DoesNotContain("Authorization", (await copy.Content.ReadFromJsonAsync<Seen>())!.Headers.Keys);
        Assert.DoesNotContain("Authorization", (await PageAsync(CookieOf(renewed)!)).Headers.Keys);

        // Ended at Identity, not only in this gateway's memory.
        await using var other = Gateway(folder: gateway.Folder);
        using var caller = other.Client();
        time.Advance(TimeSpan.FromMinutes(10));
        using var later = await AskPageAsync(CookieOf(renewed)!, caller);
        Assert.DoesNotContain("Authorization", (await later.Content.ReadFromJsonAsync<Seen>())!.Headers.Keys);
        Assert.Single(await admin.AuditAsync("action=session_reused&target=crew"));
    }

    [Fact]
    public async Task A_copy_also_ends_what_was_renewed_twice_since()
    {
        var used = await SessionAsync("crew");
        using var once = await RenewAsync(used);
        using var twice = await RenewAsync(CookieOf(once)!);
        time.Advance(TimeSpan.FromSeconds(75));

        using var copy = await RenewAsync(used);

        Assert.Null(CookieOf(copy));
        Assert.DoesNotContain("Authorization", (await PageAsync(CookieOf(twice)!)).Headers.Keys);
    }

    [Fact]
    public async Task Another_gateway_reads_the_same_cookie_and_bridges_a_renewal_it_knows_nothing_of()
    {
        await using var second = Gateway(folder: gateway.Folder);
        using var caller = second.Client();
        var cookie = await SessionAsync("crew");
        time.Advance(TimeSpan.FromMinutes(9));
        using var renewed = await AskPageAsync(cookie);

        using var bridged = await AskPageAsync(cookie, caller);
        using var next = await AskPageAsync(CookieOf(renewed)!, caller);

        Assert.Equal("crew", NameIn((await bridged.Content.ReadFromJsonAsync<Seen>())!));
        Assert.Equal("crew", NameIn((await next.Content.ReadFromJsonAsync<Seen>())!));
    }

    [Fact]
    public async Task A_session_ends_with_the_working_day()
    {
        var cookie = await SessionAsync("crew");
        time.Advance(TimeSpan.FromHours(13));

        using var response = await AskPageAsync(cookie);

        Assert.DoesNotContain("Authorization", (await response.Content.ReadFromJsonAsync<Seen>())!.Headers.Keys);
        Assert.Contains("expires=Thu, 01 Jan 1970", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task While_the_identity_service_restarts_nobody_is_signed_out()
    {
        using var away = new GatewayDoor(folder: gateway.Folder, time: time).LeadingTo(portal.Address).LeadingTo("http://127.0.0.1:1", "identity");
        using var caller = away.Client();
        var cookie = await SessionAsync("crew");

        time.Advance(TimeSpan.FromMinutes(9));
        using var stillGood = await AskPageAsync(cookie, caller);
        Assert.Equal("crew", NameIn((await stillGood.Content.ReadFromJsonAsync<Seen>())!));

        time.Advance(TimeSpan.FromMinutes(2));
        using var tooLate = await AskPageAsync(cookie, caller);
        await tooLate.IsProblemAsync(503, "service_unavailable");
        Assert.False(tooLate.Headers.Contains("Set-Cookie"));

        Assert.Equal("crew", NameIn(await PageAsync(cookie)));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_also_for_a_copy_of_the_cookie()
    {
        var cookie = await SessionAsync("crew");

        using var signedOut = await PostAsync("/keluar", cookie, "", "same-origin");

        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        Assert.Equal("/", signedOut.Headers.Location!.OriginalString);
        Assert.DoesNotContain("Authorization", (await PageAsync(cookie)).Headers.Keys);
        time.Advance(TimeSpan.FromMinutes(11));
        await using var other = Gateway(folder: gateway.Folder);
        using var caller = other.Client();
        using var later = await AskPageAsync(cookie, caller);
        Assert.DoesNotContain("Authorization", (await later.Content.ReadFromJsonAsync<Seen>())!.Headers.Keys);
    }

    [Fact]
    public async Task Signing_out_also_ends_what_a_renewal_on_its_way_would_bring_back()
    {
        var cookie = await SessionAsync("crew");
        time.Advance(TimeSpan.FromMinutes(9));
        using var onItsWay = await AskPageAsync(cookie);

        using var signedOut = await PostAsync("/keluar", cookie, "", "same-origin");

        Assert.DoesNotContain("Authorization", (await PageAsync(CookieOf(onItsWay)!)).Headers.Keys);
    }

    [Theory]
    [InlineData("rekaan")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_we_did_not_make_is_nobody_and_is_removed(string value)
    {
        using var response = await AskPageAsync($"{CookieName}={value}");
        Assert.DoesNotContain("Authorization", (await response.Content.ReadFromJsonAsync<Seen>())!.Headers.Keys);
        Assert.Contains($"{CookieName}=;", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_outlives_a_restart_of_the_gateway()
    {
        var cookie = await SessionAsync("crew");
        await using var restarted = Gateway(folder: gateway.Folder);
        using var caller = restarted.Client();
        using var response = await AskPageAsync(cookie, caller);
        Assert.Equal("crew", NameIn((await response.Content.ReadFromJsonAsync<Seen>())!));
    }

    [Fact]
    public async Task Too_many_attempts_in_the_browser_are_answered_with_a_page()
    {
        await using var door = Gateway().With("Limits:SignInPerAccount:PerSecond", "0.01").With("Limits:SignInPerAccount:Burst", "1");
        using var caller = door.Client();
        caller.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var first = await SignInAsync(caller: caller);
        using var second = await SignInAsync(caller: caller);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("text/html", second.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task With_two_identity_services_either_signs_in()
    {
        await using var door = Gateway().LeadingTo("http://127.0.0.1:1", "identity").With("services:identity:http:1", identity.ClientOptions.BaseAddress.ToString());
        using var caller = door.Client();
        using var response = await SignInAsync(caller: caller);
        Assert.Equal("/kerja", response.Headers.Location!.OriginalString);
    }

    private GatewayDoor Gateway(string? folder = null)
        => new GatewayDoor(folder, time).LeadingTo(portal.Address).LeadingTo(identity.ClientOptions.BaseAddress.ToString(), "identity");

    private async Task<string> SessionAsync(string username)
    {
        using var response = await SignInAsync(username);
        return CookieOf(response)!;
    }

    private async Task<HttpResponseMessage> SignInAsync(
        string username = "crew", string password = IdentityService.DemoPassword, string returnUrl = "", string? origin = null, string? fetchSite = null, HttpClient? caller = null)
    {
        caller ??= client;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/masuk")
        {
            Content = new FormUrlEncodedContent([new("username", username), new("password", password), new("returnUrl", returnUrl)]),
        };
        AddOrigin(request, origin ?? caller.BaseAddress!.GetLeftPart(UriPartial.Authority), fetchSite);
        return await caller.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string cookie, string origin, string? fetchSite)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Cookie", cookie);
        AddOrigin(request, origin, fetchSite);
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> RenewAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sesi/perbarui");
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }

    private static void AddOrigin(HttpRequestMessage request, string origin, string? fetchSite)
    {
        if (origin.Length > 0)
        {
            request.Headers.Add("Origin", origin);
        }

        if (fetchSite is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }
    }

    private async Task<Seen> PageAsync(string cookie, string? authorization = null)
    {
        using var response = await AskPageAsync(cookie, client, authorization);
        return (await response.Content.ReadFromJsonAsync<Seen>())!;
    }

    private async Task<HttpResponseMessage> AskPageAsync(string cookie, HttpClient? caller = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/kerja");
        request.Headers.Add("Cookie", cookie);
        if (authorization is not null)
        {
            request.Headers.Add("Authorization", authorization);
        }

        return await (caller ?? client).SendAsync(request);
    }

    private static string? CookieOf(HttpResponseMessage response)
        => response.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? cookies.Select(cookie => cookie.Split(';')[0]).SingleOrDefault(cookie => cookie.StartsWith(CookieName + "=", StringComparison.Ordinal) && cookie.Length > CookieName.Length + 1)
            : null;

    private static string NameIn(Seen seen)
        => new JsonWebToken(seen.Headers["Authorization"]["Bearer ".Length..]).GetClaim("preferred_username").Value;
}
