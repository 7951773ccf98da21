using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Tests;

public sealed class KeyTests
{
    [Fact]
    public async Task A_service_accepts_the_token_by_the_published_keys_and_lets_in_its_roles_only()
    {
        using var identity = new IdentityService();
        identity.Listen();
        await using var service = await SomeServiceAsync(identity.ClientOptions.BaseAddress.ToString());
        using var client = new HttpClient { BaseAddress = new(service.Urls.Single()) };

        await (await client.GetAsync("/for-operators")).IsProblemAsync(401, "unauthenticated");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await identity.SignInAsync("crew")).AccessToken);
        await (await client.GetAsync("/for-operators")).IsProblemAsync(403, "forbidden");
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await identity.SignInAsync("operator112")).AccessToken);
        Assert.Equal("operator112", await client.GetStringAsync("/for-operators"));
        await (await client.GetAsync("/for-nobody")).IsProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_service_that_started_first_accepts_tokens_as_soon_as_the_keys_are_there()
    {
        using var port = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}";
        port.Stop();
        using var identity = new IdentityService().With("urls", address);
        await using var service = await SomeServiceAsync(address);
        using var client = new HttpClient { BaseAddress = new(service.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA");

        using var early = await client.GetAsync("/for-operators");

        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        Assert.Equal(address + "/", identity.Listen().ToString());
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await identity.SignInAsync("operator112")).AccessToken);
        Assert.Equal("operator112", await client.GetStringAsync("/for-operators"));
    }

    [Fact]
    public async Task Outside_the_keys_are_at_the_configured_address_whatever_host_a_caller_names()
    {
        using var identity = new IdentityService().With("Identity:Issuer", "https://layanan.contoh.go.id");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Proto", "http");
        using var client = identity.CreateClient();

        using var answer = await client.SendAsync(request);

        var discovery = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("https://layanan.contoh.go.id", discovery.GetProperty("issuer").GetString());
        Assert.Equal("https://layanan.contoh.go.id/.well-known/jwks.json", discovery.GetProperty("jwks_uri").GetString());
        Assert.All(["response_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported"], member => Assert.NotEmpty(discovery.GetProperty(member).EnumerateArray()));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Only_public_halves_of_the_keys_are_published()
    {
        using var identity = new IdentityService();
        using var client = identity.CreateClient();

        var discovery = await client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        var keys = await client.GetFromJsonAsync<JsonElement>(new Uri(discovery.GetProperty("jwks_uri").GetString()!).AbsolutePath);

        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal("P-256", key.GetProperty("crv").GetString());
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Fact]
    public async Task Tokens_stay_good_when_the_service_restarts()
    {
        using var before = new IdentityService();
        var tokens = await before.SignInAsync("planner");

        using var after = new IdentityService(folder: before.Folder);

        Assert.Equal(HttpStatusCode.OK, await AskWhoAmIAsync(after, tokens));
    }

    [Fact]
    public async Task Two_instances_that_start_together_sign_with_the_same_key()
    {
        using var one = new IdentityService(demo: false);
        using var two = new IdentityService(demo: false, folder: one.Folder);

        await Task.WhenAll(Task.Run(() => one.Services), Task.Run(() => two.Services));

        Assert.Equal(await KeysAsync(one), await KeysAsync(two));
    }

    [Fact]
    public async Task A_lost_key_ring_makes_a_new_key_rather_than_a_service_that_cannot_start()
    {
        using var before = new IdentityService();
        var tokens = await before.SignInAsync("planner");
        Directory.Delete(Path.Combine(before.Folder, "keys"), recursive: true);

        using var after = new IdentityService(folder: before.Folder);

        Assert.Equal(HttpStatusCode.Unauthorized, await AskWhoAmIAsync(after, tokens));
        Assert.Equal(HttpStatusCode.OK, await AskWhoAmIAsync(after, await after.SignInAsync("planner")));
    }

    [Fact]
    public async Task The_private_key_in_the_database_is_encrypted()
    {
        using var identity = new IdentityService();
        await using var scope = identity.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<IdentityDb>().SigningKeys.SingleAsync();

        using var key = System.Security.Cryptography.ECDsa.Create();
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => key.ImportPkcs8PrivateKey(stored.ProtectedPrivateKey, out _));
    }

    private static async Task<string> KeysAsync(IdentityService identity)
    {
        using var client = identity.CreateClient();
        return await client.GetStringAsync("/.well-known/jwks.json");
    }

    private static async Task<HttpStatusCode> AskWhoAmIAsync(IdentityService identity, Tokens tokens)
    {
        using var client = identity.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        using var response = await client.GetAsync("/api/identity/me");
        return response.StatusCode;
    }

    internal static async Task<WebApplication> SomeServiceAsync(string identity)
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--services:identity:http:0", identity]);
        builder.AddServiceDefaults("some-service");
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/for-operators", (HttpContext context) => context.User.UserName()).RequireRoles(Roles.Operator112);
        app.MapGet("/for-nobody", () => "never");
        await app.StartAsync();
        return app;
    }
}
