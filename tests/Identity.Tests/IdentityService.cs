using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

/// <summary>The real service on a real database of its own, of the engine that TEST_DATABASE names. Those that share a folder are its replicas and share the database.</summary>
internal sealed class IdentityService : WebApplicationFactory<IdentityDb>
{
    public const string DemoPassword = "kata sandi contoh";

    private static readonly ConcurrentDictionary<string, Lazy<TestDatabase>> Databases = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> settings = [];
    private readonly bool ownsFolder;
    private readonly bool hashAsInProduction;

    public IdentityService(bool demo = true, string? folder = null, SettableTime? time = null, string demoPassword = DemoPassword, bool hashAsInProduction = false)
    {
        ownsFolder = folder is null;
        this.hashAsInProduction = hashAsInProduction;
        Folder = folder ?? Directory.CreateTempSubdirectory("planning-identity-").FullName;
        Time = time ?? new();
        // A constructor cannot wait otherwise; the database is there in no time, or after the cluster's start.
        Database = Databases.GetOrAdd(Folder, _ => new(() => Task.Run(() => TestDatabase.CreateAsync("identity")).GetAwaiter().GetResult())).Value;
        settings["ConnectionStrings:identity-db"] = Database.ConnectionString;
        settings["Database:Provider"] = TestDatabase.Provider.ToString();
        // No broker answers there: signing in and administering need none. Tests of what leaves name one.
        settings["ConnectionStrings:messaging"] = "amqp://127.0.0.1:1";
        settings["Messaging:QueueSettleTime"] = "00:00:00";
        settings["Data:Folder"] = Folder;
        settings["urls"] = "http://127.0.0.1:0";
        settings["Region:Code"] = "35.71";
        settings["Demo:Enabled"] = demo ? "true" : "false";
        settings["Demo:Password"] = demoPassword;
    }

    public string Folder { get; }

    public TestDatabase Database { get; }

    public SettableTime Time { get; }

    /// <summary>amqp address of a virtual host of the test's own, for what leaves.</summary>
    public string Broker { get; private set; } = "";

    public string SetupLinkFile => Path.Combine(Folder, "setup-link");

    public IdentityService With(string setting, string value)
    {
        settings[setting] = value;
        return this;
    }

    public async Task<IdentityService> WithBrokerAsync()
    {
        Broker = await TestBroker.CreateVirtualHostAsync();
        return With("ConnectionStrings:messaging", Broker);
    }

    /// <summary>The token in the set-up link, which appears once the service has started.</summary>
    public string SetupToken()
    {
        _ = Services;
        return File.ReadAllText(SetupLinkFile).Trim()["/setup?token=".Length..];
    }

    /// <summary>Listens on a port of its own, for callers outside this process's memory.</summary>
    public Uri Listen()
    {
        // Not UseKestrel(port): that sets the address while the program may already be starting.
        UseKestrel();
        StartServer();
        return ClientOptions.BaseAddress;
    }

    public async Task<Tokens> SignInAsync(string username, string password = DemoPassword)
    {
        using var response = await PostAsync("/api/identity/token", new { username, password });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Tokens>())!;
    }

    /// <param name="from">The caller's address, as the gateway says it.</param>
    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? from = null)
    {
        using var client = CreateClient();
        if (from is not null)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        }

        return await client.PostAsJsonAsync(path, body);
    }

    /// <summary>Asks what a one-time link is worth.</summary>
    public async Task<HttpResponseMessage> CheckAsync(string path, string? token)
    {
        using var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-Link-Token", token);
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            if (!hashAsInProduction)
            {
                services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && ownsFolder && Databases.TryRemove(Folder, out _))
        {
            Directory.Delete(Folder, recursive: true);
            Database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}

internal sealed record Tokens(string AccessToken, int ExpiresIn, string RefreshToken);

internal sealed record Problem(string Code, int Status, string Detail, string? Field);

internal static class Answer
{
    /// <summary>Checks that an answer is the problem meant, in the form all of them have.</summary>
    public static async Task<Problem> IsProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<Problem>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        Assert.Equal(code, problem.Code);
        Assert.NotEmpty(problem.Detail);
        return problem;
    }
}
