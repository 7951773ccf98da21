using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace PlanningPlatform.Identity.Tests;

public sealed class SignInTests : IDisposable
{
    private readonly IdentityService identity = new();

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task The_right_password_gives_a_token_that_says_who_and_in_which_role()
    {
        var tokens = await identity.SignInAsync("operator112");

        var token = new JsonWebToken(tokens.AccessToken);
        Assert.Equal("ES256", token.Alg);
        Assert.Equal("operator112", token.GetClaim("preferred_username").Value);
        Assert.Equal("operator112", token.GetClaim("role").Value);
        Assert.Equal("35.71", token.GetClaim("region").Value);
        Assert.Equal("planningplatform", token.Audiences.Single());
        Assert.Equal(TimeSpan.FromSeconds(tokens.ExpiresIn), token.ValidTo - token.ValidFrom);
        Assert.InRange(tokens.ExpiresIn, 600, 900);
    }

    [Fact]
    public async Task The_crew_of_the_demo_belongs_to_every_unit_and_an_officer_to_one_agency()
    {
        Assert.Equal("*", new JsonWebToken((await identity.SignInAsync("crew")).AccessToken).GetClaim("unit").Value);
        Assert.Equal("DPUPR", new JsonWebToken((await identity.SignInAsync("dinas")).AccessToken).GetClaim("agency").Value);
        Assert.Equal("35.71.02.1012", new JsonWebToken((await identity.SignInAsync("lurah")).AccessToken).GetClaim("region").Value);
    }

    [Fact]
    public async Task Whoever_is_signed_in_can_ask_who_they_are_and_nobody_else_can()
    {
        var tokens = await identity.SignInAsync("dispatcher");
        using var client = identity.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);

        var me = await client.GetFromJsonAsync<JsonElement>("/api/identity/me");

        Assert.Equal("dispatcher", me.GetProperty("username").GetString());
        Assert.Equal("dispatcher", me.GetProperty("roles")[0].GetString());
        using var stranger = identity.CreateClient();
        await (await stranger.GetAsync("/api/identity/me")).IsProblemAsync(401, "unauthenticated");
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", tokens.AccessToken[..^4] + "AAAA");
        await (await stranger.GetAsync("/api/identity/me")).IsProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        using var wrong = await identity.PostAsync("/api/identity/token", new { username = "manager", password = "bukan ini" });
        using var unknown = await identity.PostAsync("/api/identity/token", new { username = "tidak-ada", password = "bukan ini" });

        await wrong.IsProblemAsync(401, "invalid_credentials");
        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
    }

    [Fact]
    public async Task An_unknown_name_takes_about_as_long_as_a_wrong_password()
    {
        using var service = new IdentityService(hashAsInProduction: true).With("Identity:Lockout:Failures", "100");
        await MedianAsync("planner");

        var (known, unknown) = (await MedianAsync("planner"), await MedianAsync("tidak-ada"));

        // One password hash dominates both; without it the unknown name would be ten times as fast.
        Assert.InRange(unknown / known, 0.4, 2.5);

        async Task<double> MedianAsync(string username)
        {
            List<double> times = [];
            for (var i = 0; i < 5; i++)
            {
                var watch = Stopwatch.StartNew();
                using var response = await service.PostAsync("/api/identity/token", new { username, password = "bukan ini" });
                Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            return times.Order().ElementAt(2);
        }
    }

    [Theory]
    [InlineData("inspector", IdentityService.DemoPassword)]
    [InlineData("tidak-ada", "bukan ini")]
    public async Task Repeated_wrong_passwords_lock_the_name_for_a_while_whether_or_not_it_exists(string username, string lastPassword)
    {
        using var service = new IdentityService().With("Identity:Lockout:Failures", "3");
        for (var i = 0; i < 3; i++)
        {
            await (await service.PostAsync("/api/identity/token", new { username, password = "bukan ini" })).IsProblemAsync(401, "invalid_credentials");
        }

        using var locked = await service.PostAsync("/api/identity/token", new { username, password = lastPassword });

        await locked.IsProblemAsync(429, "locked_out");
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        service.Time.Advance(TimeSpan.FromMinutes(6));
        using var afterwards = await service.PostAsync("/api/identity/token", new { username, password = lastPassword });
        Assert.NotEqual(HttpStatusCode.TooManyRequests, afterwards.StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_in_the_same_moment_are_all_counted()
    {
        using var service = new IdentityService().With("Identity:Lockout:Failures", "4");
        using var client = service.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => client.PostAsJsonAsync("/api/identity/token", new { username = "treasurer", password = "bukan ini" })));

        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(8, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Several_replicas_together_look_at_no_more_attempts_than_one()
    {
        using var one = new IdentityService().With("Identity:Lockout:Failures", "4");
        using var two = new IdentityService(folder: one.Folder, time: one.Time).With("Identity:Lockout:Failures", "4");
        await one.SignInAsync("crew");
        await two.SignInAsync("crew");

        // Capitals make no other name of it.
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => (i % 2 == 0 ? one : two).PostAsync("/api/identity/token", new { username = i % 3 == 0 ? "Treasurer" : "treasurer", password = "bukan ini" })));

        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(12, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    // Of IPv6 all addresses of one household are one caller.
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:0:9::1", "2001:db8:0:9:ffff::2")]
    public async Task One_address_that_tries_many_names_is_held_back_and_others_sign_in(string one, string theSame)
    {
        using var service = new IdentityService(hashAsInProduction: true);
        using var warm = await SignInFromAsync("198.51.100.1");

        var crowd = Enumerable.Range(0, 40).Select(i => service.PostAsync("/api/identity/token", new { username = $"siapa{i}", password = "bukan ini" }, from: i % 2 == 0 ? one : theSame)).ToList();
        using var other = await SignInFromAsync("198.51.100.2");

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        var refused = (await Task.WhenAll(crowd)).Where(answer => answer.StatusCode != HttpStatusCode.Unauthorized).ToList();
        // Ten are under way at most; the first may be done before the last is sent.
        Assert.InRange(refused.Count, 10, 30);
        await refused[0].IsProblemAsync(429, "too_many_requests");
        Assert.NotNull(refused[0].Headers.RetryAfter);

        Task<HttpResponseMessage> SignInFromAsync(string address) => service.PostAsync("/api/identity/token", new { username = "operator112", password = IdentityService.DemoPassword }, address);
    }

    [Fact]
    public async Task A_right_password_clears_the_count()
    {
        using var service = new IdentityService().With("Identity:Lockout:Failures", "2");
        for (var i = 0; i < 3; i++)
        {
            using var wrong = await service.PostAsync("/api/identity/token", new { username = "crew", password = "bukan ini" });
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            await service.SignInAsync("crew");
        }
    }

    [Fact]
    public async Task Locking_a_name_does_not_sign_out_whoever_is_at_work()
    {
        using var service = new IdentityService().With("Identity:Lockout:Failures", "1");
        var atWork = await service.SignInAsync("operator112");
        using var wrong = await service.PostAsync("/api/identity/token", new { username = "operator112", password = "bukan ini" });
        await (await service.PostAsync("/api/identity/token", new { username = "operator112", password = IdentityService.DemoPassword })).IsProblemAsync(429, "locked_out");

        using var refreshed = await service.PostAsync("/api/identity/token", new { refreshToken = atWork.RefreshToken });

        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
    }

    [Theory]
    [InlineData("""{"username":"crew"}""", "password")]
    [InlineData("""{"username":"","password":"x"}""", "username")]
    [InlineData("""{"username":7,"password":"x"}""", "username")]
    [InlineData("""{"user":"crew","password":"x"}""", "user")]
    [InlineData("""{"username":"crew","password":"x","refreshToken":"y"}""", "refreshToken")]
    [InlineData("""{"username":"crew","username":"admin","password":"x"}""", "username")]
    [InlineData("""{"username":"\ud800","password":"x"}""", "username")]
    [InlineData("""{"username":"crew\u0000","password":"x"}""", "username")]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    public async Task What_cannot_be_a_sign_in_is_refused_by_the_name_of_its_field(string body, string field)
    {
        using var client = identity.CreateClient();

        using var response = await client.PostAsync("/api/identity/token", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await response.IsProblemAsync(400, "invalid_input");
        Assert.Equal(field, problem.Field);
    }

    [Fact]
    public async Task Refusals_are_worded_in_Indonesian_and_on_request_in_English()
    {
        using var client = identity.CreateClient();
        using var indonesian = await client.PostAsJsonAsync("/api/identity/token", new { username = "crew", password = "bukan ini" });
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var english = await client.PostAsJsonAsync("/api/identity/token", new { username = "crew", password = "bukan ini" });

        Assert.Equal("Nama pengguna atau kata sandi salah.", (await indonesian.IsProblemAsync(401, "invalid_credentials")).Detail);
        Assert.Equal("The user name or the password is wrong.", (await english.IsProblemAsync(401, "invalid_credentials")).Detail);
    }
}
