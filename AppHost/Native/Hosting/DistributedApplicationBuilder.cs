using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.AppHost.Native.Engine;

namespace Aspire.Hosting;

internal interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    string AppHostDirectory { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

/// <summary>The native engine only runs the platform; publishing (Docker Compose, Helm) is Aspire's.</summary>
internal sealed class DistributedApplicationExecutionContext
{
    public bool IsPublishMode => false;

    public bool IsRunMode => true;
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<IResource> resources = [];
    private readonly Switches switches;

    public DistributedApplicationBuilder(Switches switches)
    {
        this.switches = switches;
        Configuration.AddEnvironmentVariables();
        Configuration.AddInMemoryCollection(switches.Configuration);
        Settings.Check(Configuration);
    }

    public ConfigurationManager Configuration { get; } = new();

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    /// <summary>Of the project; we run from its bin/Release/net10.0/.</summary>
    public string AppHostDirectory { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        resources.Add(resource);
        return new ResourceBuilder<T>(resource);
    }

    public DistributedApplication Build() => new(resources, Configuration, switches.Fresh);

    private sealed record ResourceBuilder<T>(T Resource) : IResourceBuilder<T>
        where T : IResource;
}
