using PlanningPlatform.AppHost.Native.Processes;

// The names are Aspire's, so that AppHost.cs compiles against either.
namespace Aspire.Hosting.ApplicationModel;

internal interface IResource
{
    string Name { get; }
}

internal interface IResourceWithEnvironment : IResource;

internal interface IResourceWithWaitSupport : IResource;

internal interface IResourceWithEndpoints : IResource;

internal interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

internal interface IResourceWithConnectionString : IResource
{
    /// <summary>Known once the engine has opened the data folder and chosen ports; asked for when a service starts.</summary>
    string? ConnectionString { get; }
}

internal abstract class Resource(string name) : IResource
{
    public string Name => name;
}

/// <summary>A value given by configuration (<c>Parameters:NAME</c>).</summary>
internal sealed class ParameterResource(string name, bool secret) : Resource(name)
{
    public bool Secret => secret;

    /// <summary>Filled in by the engine: a secret that nobody set gets a random value, kept in the data folder.</summary>
    public string Value { get; set; } = "";
}

/// <summary>A connection string given by configuration (<c>ConnectionStrings:NAME</c>): something we use and do not run.</summary>
internal sealed class ConnectionStringResource(string name, string? connectionString) : Resource(name), IResourceWithConnectionString
{
    public string? ConnectionString => connectionString;
}

/// <summary>The private RabbitMQ node.</summary>
internal sealed class RabbitMQServerResource(string name) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public RabbitMqNode? Node { get; set; }

    public string? ConnectionString => Node?.ConnectionString();
}

/// <summary>SQLite database files in the data folder: no server to run, so nothing to wait for.</summary>
internal sealed class SqliteFilesResource(string name) : Resource(name)
{
    public string Folder { get; set; } = "";
}

/// <summary>One SQLite file: the database <c>complaints-db</c> is <c>complaints.db</c>.</summary>
internal sealed class SqliteFileResource(string name, SqliteFilesResource files) : Resource(name), IResourceWithConnectionString
{
    private const string Suffix = "-db";

    public string ConnectionString =>
        $"Data Source={Path.Combine(files.Folder, (Name.EndsWith(Suffix, StringComparison.Ordinal) ? Name[..^Suffix.Length] : Name) + ".db")}";
}

/// <summary>A service of ours: a web project, run from its built output.</summary>
internal sealed class ProjectResource(string name, string projectPath)
    : Resource(name), IResourceWithEnvironment, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    public string ProjectPath => projectPath;

    /// <summary>Null lets the engine choose a free port on loopback.</summary>
    public int? Port { get; set; }

    /// <summary>Whether people reach it from outside (the gateway); such a one alone may listen wider than loopback.</summary>
    public bool External { get; set; }

    /// <summary>Path that answers 2xx when the service is ready; null: ready when started.</summary>
    public string? HealthPath { get; set; }

    public List<IResource> WaitsFor { get; } = [];

    /// <summary>Environment variables by name, each evaluated when the process starts; null leaves the variable out.</summary>
    public Dictionary<string, Func<string?>> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Where other services and the engine reach it, without a slash at the end.</summary>
    public string Url { get; set; } = "";
}

internal interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}
