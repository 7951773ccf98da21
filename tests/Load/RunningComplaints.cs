using System.Text.RegularExpressions;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load;

/// <summary>The Complaints service on a database that is there already.</summary>
internal static partial class RunningComplaints
{
    /// <summary>In this process, for looking inside.</summary>
    public static async Task<RunningService<ComplaintsDb>> StartHereAsync(DatabaseProvider provider, string database)
    {
        // What it reads lies beside this program.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_PLANNINGPLATFORM_COMPLAINTS", AppContext.BaseDirectory);
        var service = await RunningService<ComplaintsDb>.StartAsync("complaints", broker: null, new("ConnectionStrings:complaints-db", database), new("Database:Provider", provider.ToString()));
        await service.ReadyAsync();
        return service;
    }

    /// <summary>In a process of its own, as it runs in a city.</summary>
    /// <returns>The process, and a client.</returns>
    public static async Task<(TestProcess Process, HttpClient Client)> StartApartAsync(DatabaseProvider provider, string database)
    {
        var folder = Directory.CreateTempSubdirectory("planning-complaints-").FullName;
        var process = new TestProcess(
            typeof(ComplaintsDb).Assembly,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings__complaints-db"] = database,
                ["Database__Provider"] = provider.ToString(),
                ["ConnectionStrings__messaging"] = await TestBroker.CreateVirtualHostAsync(),
                ["Data__Folder"] = folder,
                ["urls"] = "http://127.0.0.1:0",
                ["Identity__Authority"] = (await TestIssuer.SharedAsync()).Authority,
                ["Demo__Enabled"] = "true",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            });
        var address = "";
        await Eventually.TrueAsync(() => Task.FromResult((address = process.Output.Select(line => Listening().Match(line).Value).FirstOrDefault(found => found.Length > 0) ?? "").Length > 0), "the service listens");
        var client = new HttpClient { BaseAddress = new Uri(address) };
        await Eventually.TrueAsync(async () => await HealthyAsync(client), "the service is healthy");
        return (process, client);
    }

    [GeneratedRegex("(?<=Now listening on: )http://127.0.0.1:[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    private static async Task<bool> HealthyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetStringAsync(new Uri("/health", UriKind.Relative))).Contains("\"Healthy\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
