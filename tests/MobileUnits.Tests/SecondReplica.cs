using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Another process's worth of the same service on the same database and broker, or the same one after a restart.</summary>
internal sealed class SecondReplica : WebApplicationFactory<Program>
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TimeProvider _time;

    private SecondReplica(IReadOnlyDictionary<string, string> settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        UseKestrel();
    }

    public static Task<SecondReplica> StartAsync(TrackedFleet first)
    {
        var replica = new SecondReplica(first.Service.Settings, first.Service.Services.GetRequiredService<TimeProvider>());
        replica.StartServer();
        return Task.FromResult(replica);
    }

    /// <summary>A client with the credentials of another.</summary>
    public HttpClient CreateClientLike(HttpClient other)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(other.DefaultRequestHeaders.Authorization!.ToString());
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton(_time));
    }
}
