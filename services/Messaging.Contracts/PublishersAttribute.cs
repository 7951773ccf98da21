namespace PlanningPlatform.Messaging;

/// <summary>Names the services that publish an event where that is not the service whose contract it is.</summary>
/// <param name="services">Service names as in AppHost.cs.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PublishersAttribute(params string[] services) : Attribute
{
    public IReadOnlyList<string> Services { get; } = services;
}
