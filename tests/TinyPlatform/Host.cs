using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.TinyPlatform;

internal static class Host
{
    public static void Run(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        builder.Configuration["Parameters:demo-password"] ??= builder.Configuration["Demo:Password"];
        builder.Configuration["Parameters:demo-open311-key"] ??= builder.Configuration["Demo:Open311Key"];

        var shop = builder.AddProject("shop", "TinyPlatform.csproj")
            .WithReplicas(builder.Configuration.GetValue("Replicas", 1))
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReference(string.IsNullOrEmpty(builder.Configuration["ConnectionStrings:shop-db"])
                ? builder.AddLocalDatabases("databases", builder.Configuration["Database:Provider"] ?? "Sqlite").AddDatabase("shop-db")
                : builder.AddConnectionString("shop-db"))
            .WithEnvironment("Data__Folder", Path.GetFullPath(builder.Configuration["Data:Folder"]!))
            .WithEnvironment("Demo__Enabled", builder.Configuration["Demo:Enabled"] ?? "true")
            .WithEnvironment("Demo__Password", builder.AddParameter("demo-password", secret: true))
            .WithEnvironment("Demo__Open311Key", builder.AddParameter("demo-open311-key", secret: true));
        if (builder.Configuration["ConnectionStrings:messaging"] is not null)
            shop.WithReference(builder.AddConnectionString("messaging"));
        else if (builder.Configuration.GetValue<bool>("Tiny:Broker"))
            shop.WithReference(builder.AddRabbitMQ("messaging").WithDataVolume());

        builder.AddProject("door", "TinyPlatform.csproj")
            .WithHttpEndpoint(port: builder.Configuration.GetValue("Gateway:Port", 8080))
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithReference(shop)
            .WaitFor(shop);

        builder.Build().Run();
    }
}
