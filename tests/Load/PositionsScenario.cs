using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load;

/// <summary>
/// Two hundred units that say each second where they are, through the gateway, while one board listens and one dispatcher asks for suggestions; beside an empty hop through
/// YARP, the same writes by plain SQL, and suggestions while nobody drives. Loopback only, for a bounded time.
/// </summary>
internal static class PositionsScenario
{
    private const int Units = 200;

    public static async Task RunAsync(int seconds)
    {
        Console.WriteLine($"Positions: {Units} units, one position a second each, for {seconds} s. Starting a platform of its own ...");
        await using var platform = await PlatformProcess.StartAsync();
        using var client = platform.CreateClient();
        using var dispatcher = await SignInAsync(platform, "dispatcher");
        var database = Path.Combine(platform.DataFolder, "mobile-units.db");
        var devices = MakeUnits(database);
        var request = await AskAsync(platform, dispatcher);

        Console.WriteLine("warming up ...");
        await DriveAsync(client, devices, 5, new());
        await SuggestAsync(dispatcher, request, 10, CancellationToken.None);
        var calm = await SuggestAsync(dispatcher, request, seconds / 3, CancellationToken.None);
        Console.WriteLine("measuring ...");
        var sent = new ConcurrentDictionary<(string Code, long At), long>();
        using var end = new CancellationTokenSource();
        var heard = ListenAsync(dispatcher, sent, end.Token);
        var suggestions = SuggestAsync(dispatcher, request, seconds, end.Token);
        var before = Logged(database);
        var total = Stopwatch.StartNew();
        var (posts, refused) = await DriveAsync(client, devices, seconds, sent);
        total.Stop();
        await end.CancelAsync();
        var (events, asked) = (await heard, await suggestions);

        Console.WriteLine();
        Console.WriteLine($"{"what",-58} {"count",7} {"p50 ms",9} {"p95 ms",9} {"p99 ms",9}");
        Print("position: sent until answered (stored)", posts);
        Print("position: sent until the board has it", events);
        Print("suggestions meanwhile", asked);
        Print("floor: suggestions while nobody drives", calm);
        Print("floor: an empty hop through YARP, 8 at a time", (await YarpHop.MeasureAsync(2_000, 8)).SortedMilliseconds);
        Print("floor: 50 positions by SQL, one commit", PlainSql(database, batches: 200, rows: 50));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{posts.Length} taken in {total.Elapsed.TotalSeconds:N0} s ({posts.Length / total.Elapsed.TotalSeconds:N0} a second), {refused} refused; {Logged(database) - before} rows of the log."));
    }

    private static async Task<(double[] Milliseconds, int Refused)> DriveAsync(
        HttpClient client, IReadOnlyList<(string Code, string Device)> devices, int seconds, ConcurrentDictionary<(string Code, long At), long> sent)
    {
        var milliseconds = new ConcurrentBag<double>();
        var refused = 0;
        await Task.WhenAll(devices.Select(async (unit, index) =>
        {
            // Spread over the second, as trackers are.
            await Task.Delay(TimeSpan.FromMilliseconds(1000.0 * index / devices.Count));
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var second = 0; second < seconds; second++)
            {
                // 12 m a second.
                var (latitude, longitude, at) = (-7.85 + (index * 0.0003), 111.98 + (second * 0.00011), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
                var started = Stopwatch.GetTimestamp();
                sent[(unit.Code, at)] = started;
                using var answer = await client.GetAsync(new Uri(string.Create(
                    CultureInfo.InvariantCulture, $"/osmand?id={unit.Device}&lat={latitude}&lon={longitude}&timestamp={at}&speed=23&bearing=90&accuracy=6&batt=70"), UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }

                await timer.WaitForNextTickAsync();
            }
        }));
        return ([.. milliseconds.Order()], refused);
    }

    private static async Task<double[]> ListenAsync(HttpClient dispatcher, ConcurrentDictionary<(string Code, long At), long> sent, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        try
        {
            using var answer = await dispatcher.SendAsync(new(HttpMethod.Get, "/api/dispatch/events"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var reader = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (!line.StartsWith("data: {\"id\"", StringComparison.Ordinal) || !line.Contains("\"stale\":", StringComparison.Ordinal))
                {
                    continue;
                }

                var unit = JsonDocument.Parse(line["data: ".Length..]).RootElement;
                if (unit.GetProperty("at") is { ValueKind: JsonValueKind.String } at
                    && sent.TryGetValue((unit.GetProperty("code").GetString()!, at.GetDateTimeOffset().ToUnixTimeMilliseconds()), out var started))
                {
                    milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }

        return [.. milliseconds.Order()];
    }

    private static async Task<double[]> SuggestAsync(HttpClient dispatcher, Guid request, int seconds, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var count = 0; count < seconds * 2 && !cancellationToken.IsCancellationRequested; count++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await dispatcher.GetAsync(new Uri($"/api/dispatch/requests/{request}/suggestions", UriKind.Relative), CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return [.. milliseconds.Order()];
    }

    private static async Task<HttpClient> SignInAsync(PlatformProcess platform, string role)
    {
        var client = platform.CreateClient();
        var username = (await File.ReadAllLinesAsync(Path.Combine(platform.DataFolder, "demo-accounts.txt"))).Select(line => line.Split(';')).First(columns => columns[1] == role)[0];
        using var answer = await client.PostAsJsonAsync("/api/identity/token", new { username, password = platform.DemoPassword });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        return client;
    }

    /// <summary>Somebody who waits for a unit.</summary>
    private static async Task<Guid> AskAsync(PlatformProcess platform, HttpClient dispatcher)
    {
        using var desk = await SignInAsync(platform, "operator112");
        using var lodged = await desk.PostAsJsonAsync("/api/complaints", new { categoryCode = "ANTAR", description = "Kontrol ke puskesmas", villageCode = "35.71.02.1012", visibility = "Public" });
        var complaint = (await lodged.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        foreach (var (action, body) in ((string, object)[])[("verify", new { }), ("forward", new { agencyCode = "DINKES" }), ("request-mobile-unit", new { purpose = "Health" })])
        {
            using var done = await desk.PostAsJsonAsync($"/api/complaints/{complaint}/{action}", body);
            done.EnsureSuccessStatusCode();
        }

        var found = Guid.Empty;
        await Eventually.TrueAsync(async () =>
        {
            var waiting = await dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting");
            found = waiting.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).FirstOrDefault();
            return found != Guid.Empty;
        }, "somebody waits");
        return found;
    }

    /// <summary>Copies a demo unit until there are enough.</summary>
    private static List<(string Code, string Device)> MakeUnits(string database)
    {
        using var connection = Open(database);
        var columns = Read(connection, "SELECT name FROM pragma_table_info('Units')").ConvertAll(row => (string)row[0]);
        var copied = string.Join(", ", columns.Select(column => column switch
        {
            "Id" => "upper(printf('0192F0C0-0000-7000-8000-%012x', $number))",
            "Code" => "printf('LT-%03d', $number)",
            "DeviceId" => "printf('load-test-%03d', $number)",
            _ => $"\"{column}\"",
        }));
        var count = (long)Read(connection, "SELECT COUNT(*) FROM Units")[0][0];
        for (var number = count; number < Units; number++)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO Units ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {copied} FROM Units WHERE Code = 'MB-01'";
            command.Parameters.AddWithValue("$number", number);
            command.ExecuteNonQuery();
        }

        return Read(connection, "SELECT Code, DeviceId FROM Units ORDER BY Code").ConvertAll(row => ((string)row[0], (string)row[1]));
    }

    /// <summary>What one transaction of the service writes in a quarter of a second: each unit's row moved.</summary>
    private static double[] PlainSql(string database, int batches, int rows)
    {
        using var connection = Open(Path.Combine(Path.GetDirectoryName(database)!, "floor-positions.db"));
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Tracks (UnitId INTEGER PRIMARY KEY, Latitude REAL, Longitude REAL, At INTEGER, ReceivedAt INTEGER)");
        Execute(connection, "CREATE INDEX Received ON Tracks (ReceivedAt)");
        Execute(connection, $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Units}) INSERT INTO Tracks SELECT i, -7.8, 112.0, 0, 0 FROM n");
        List<double> milliseconds = [];
        for (var batch = 0; batch < batches; batch++)
        {
            var started = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            for (var row = 0; row < rows; row++)
            {
                Execute(connection, $"UPDATE Tracks SET Latitude = -7.8 + {batch} * 0.0001, Longitude = 112, At = {batch}, ReceivedAt = {batch} WHERE UnitId = {1 + (((batch * rows) + row) % Units)}");
            }

            transaction.Commit();
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return [.. milliseconds.Order()];
    }

    private static long Logged(string database)
    {
        using var connection = Open(database);
        return (long)Read(connection, "SELECT COUNT(*) FROM Positions")[0][0];
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
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

    private static void Print(string what, double[] sorted)
    {
        string At(int percent) => sorted.Length == 0 ? "-" : sorted[(sorted.Length - 1) * percent / 100].ToString("N1", CultureInfo.InvariantCulture);
        Console.WriteLine($"{what,-58} {sorted.Length,7} {At(50),9} {At(95),9} {At(99),9}");
    }
}
