namespace PlanningPlatform.Testing;

/// <summary>
/// RabbitMQ for a test: a virtual host of its own on this test process's node (<see cref="PrivateRabbitMq"/>) or, compiled with -p:Aspire=true and with
/// TEST_BROKER=Container, on a container. Tests that end the broker always use a node.
/// </summary>
public static class TestBroker
{
    /// <returns>Its amqp address.</returns>
    public static async Task<string> CreateVirtualHostAsync()
    {
#if ASPIRE
        if (Environment.GetEnvironmentVariable("TEST_BROKER") == "Container")
        {
            return await RabbitMqContainer.CreateVirtualHostAsync();
        }
#endif
        return await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
    }
}
