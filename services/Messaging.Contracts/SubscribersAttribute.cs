namespace PlanningPlatform.Messaging;

/// <summary>
/// Names the services that react to an event. Whoever starts first, publisher or subscriber, declares the queues from it:
/// RabbitMQ drops what is published to an exchange without a queue, so a subscriber that never ran yet would lose events.
/// </summary>
/// <param name="services">Service names as in AppHost.cs, which are also their queues.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscribersAttribute(params string[] services) : Attribute
{
    public IReadOnlyList<string> Services { get; } = services;
}
