using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load;

/// <summary>
/// What the desk and everybody ask of a database full of complaints (see <see cref="SeedScenario"/>): each over HTTP from a service in a process of its own, beside the very
/// queries that the service sends for it, by plain ADO.NET over the same database with every value of every row read. Both take turns, so that whatever else the
/// machine does strikes both. The plans of those queries go into a report.
/// </summary>
internal static class QueryScenario
{
    private const string Desk = "operator112 region=35.71";
    private const string DeskSearch = "search: number at the desk";
    private const string PublicSearch = "search: number in public";
    private const int Variants = 20;
    private const int Times = 600;
    private const int FewestTimes = 20;
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    private sealed record Case(string Name, Func<int, HttpRequestMessage> Request, params string[] Grants)
    {
        /// <summary>Refused before anything is asked of the database: what any call costs, with a token or without.</summary>
        public bool IsFloor => Name.StartsWith("floor", StringComparison.Ordinal);

        public string? TokenBy(TestIssuer issuer) => Grants.Length == 0 ? null : issuer.TokenOf(Grants[0].Split(' ')[0], Grants);

        public bool IsAnswer(HttpResponseMessage response) => IsFloor ? (int)response.StatusCode == 400 : response.IsSuccessStatusCode;
    }

    private sealed record Result(string Name, int Times, double Rows, double Http50, double Http95, double Sql50, double Sql95);

    public static async Task RunAsync(DatabaseProvider provider, string database, string? report, string? only)
    {
        var cases = (await CasesAsync(provider, database)).Where(each => only is null || each.IsFloor || only.Split('|').Any(part => each.Name.Contains(part, StringComparison.OrdinalIgnoreCase))).ToList();
        Console.WriteLine($"Queries on {provider}: listening to what the service asks ...");
        var captured = await CaptureAsync(cases, provider, database);
        var plans = new StringBuilder();
        await using var connection = QueryListener.Open(provider, database);
        foreach (var each in cases)
        {
            plans.AppendLine(CultureInfo.InvariantCulture, $"\n## {each.Name}");
            foreach (var query in captured[each.Name][0].DistinctBy(query => query.Sql))
            {
                plans.AppendLine(CultureInfo.InvariantCulture, $"\n```sql\n{query.Said}\n```\n```\n{await query.PlanAsync(connection)}```");
            }
        }

        Console.WriteLine("measuring ...");
        var (process, client) = await RunningComplaints.StartApartAsync(provider, database);
        await using var service = process;
        using var http = client;
        var tokens = await TestIssuer.SharedAsync();
        await WarmAsync(cases, tokens, http);
        Print($"{"what",-56} {"times",5} {"rows",7} {"HTTP p50",9} {"p95 ms",8} {"SQL p50",9} {"p95 ms",8} {"p95 HTTP/SQL",13} {"(floor+SQL)",12}");
        // Without a token, with one.
        double[] floors = [0, 0];
        foreach (var each in cases)
        {
            var token = each.TokenBy(tokens);
            var result = await MeasureAsync(each.Name, variant => SendAsync(each, token, variant, http), captured[each.Name], connection);
            ref var floor = ref floors[Math.Min(each.Grants.Length, 1)];
            floor = each.IsFloor ? result.Http95 : floor;
            Print(result, floor);
        }

        await MeasureSearchesAsync(provider, database, cases, captured, connection);
        if (report is not null)
        {
            await File.WriteAllTextAsync(report, $"# Plans on {provider}\n{plans}");
            Console.WriteLine($"The plans are in {report}.");
        }
    }

    /// <summary>
    /// One row by a unique index is found faster than a call that asks nothing is answered. So the searches by number are measured once more without HTTP: the use case itself, each time with a
    /// database context of its own, beside the same SQL.
    /// </summary>
    private static async Task MeasureSearchesAsync(DatabaseProvider provider, string database, List<Case> cases, Dictionary<string, List<IReadOnlyList<CapturedQuery>>> captured, System.Data.Common.DbConnection connection)
    {
        await using var service = await RunningComplaints.StartHereAsync(provider, database);
        var desk = new GrantedScope([Grant.Parse(Desk)!]);
        (string Name, Func<IServiceProvider, string, Task> Find)[] searches =
        [
            (DeskSearch, (services, number) => ListComplaints.Handle(
                new(null, null, null, null, null, null, number), new(null, null), desk, services.GetRequiredService<ComplaintsDb>(), services.GetRequiredService<Regency>(),
                services.GetRequiredService<CaseClock>(), TimeProvider.System, CancellationToken.None)),
            (PublicSearch, (services, number) => GetPublic.Handle(number, services.GetRequiredService<ComplaintsDb>(), CancellationToken.None)),
        ];
        foreach (var (name, find) in searches)
        {
            if (cases.SingleOrDefault(each => each.Name == name) is not { } search)
            {
                continue;
            }

            var numbers = Enumerable.Range(0, Variants).Select(variant => search.Request(variant).RequestUri!.ToString()).Select(address => address[(address.LastIndexOfAny(['/', '=']) + 1)..]).ToList();
            for (var warming = Stopwatch.StartNew(); warming.Elapsed < WarmUp / 10;)
            {
                await FindAsync(0);
            }

            Print(await MeasureAsync($"{name}, without HTTP", FindAsync, captured[name], connection), floor: 0);

            async Task FindAsync(int variant)
            {
                await using var scope = service.Services.CreateAsyncScope();
                await find(scope.ServiceProvider, numbers[variant]);
            }
        }
    }

    /// <summary>What each variant of each case makes the service ask.</summary>
    private static async Task<Dictionary<string, List<IReadOnlyList<CapturedQuery>>>> CaptureAsync(List<Case> cases, DatabaseProvider provider, string database)
    {
        using var listener = new QueryListener();
        await using var service = await RunningComplaints.StartHereAsync(provider, database);
        Dictionary<string, List<IReadOnlyList<CapturedQuery>>> captured = [];
        foreach (var each in cases)
        {
            using var client = each.Grants.Length == 0 ? service.CreateClient() : service.CreateClientGranted(each.Grants);
            captured[each.Name] = [];
            for (var variant = 0; variant < Variants; variant++)
            {
                listener.Take();
                using var request = each.Request(variant);
                using var response = await client.SendAsync(request);
                if (!each.IsAnswer(response))
                {
                    throw new InvalidOperationException($"{each.Name}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }

                captured[each.Name].Add(listener.Take());
            }
        }

        return captured;
    }

    /// <summary>A city's service has run for days, and the runtime has compiled for good what it often does; one that just started is several times slower.</summary>
    private static async Task WarmAsync(List<Case> cases, TestIssuer tokens, HttpClient http)
    {
        foreach (var each in cases)
        {
            var (token, warming) = (each.TokenBy(tokens), Stopwatch.StartNew());
            for (var variant = 0; warming.Elapsed < WarmUp / cases.Count; variant = (variant + 1) % Variants)
            {
                await SendAsync(each, token, variant, http);
            }
        }
    }

    private static async Task SendAsync(Case each, string? token, int variant, HttpClient http)
    {
        using var request = each.Request(variant);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        if (!each.IsAnswer(response))
        {
            throw new InvalidOperationException($"{each.Name}: {response.StatusCode}");
        }
    }

    private static async Task<Result> MeasureAsync(string name, Func<int, Task> ask, List<IReadOnlyList<CapturedQuery>> captured, System.Data.Common.DbConnection connection)
    {
        List<double> overHttp = [], bySql = [];
        var (rows, total) = (0, Stopwatch.StartNew());
        for (var time = -Variants; time < Times && (time < FewestTimes || total.Elapsed < LongestCase); time++)
        {
            var variant = (time + Variants) % Variants;
            var started = Stopwatch.GetTimestamp();
            await ask(variant);
            var between = Stopwatch.GetTimestamp();
            var read = 0;
            foreach (var query in captured[variant])
            {
                read += await query.ReadAsync(connection);
            }

            if (time >= 0)
            {
                overHttp.Add(Stopwatch.GetElapsedTime(started, between).TotalMilliseconds);
                bySql.Add(Stopwatch.GetElapsedTime(between).TotalMilliseconds);
                rows += read;
            }
        }

        overHttp.Sort();
        bySql.Sort();
        return new(name, overHttp.Count, (double)rows / overHttp.Count, At(overHttp, 50), At(overHttp, 95), At(bySql, 50), At(bySql, 95));

        static double At(List<double> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100];
    }

    private static async Task<List<Case>> CasesAsync(DatabaseProvider provider, string database)
    {
        await using var connection = QueryListener.Open(provider, database);
        // Spread over the newest month, whose complaints people look for.
        var some = await RowsAsync(connection, """
            SELECT "TrackingNumber", "VillageCode", "CategoryCode", "Place_Latitude", "Place_Longitude", "Description" FROM "Complaints"
            WHERE "Place_Latitude" IS NOT NULL AND "Visibility" <> 'Secret' AND "CategoryCode" IN ('JALAN', 'PJU', 'SAMPAH', 'SALURAN') ORDER BY "ReceivedAt" DESC LIMIT 20000
            """);
        var sample = Enumerable.Range(0, Variants).Select(index => some[index * some.Count / Variants]).ToList();
        string[] districts = ["35.71.01", "35.71.02", "35.71.03"];
        string[] agencies = ["DPKP", "DPUPR", "DLHKP", "PDAM"];
        return
        [
            Get("floor: a call with a token, no query", _ => "?page=0", Desk),
            Get("floor: a call without a token, no query", _ => "/public?from=1999-01-01"),
            Get("desk: all, first page", _ => "?", Desk),
            Get("desk: received, first page", _ => "?status=Received", Desk),
            Get("desk: closed, 200th page", _ => "?status=Closed&page=200", Desk),
            Get("desk: forwarded and in progress of a village", index => $"?status=Forwarded&status=InProgress&village={sample[index][1]}", Desk),
            Get("desk: category, fifth page", index => $"?category={sample[index][2]}&page=5", Desk),
            Get("desk: a village's category", index => $"?category={sample[index][2]}&village={sample[index][1]}", Desk),
            Get("desk: due=Late", _ => "?due=Late", Desk),
            Get("desk: due=Today, third page", _ => "?due=Today&page=3", Desk),
            Get("desk: due=PastTarget", _ => "?due=PastTarget", Desk),
            Get("desk: due=Alarm", _ => "?due=Alarm", Desk),
            Get("desk: emergencies in progress", _ => "?emergency=true&status=InProgress", Desk),
            Get("desk of one district: received", index => "?status=Received", "operator112 region=35.71.02"),
            Get("desk of one district: all, first page", index => "?", "operator112 region=35.71.02"),
            Get("agency: all of theirs, first page", _ => "?", "agencyOfficer region=35.71 agency=DPKP"),
            Get("agency: due=Late", _ => "?due=Late", "agencyOfficer region=35.71 agency=DPKP"),
            Get("desk: led by an agency, forwarded", index => $"?agency={agencies[index % 4]}&status=Forwarded", Desk),
            Get(DeskSearch, index => $"?number={sample[index][0]}", Desk),
            Get(PublicSearch, index => $"/public/{sample[index][0]}"),
            new("duplicates: POST similar", index => new(HttpMethod.Post, new Uri("/api/complaints/similar", UriKind.Relative))
            {
                Content = JsonContent.Create(new
                {
                    categoryCode = sample[index][2], villageCode = sample[index][1], description = sample[index][5],
                    location = new { latitude = sample[index][3], longitude = sample[index][4] },
                }),
            }),
            Get("map: whole city, 90 days", _ => "/public/map?west=111.9&south=-7.95&east=112.15&north=-7.7&zoom=12"),
            Get("map: one district, 90 days", index => $"/public/map?west=111.9&south=-7.95&east=112.15&north=-7.7&zoom=13&region={districts[index % 3]}"),
            Get("map: a screen at zoom 14", index => Box(sample[index], 0.02, 14)),
            Get("map: single complaints at zoom 17", index => Box(sample[index], 0.002, 17)),
            Get("public list, first page", _ => "/public"),
            Get("public list of a village, open", index => $"/public?region={sample[index][1]}&state=Open"),
            Get("statistics by category, 90 days", _ => "/public/statistics?by=Category"),
            Get("statistics by village, 366 days", _ => string.Create(CultureInfo.InvariantCulture, $"/public/statistics?by=Village&from={TimeProvider.System.GetUtcNow().AddDays(-364):yyyy-MM-dd}")),
        ];

        static Case Get(string name, Func<int, string> path, params string[] grants)
            => new(name, index => new(HttpMethod.Get, new Uri("/api/complaints" + path(index), UriKind.Relative)), grants);

        static string Box(object[] row, double half, int zoom)
        {
            var (latitude, longitude) = ((double)row[3], (double)row[4]);
            return string.Create(CultureInfo.InvariantCulture, $"/public/map?west={longitude - half}&south={latitude - half}&east={longitude + half}&north={latitude + half}&zoom={zoom}");
        }
    }

    private static async Task<List<object[]>> RowsAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<object[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Print(Result result, double floor) => Print(
        $"{result.Name,-56} {result.Times,5} {result.Rows,7:0} {result.Http50,9:0.00} {result.Http95,8:0.00} {result.Sql50,9:0.00} {result.Sql95,8:0.00} {result.Http95 / result.Sql95,13:0.0} {result.Http95 / (floor + result.Sql95),12:0.0}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
