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

/// <summary>Where the services' databases are.</summary>
internal abstract class DatabasesResource(string name) : Resource(name), IResourceWithWaitSupport
{
    /// <summary>The services that keep something here.</summary>
    public HashSet<ProjectResource> Users { get; } = [];

    public abstract string ConnectionStringOf(string database);
}

/// <summary>SQLite database files in the data folder: no server to run, so nothing to wait for.</summary>
internal sealed class SqliteFilesResource(string name) : DatabasesResource(name)
{
    public string Folder { get; set; } = "";

    public override string ConnectionStringOf(string database) => $"Data Source={Path.Combine(Folder, database)}.db";
}

/// <summary>The private PostgreSQL cluster.</summary>
internal sealed class PostgreSqlClusterResource(string name) : DatabasesResource(name)
{
    public PostgreSqlCluster? Cluster { get; set; }

    public override string ConnectionStringOf(string database) => Cluster!.ConnectionString(database, Users.Sum(user => user.Replicas));
}

/// <summary>The database of one service: <c>complaints-db</c> is the file <c>complaints.db</c>, or the database <c>complaints</c> of a server.</summary>
internal sealed class DatabaseResource(string name, DatabasesResource databases) : Resource(name), IResourceWithConnectionString
{
    private const string Suffix = "-db";

    public DatabasesResource Databases => databases;

    public string ConnectionString => databases.ConnectionStringOf(Name.EndsWith(Suffix, StringComparison.Ordinal) ? Name[..^Suffix.Length] : Name);
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

    /// <summary>How many processes of it run.</summary>
    public int Replicas { get; set; } = 1;

    public List<IResource> WaitsFor { get; } = [];

    /// <summary>Services that it calls.</summary>
    public List<ProjectResource> References { get; } = [];

    /// <summary>Environment variables by name, each evaluated when the process starts; null leaves the variable out.</summary>
    public Dictionary<string, Func<string?>> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Where other services and the engine reach it, one address for each replica, without a slash at the end.</summary>
    public IReadOnlyList<string> Urls { get; set; } = [];
}

internal interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}
