using Testcontainers.RabbitMq;

namespace PlanningPlatform.Testing;

/// <summary>A RabbitMQ in a container for this test process, where there is Docker: compiled with -p:Aspire=true only.</summary>
internal static class RabbitMqContainer
{
    private const string User = "tests";

    private static readonly Lazy<Task<Testcontainers.RabbitMq.RabbitMqContainer>> Shared = new(async () =>
    {
        var container = new RabbitMqBuilder("rabbitmq:4-alpine").WithUsername(User).WithPassword(User).Build();
        await container.StartAsync();
        return container;
    });

    private static int virtualHosts;

    public static async Task<string> CreateVirtualHostAsync()
    {
        var container = await Shared.Value;
        var name = $"test-{Interlocked.Increment(ref virtualHosts)}";
        await container.ExecAsync(["rabbitmqctl", "add_vhost", name]);
        await container.ExecAsync(["rabbitmqctl", "set_permissions", "--vhost", name, User, ".*", ".*", ".*"]);
        return new UriBuilder(container.GetConnectionString()) { Path = name }.Uri.ToString();
    }
}
