using Aspire.Hosting.ApplicationModel;
using PlanningPlatform.AppHost.Native.Engine;

namespace Aspire.Hosting;

/// <summary>
/// The calls of Aspire.Hosting that AppHost.cs makes, with Aspire's names and meaning, and one of our own
/// (<see cref="AddLocalDatabases"/>).
/// </summary>
internal static class ResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, secret) { Value = builder.Configuration[$"Parameters:{name}"] ?? "" });

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new ConnectionStringResource(name, builder.Configuration[$"ConnectionStrings:{name}"]));

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new RabbitMQServerResource(name));

    /// <summary>Nothing to do here: the node keeps its data in the data folder.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder) => builder;

    /// <summary>
    /// Not in Aspire: takes the place of AddSqlServer where there is no Docker to run one in. A SQLite file for each service, or
    /// (provider PostgreSql) a private PostgreSQL cluster.
    /// </summary>
    /// <exception cref="Refusal">SQL Server does not run without Docker: its databases must be named by connection strings.</exception>
    public static IResourceBuilder<DatabasesResource> AddLocalDatabases(this IDistributedApplicationBuilder builder, string name, string provider) => provider switch
    {
        "PostgreSql" => builder.AddResource(new PostgreSqlClusterResource(name)),
        "Sqlite" => builder.AddResource(new SqliteFilesResource(name)),
        _ => throw new Refusal(
            "SQL Server tidak dijalankan di sini: isi ConnectionStrings__complaints-db dan seterusnya untuk setiap layanan.",
            "SQL Server is not run here: set ConnectionStrings__complaints-db and so on for every service.",
            exitCode: 2),
    };

    public static IResourceBuilder<DatabaseResource> AddDatabase(this IResourceBuilder<DatabasesResource> builder, string name) =>
        new DatabaseBuilder(new DatabaseResource(name, builder.Resource));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddResource(new ProjectResource(name, projectPath));

    public static IResourceBuilder<ProjectResource> WithHttpEndpoint(
        this IResourceBuilder<ProjectResource> builder, int? port = null, string? name = null)
    {
        if (name is not null and not "http")
            throw new NotSupportedException("A service has one endpoint, named http.");
        builder.Resource.Port = port;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        builder.Resource.Replicas = replicas;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithExternalHttpEndpoints(this IResourceBuilder<ProjectResource> builder)
    {
        builder.Resource.External = true;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithHttpHealthCheck(this IResourceBuilder<ProjectResource> builder, string path)
    {
        builder.Resource.HealthPath = path;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithEnvironment(
        this IResourceBuilder<ProjectResource> builder, string name, string? value)
    {
        builder.Resource.Environment[name] = () => value;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithEnvironment(
        this IResourceBuilder<ProjectResource> builder, string name, IResourceBuilder<ParameterResource> parameter)
    {
        builder.Resource.Environment[name] = () => parameter.Resource.Value;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithConnectionString> source)
    {
        if (source.Resource is DatabaseResource database)
            database.Databases.Users.Add(builder.Resource);
        builder.Resource.Environment[$"ConnectionStrings__{source.Resource.Name}"] = () => source.Resource.ConnectionString;
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<ProjectResource> source)
    {
        builder.Resource.References.Add(source.Resource);
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WaitFor(this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResource> dependency)
    {
        builder.Resource.WaitsFor.Add(dependency.Resource);
        return builder;
    }

    private sealed record DatabaseBuilder(DatabaseResource Resource) : IResourceBuilder<DatabaseResource>;
}
