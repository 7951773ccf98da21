using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Tests;

public sealed class FirstAdministratorTests : IDisposable
{
    private const string Password = "sungai brantas pagi";

    private readonly IdentityService identity = new(demo: false);

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task The_link_makes_the_first_administrator_and_disappears()
    {
        var token = identity.SetupToken();

        using var made = await SetUpAsync(token);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.False(File.Exists(identity.SetupLinkFile));
        var access = new JsonWebToken((await identity.SignInAsync("kepala.diskominfo", Password)).AccessToken);
        Assert.Equal("admin", access.GetClaim("role").Value);
    }

    [Fact]
    public void Only_the_owner_of_the_file_can_read_the_link()
    {
        identity.SetupToken();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(identity.SetupLinkFile));
        }
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var token = identity.SetupToken();
        using var first = await SetUpAsync(token);

        using var second = await SetUpAsync(token, "orang.kedua");

        await second.IsProblemAsync(409, "setup_link_used");
        using var signIn = await identity.PostAsync("/api/identity/token", new { username = "orang.kedua", password = Password });
        Assert.Equal(HttpStatusCode.Unauthorized, signIn.StatusCode);
    }

    [Fact]
    public async Task Of_many_who_use_the_link_in_the_same_moment_one_becomes_administrator()
    {
        var token = identity.SetupToken();
        using var client = identity.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => client.PostAsJsonAsync("/api/identity/setup", new { token, username = $"calon{i}", password = Password })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task The_link_expires_after_half_an_hour()
    {
        var token = identity.SetupToken();
        identity.Time.Advance(TimeSpan.FromMinutes(31));

        using var late = await SetUpAsync(token);

        await late.IsProblemAsync(410, "setup_link_expired");
    }

    [Fact]
    public async Task The_link_says_what_it_is_worth_before_anything_is_typed_and_is_not_used_up_by_that()
    {
        var token = identity.SetupToken();

        Assert.Equal(HttpStatusCode.NoContent, (await CheckAsync(token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await CheckAsync(token)).StatusCode);
        await (await CheckAsync("bukan-tautan")).IsProblemAsync(404, "setup_link_unknown");
        identity.Time.Advance(TimeSpan.FromMinutes(31));
        await (await CheckAsync(token)).IsProblemAsync(410, "setup_link_expired");
        using var restarted = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time);
        var renewed = restarted.SetupToken();
        using var made = await SetUpAsync(renewed);
        await (await CheckAsync(renewed)).IsProblemAsync(409, "setup_link_used");

        async Task<HttpResponseMessage> CheckAsync(string link)
        {
            var answer = await identity.CheckAsync("/api/identity/setup", link);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            return answer;
        }
    }

    [Fact]
    public async Task Where_there_is_an_administrator_an_expired_link_says_so_before_and_when_it_is_used()
    {
        var token = identity.SetupToken();
        using var made = await SetUpAsync(token);
        await using (var scope = identity.Services.CreateAsyncScope())
        {
            // As if the administrator had come by another way, and nobody had used the link.
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().SetupTokens.ExecuteUpdateAsync(change => change.SetProperty(stored => stored.UsedAt, (DateTimeOffset?)null));
        }

        await BothAnswerUsedAsync();
        identity.Time.Advance(TimeSpan.FromMinutes(31));
        await BothAnswerUsedAsync();

        async Task BothAnswerUsedAsync()
        {
            await (await identity.CheckAsync("/api/identity/setup", token)).IsProblemAsync(409, "setup_link_used");
            await (await SetUpAsync(token, "orang.kedua")).IsProblemAsync(409, "setup_link_used");
        }
    }

    [Fact]
    public async Task The_next_start_renews_the_link_and_the_old_one_is_void()
    {
        var old = identity.SetupToken();
        identity.Time.Advance(TimeSpan.FromMinutes(31));
        using var restarted = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time);
        var renewed = restarted.SetupToken();

        await (await SetUpAsync(old)).IsProblemAsync(404, "setup_link_unknown");
        using var made = await SetUpAsync(renewed);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task With_an_administrator_no_start_offers_a_link()
    {
        using var made = await SetUpAsync(identity.SetupToken());

        using var restarted = new IdentityService(demo: false, folder: identity.Folder);
        _ = restarted.Services;

        Assert.False(File.Exists(restarted.SetupLinkFile));
    }

    [Fact]
    public void The_demo_offers_no_link_and_its_administrator_does_not_count_once_it_is_off()
    {
        using var demo = new IdentityService();
        _ = demo.Services;
        Assert.False(File.Exists(demo.SetupLinkFile));

        using var real = new IdentityService(demo: false, folder: demo.Folder);

        Assert.NotEmpty(real.SetupToken());
    }

    [Theory]
    [InlineData("pendek", "too_short")]
    [InlineData("Kepala.Diskominfo", "same_as_username")]
    [InlineData("aaaaaaaaaaaaaaaa", "too_simple")]
    public async Task A_weak_password_is_refused_with_the_reason_and_the_link_stays_good(string password, string code)
    {
        var token = identity.SetupToken();

        using var refused = await SetUpAsync(token, password: password);

        await refused.IsProblemAsync(400, "invalid_input");
        Assert.Contains($"\"{code}\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var made = await SetUpAsync(token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task A_name_with_characters_nobody_can_type_is_refused_and_the_link_stays_good()
    {
        var token = identity.SetupToken();
        using var refused = await SetUpAsync(token, "kepala dinas!");
        Assert.Equal("username", (await refused.IsProblemAsync(400, "invalid_input")).Field);
        using var made = await SetUpAsync(token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private Task<HttpResponseMessage> SetUpAsync(string token, string username = "kepala.diskominfo", string password = Password)
        => identity.PostAsync("/api/identity/setup", new { token, username, password });
}
