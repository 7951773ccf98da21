using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load;

/// <summary>
/// Complaints through the gateway, each durable before its answer, beside what the parts cost alone: the same rows by plain SQL,
/// an empty hop through YARP, and a publish that the broker confirms. Loopback only, bounded count.
/// </summary>
internal static class IntakeScenario
{
    private const int Concurrency = 32;

    public static async Task RunAsync(int count)
    {
        Console.WriteLine($"Intake: {count} complaints, {Concurrency} at a time. Starting a platform of its own ...");
        await using var platform = await PlatformProcess.StartAsync([("Limits__Intake__PerSecond", "100000"), ("Limits__Intake__Burst", "100000"), ("Limits__Everything__PerSecond", "100000"), ("Limits__Everything__Burst", "100000")]);
        using var client = platform.CreateClient();
        var database = Path.Combine(platform.DataFolder, "complaints.db");

        Console.WriteLine("warming up ...");
        await Measurement.OfAsync("warm-up", 300, Concurrency, index => LodgeAsync(client, $"warm-up-key-{index:D8}"));
        var before = Count(database);
        Console.WriteLine("measuring ...");
        var intake = await Measurement.OfAsync("intake through the gateway (HTTP, commit, outbox)", count, Concurrency, index => LodgeAsync(client, $"measured-key-{index:D8}"));
        var stored = Count(database) - before;
        if (stored != count)
        {
            throw new InvalidOperationException($"{count} were answered but {stored} are stored.");
        }

        var drained = await DrainAsync(database);
        Measurement.Print(
        [
            intake,
            PlainSql(database, count, perTransaction: count),
            PlainSql(database, count, perTransaction: 1),
            await YarpHop.MeasureAsync(count, Concurrency),
            await ConfirmedPublish.MeasureAsync(count, Concurrency),
        ]);
        Console.WriteLine($"The outbox was empty {drained.TotalMilliseconds:N0} ms after the last answer; {stored} of {count} stored.");
    }

    private static async Task LodgeAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new
        {
            categoryCode = "PJU",
            description = $"Lampu jalan padam di gang, sudah tiga hari, sisi utara musala ({key})",
            villageCode = "35.71.02.1012",
            visibility = "Public",
        });
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static int Count(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Complaints";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<TimeSpan> DrainAsync(string database)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = Open(database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM OutboxMessage";
        await Eventually.TrueAsync(async () => Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 0, "the outbox is empty");
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Copies the rows that the intake wrote into an empty database of the same schema and durability.</summary>
    private static Measurement PlainSql(string database, int count, int perTransaction)
    {
        var file = Path.Combine(Path.GetDirectoryName(database)!, $"floor-{perTransaction}.db");
        using var connection = Open(file);
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Execute(connection, $"ATTACH '{database}' AS source");
        string[] tables = ["Complaints", "Timeline", "IntakeKeys"];
        foreach (var sql in Schema(connection, tables))
        {
            Execute(connection, sql);
        }

        var total = Stopwatch.StartNew();
        var milliseconds = new List<double>();
        for (var first = 0; first < count; first += perTransaction)
        {
            var started = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            foreach (var table in tables)
            {
                Execute(connection, $"INSERT INTO main.{table} SELECT * FROM source.{table} WHERE rowid > {first} AND rowid <= {first + perTransaction}");
            }

            transaction.Commit();
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        total.Stop();
        milliseconds.Sort();
        return new(
            perTransaction == 1 ? "floor: the same rows by SQL, one commit each" : "floor: the same rows by SQL, one transaction",
            count, total.Elapsed, perTransaction == 1 ? [.. milliseconds] : []);
    }

    private static List<string> Schema(SqliteConnection connection, string[] tables)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM source.sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ('" + string.Join("','", tables) + "') ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        var statements = new List<string>();
        while (reader.Read())
        {
            statements.Add(reader.GetString(0));
        }

        return statements;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout=20000");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
