using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Everything that can refuse does so here, before anything runs; then ports, passwords and commands are settled.</summary>
internal sealed class Preparation(
    IReadOnlyList<IResource> resources, IConfiguration configuration, DataFolder data, Journal journal, ProcessLedger ledger)
{
    /// <summary>Requests under way get this long; a page that listens for events would never end by itself.</summary>
    private static readonly TimeSpan ServiceGrace = TimeSpan.FromSeconds(8);

    /// <summary>The broker flushes its queues, the database its buffers: about a second, longer with much in them.</summary>
    private static readonly TimeSpan StorageGrace = TimeSpan.FromSeconds(20);

    /// <param name="fresh">Start with an empty data folder.</param>
    /// <exception cref="Refusal">Something is missing, in use, or not allowed.</exception>
    public async Task<(Door? Door, IReadOnlyList<Part> Parts)> RunAsync(bool fresh)
    {
        // First: a gateway that was left behind holds the port that we need.
        var left = await ledger.EndLeftoversAsync();
        if (left.Count > 0)
            journal.Say($"Sisa proses dari sebelumnya diakhiri (left over from before, ended): {string.Join(", ", left)}");

        if (!fresh)
            RefuseOtherDatabases();
        var door = resources.OfType<ProjectResource>().FirstOrDefault(project => project.External) is { } gateway
            ? Door.Open(configuration, gateway.Port ?? LoopbackPorts.Take())
            : null;
        if (resources.OfType<RabbitMQServerResource>().Any() && RabbitMqNode.ServerScript is null)
        {
            throw new Refusal(
                "RabbitMQ belum terpasang: jalankan ./run.sh, atau pasang dengan apt-get install rabbitmq-server.",
                "RabbitMQ is not installed: run ./run.sh, or apt-get install rabbitmq-server.",
                exitCode: 3);
        }

        if (resources.OfType<PostgreSqlClusterResource>().Any())
            await RequirePostgreSqlAsync();

        foreach (var project in resources.OfType<ProjectResource>())
            ServiceProcess.AssemblyOf(project);

        // Nothing can refuse any more: only now is anything lost.
        if (fresh)
            data.Wipe();
        // Of an earlier start; Identity makes a new one while there is no administrator.
        File.Delete(data[Banner.SetupLinkFile]);

        Settle(door);
        return (door, [.. resources.Select(resource => PartOf(resource, door)).OfType<Part>()]);
    }

    /// <summary>Started with the other engine, a city would find itself empty beside its own data.</summary>
    private void RefuseOtherDatabases()
    {
        foreach (var databases in resources.OfType<DatabasesResource>())
        {
            var (other, its) = databases is PostgreSqlClusterResource ? ("SQLite", "sqlite") : ("PostgreSQL", "postgres");
            var isThere = databases is PostgreSqlClusterResource
                ? Directory.EnumerateFiles(data.Path, "*.db").Any()
                : PostgreSqlCluster.IsMade(data[databases.Name]);
            if (isThere)
            {
                throw new Refusal(
                    $"Folder data {data.Path} berisi basis data {other}: mulai dengan --database {its}, atau pilih folder lain dengan --data.",
                    $"The data folder {data.Path} holds {other} databases: start with --database {its}, or choose another folder with --data.",
                    exitCode: 2);
            }
        }
    }

    private static async Task RequirePostgreSqlAsync()
    {
        if (PostgreSqlCluster.Programs is null)
        {
            throw new Refusal(
                "PostgreSQL belum terpasang: jalankan ./run.sh, atau pasang dengan apt-get install postgresql.",
                "PostgreSQL is not installed: run ./run.sh, or apt-get install postgresql.",
                exitCode: 3);
        }

        if (!await PostgreSqlCluster.MayRunAsync())
        {
            throw new Refusal(
                "PostgreSQL menolak berjalan sebagai root dan sistem ini tidak mengizinkan user namespace: jalankan sebagai pengguna biasa.",
                "PostgreSQL refuses to run as root and this system allows no user namespaces: run this as an ordinary user.",
                exitCode: 3);
        }
    }

    private static string EpmdOf(RabbitMQServerResource broker) => broker.Name + "-epmd";

    private void Settle(Door? door)
    {
        foreach (var resource in resources)
        {
            switch (resource)
            {
                case ParameterResource { Secret: true, Value: "" } parameter:
                    parameter.Value = SecretFile.ReadOrCreate(data[parameter.Name], length: 16);
                    break;
                case SqliteFilesResource files:
                    files.Folder = data.Path;
                    break;
                case PostgreSqlClusterResource cluster:
                    cluster.Cluster = new PostgreSqlCluster(data[cluster.Name]);
                    break;
                case RabbitMQServerResource broker:
                    broker.Node = new RabbitMqNode(data[broker.Name]);
                    break;
                case ProjectResource { External: true } project:
                    project.Urls = [door!.InnerUrl];
                    break;
                case ProjectResource project:
                    project.Urls = [.. Enumerable.Range(0, project.Replicas).Select(_ => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{project.Port ?? LoopbackPorts.Take()}"))];
                    break;
            }
        }
    }

    private Part? PartOf(IResource resource, Door? door) => resource switch
    {
        // The broker's banner and notices fill a screen and help nobody who watches: its log file is enough.
        RabbitMQServerResource { Node: { } node } broker => new Part(broker,
        [
            new Supervised(EpmdOf(broker), node.Epmd, StorageGrace, line => journal.Keep(EpmdOf(broker), line), journal, ledger),
            new Supervised(broker.Name, node.Server, StorageGrace, line => journal.Keep(broker.Name, line), journal, ledger),
        ]),
        PostgreSqlClusterResource { Cluster: { } cluster } databases => new Part(databases,
            [new Supervised(databases.Name, cluster.Server, StorageGrace, line => journal.Keep(databases.Name, line), journal, ledger)]),
        ProjectResource project => new Part(project, [.. project.Urls.Select((url, replica) => Replica(project, project.External ? door!.Listen : url, replica))]),
        _ => null,
    };

    /// <summary>The first has the service's own name, the others a number: complaints, complaints-2, complaints-3.</summary>
    private Supervised Replica(ProjectResource project, string listen, int replica)
    {
        var name = replica == 0 ? project.Name : string.Create(CultureInfo.InvariantCulture, $"{project.Name}-{replica + 1}");
        return new Supervised(
            name, ServiceProcess.CommandOf(project, listen), ServiceGrace, line => journal.Write(name, line), journal, ledger);
    }
}
