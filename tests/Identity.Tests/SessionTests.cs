using System.Net;
using System.Net.Http.Json;

namespace PlanningPlatform.Identity.Tests;

public sealed class SessionTests : IDisposable
{
    private readonly IdentityService identity = new();

    public void Dispose() => identity.Dispose();

    [Fact]
    public async Task A_refresh_token_gives_the_next_pair_and_works_once()
    {
        var first = await identity.SignInAsync("crew");
        var second = await RefreshAsync(first.RefreshToken);

        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        await IsRefusedAsync(first.RefreshToken);
        await RefreshAsync(second.RefreshToken);
    }

    [Fact]
    public async Task Of_many_refreshes_in_the_same_moment_one_gets_the_next_pair()
    {
        var tokens = await identity.SignInAsync("crew");
        using var client = identity.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => client.PostAsJsonAsync("/api/identity/token", new { refreshToken = tokens.RefreshToken })));

        var winner = await answers.Single(answer => answer.IsSuccessStatusCode).Content.ReadFromJsonAsync<Tokens>();
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        await RefreshAsync(winner!.RefreshToken);
    }

    [Fact]
    public async Task A_used_token_that_comes_back_much_later_ends_the_whole_session()
    {
        var stolen = await identity.SignInAsync("manager");
        var other = await identity.SignInAsync("manager");
        var next = await RefreshAsync(stolen.RefreshToken);
        identity.Time.Advance(TimeSpan.FromMinutes(5));

        await IsRefusedAsync(stolen.RefreshToken);

        await IsRefusedAsync(next.RefreshToken);
        await RefreshAsync(other.RefreshToken);
    }

    [Fact]
    public async Task A_session_ends_twelve_hours_after_signing_in_however_often_it_was_refreshed()
    {
        var tokens = await identity.SignInAsync("crew");
        for (var hours = 0; hours < 11; hours++)
        {
            identity.Time.Advance(TimeSpan.FromHours(1));
            tokens = await RefreshAsync(tokens.RefreshToken);
        }

        identity.Time.Advance(TimeSpan.FromHours(1.1));
        await IsRefusedAsync(tokens.RefreshToken);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_says_nothing_about_unknown_tokens()
    {
        var first = await identity.SignInAsync("crew");
        var second = await RefreshAsync(first.RefreshToken);

        using var signedOut = await identity.PostAsync("/api/identity/revoke", new { refreshToken = first.RefreshToken });
        using var unknown = await identity.PostAsync("/api/identity/revoke", new { refreshToken = "tidak-dikenal" });

        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, unknown.StatusCode);
        await IsRefusedAsync(second.RefreshToken);
    }

    [Fact]
    public async Task Neither_tokens_nor_passwords_can_be_read_in_the_database()
    {
        var tokens = await identity.SignInAsync("crew");
        var stored = await identity.Database.EverythingStoredAsync();

        Assert.DoesNotContain(tokens.RefreshToken, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(tokens.AccessToken, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(IdentityService.DemoPassword, stored, StringComparison.Ordinal);
        Assert.Contains("crew", stored, StringComparison.Ordinal);
    }

    private async Task<Tokens> RefreshAsync(string refreshToken)
    {
        using var response = await identity.PostAsync("/api/identity/token", new { refreshToken });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Tokens>())!;
    }

    private async Task IsRefusedAsync(string refreshToken)
    {
        using var response = await identity.PostAsync("/api/identity/token", new { refreshToken });
        await response.IsProblemAsync(401, "invalid_refresh_token");
    }
}
