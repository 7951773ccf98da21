using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task A_service_goes_on_without_a_restart_when_the_next_key_takes_over_on_schedule()
    {
        var time = new SettableTime();
        var now = time.GetUtcNow();
        time.Advance(TimeSpan.FromDays(-90));
        using var identity = new IdentityService(time: time);
        identity.Listen();
        var first = Assert.Single(await KeysAsync(identity));

        time.Advance(now.AddDays(-1).AddSeconds(5) - time.GetUtcNow());
        await KeepHouseAsync(identity);
        Assert.Equal(2, (await KeysAsync(identity)).Count);

        // Five seconds before the new key signs a service meets its first token, which the old one signed.
        time.Advance(now - time.GetUtcNow());
        await using var service = await KeyTests.SomeServiceAsync(identity.ClientOptions.BaseAddress.ToString());
        var before = await identity.SignInAsync("operator112");
        Assert.Equal(first, new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(before.AccessToken).Kid);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, before));

        time.Advance(TimeSpan.FromSeconds(10));
        var after = await identity.SignInAsync("operator112");
        Assert.NotEqual(first, new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(after.AccessToken).Kid);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, after));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, before));

        time.Advance(TimeSpan.FromMinutes(9));
        await KeepHouseAsync(identity);
        Assert.Contains(first, await KeysAsync(identity));
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.DoesNotContain(first, await KeysAsync(identity));
        await KeepHouseAsync(identity);
        Assert.Single(await StoredAsync(identity));
    }

    [Fact]
    public async Task Of_several_instances_one_makes_the_next_key()
    {
        var time = new SettableTime();
        using var one = new IdentityService(demo: false, time: time);
        using var two = new IdentityService(demo: false, folder: one.Folder, time: time);
        _ = (one.Services, two.Services);
        time.Advance(TimeSpan.FromDays(89.5));

        await Task.WhenAll(new[] { one, two, one, two }.Select(KeepHouseAsync));

        Assert.Equal(2, (await StoredAsync(one)).Count);
        Assert.Equal(await KeysAsync(one), await KeysAsync(two));
        await using var scope = one.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<IdentityDb>().Audit.CountAsync(entry => entry.Action == "key_published"));
    }

    [Fact]
    public async Task After_a_leak_the_new_key_signs_at_once_and_services_refuse_whatever_the_old_one_signed()
    {
        using var identity = new IdentityService(demo: false);
        identity.Listen();
        using var admin = await identity.FirstAdministratorAsync();
        await identity.HireAsync(admin, "operator", new { role = "operator112" });
        using var replica = new IdentityService(demo: false, folder: identity.Folder, time: identity.Time);
        await using var service = await KeyTests.SomeServiceAsync(identity.ClientOptions.BaseAddress.ToString());
        var session = await identity.SignInAsync("operator", Staff.Password);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, session));

        using var replaced = await admin.PostAsJsonAsync("/api/identity/keys/replace", new { reason = "cadangan basis data hilang" });

        Assert.Equal(HttpStatusCode.NoContent, replaced.StatusCode);
        Assert.Single(await KeysAsync(replica));
        using var refreshed = await replica.PostAsync("/api/identity/token", new { refreshToken = session.RefreshToken });
        var next = (await refreshed.Content.ReadFromJsonAsync<Tokens>())!;
        await Eventually.TrueAsync(async () => await AskAsync(service, next) == HttpStatusCode.OK, "the service knows the new key");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, session));
        await (await admin.GetAsync("/api/identity/accounts")).IsProblemAsync(401, "unauthenticated");
        using var again = await identity.BrowserOfAsync(Staff.Administrator);
        Assert.Equal("cadangan basis data hilang", Assert.Single(await again.AuditAsync("action=key_replaced")).Text("detail"));
    }

    private static Task KeepHouseAsync(IdentityService identity) => identity.Services.GetRequiredService<Housekeeping>().RunOnceAsync(default);

    private static async Task<IReadOnlyList<string?>> KeysAsync(IdentityService identity)
    {
        using var client = identity.CreateClient();
        return [.. (await client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys").EnumerateArray().Select(key => key.Text("kid"))];
    }

    private static async Task<List<int>> StoredAsync(IdentityService identity)
    {
        await using var scope = identity.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().SigningKeys.Select(key => key.Generation).ToListAsync();
    }

    private static async Task<HttpStatusCode> AskAsync(Microsoft.AspNetCore.Builder.WebApplication service, Tokens tokens)
    {
        using var client = new HttpClient { BaseAddress = new(service.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.AccessToken);
        using var response = await client.GetAsync("/for-operators");
        return response.StatusCode;
    }
}
