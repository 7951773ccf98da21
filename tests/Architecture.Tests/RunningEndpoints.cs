using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>The endpoints and the OpenAPI document of a service, asked of the service itself, built by its own Program.</summary>
internal sealed record RunningEndpoints(string Service, IReadOnlyList<RouteEndpoint> Endpoints, JsonObject? OpenApi)
{
    /// <summary>Every service by its name in AppHost.cs, and the gateway.</summary>
    private static readonly Dictionary<string, string> Assemblies = Repository.Services.Append("Gateway").ToDictionary(Repository.NameInAppHost, name => $"PlanningPlatform.{name}", StringComparer.Ordinal);

    private static readonly Lazy<Task<List<RunningEndpoints>>> Asked = new(async () =>
    {
        List<RunningEndpoints> all = [];
        foreach (var (service, assembly) in Assemblies)
        {
            // Any class of the assembly tells the factory which Program is meant.
            var program = Assembly.Load(assembly).GetTypes().First(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false });
            all.Add(await (Task<RunningEndpoints>)typeof(RunningEndpoints).GetMethod(nameof(AskAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(program).Invoke(null, [service])!);
        }

        return all;
    });

    public static async Task<IReadOnlyList<RunningEndpoints>> AllAsync() => await Asked.Value;

    private static async Task<RunningEndpoints> AskAsync<TProgram>(string service)
        where TProgram : class
    {
        var folder = Directory.CreateTempSubdirectory("planning-endpoints-");
        await using var factory = new Built<TProgram>(service, folder.FullName);
        using var client = factory.CreateClient();
        using var answer = await client.GetAsync(new Uri($"/openapi/{service}.json", UriKind.Relative));
        var document = answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject() : null;
        var endpoints = factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        folder.Delete(recursive: true);
        return new(service, endpoints, document);
    }

    private sealed class Built<TProgram>(string service, string folder) : WebApplicationFactory<TProgram>
        where TProgram : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Data:Folder", folder);
            builder.UseSetting("urls", "http://127.0.0.1:0");
            builder.UseSetting($"ConnectionStrings:{service}-db", $"Data Source={folder}/{service}.db");
            builder.UseSetting("ConnectionStrings:messaging", "amqp://127.0.0.1:1");
            builder.UseSetting("services:portal:http:0", "http://127.0.0.1:1");
            builder.UseSetting("Logging:LogLevel:Default", "None");
            // Nothing that needs a broker or a database: only the web server, which makes the endpoints.
            builder.ConfigureTestServices(services =>
            {
                foreach (var background in services.Where(descriptor => descriptor.ServiceType == typeof(IHostedService) && descriptor.ImplementationType?.Name != "GenericWebHostService").ToList())
                {
                    services.Remove(background);
                }
            });
        }
    }
}
