using System.Data.Common;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PlanningPlatform.AppHost.Native.Engine;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Tests;

public sealed class StorageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-storage-");

    [Theory]
    [InlineData(1, 30)]
    [InlineData(3, 30)]
    [InlineData(9, 10)]
    public void The_pools_of_all_replicas_together_stay_below_what_the_cluster_takes(int replicas, int expected)
    {
        var builder = new DistributedApplicationBuilder(Switches.Read([]));
        var databases = builder.AddLocalDatabases("databases", "PostgreSql");
        var names = (string[])["identity", "complaints", "mobile-units", "proposals", "monitoring", "notifications"];
        foreach (var name in names)
            builder.AddProject(name, "").WithReference(databases.AddDatabase($"{name}-db")).WithReplicas(replicas);
        var resource = Assert.IsType<PostgreSqlClusterResource>(databases.Resource);
        resource.Cluster = new PostgreSqlCluster(folder.FullName);

        var settings = new DbConnectionStringBuilder { ConnectionString = resource.ConnectionStringOf("complaints") };

        var pool = int.Parse((string)settings["Maximum Pool Size"], CultureInfo.InvariantCulture);
        Assert.Equal(expected, pool);
        Assert.True(pool * names.Length * replicas < PostgreSqlCluster.MaxConnections);
    }

    [Fact]
    public void The_broker_s_own_log_does_not_grow_for_ever()
    {
        _ = new RabbitMqNode(folder.FullName);

        var settings = File.ReadAllText(Path.Combine(folder.FullName, "rabbitmq.conf"));
        Assert.Contains("log.file.rotation.size = 10000000", settings, StringComparison.Ordinal);
        Assert.Contains("log.file.rotation.count = 3", settings, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
