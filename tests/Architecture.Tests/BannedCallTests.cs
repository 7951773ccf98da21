namespace PlanningPlatform.Architecture.Tests;

/// <summary>Calls that only one place may make, or none. (What BannedSymbols.txt can say the compiler already refuses.)</summary>
public sealed class BannedCallTests
{
    [Theory]
    [InlineData("ExecuteSql", "services/Persistence", "SQL differs between databases")]
    [InlineData("FromSql", "services/Persistence", "SQL differs between databases")]
    [InlineData("SqlQuery", "services/Persistence", "SQL differs between databases")]
    [InlineData(".UseSqlite(", "services/Persistence", "the database is chosen by setting")]
    [InlineData(".UseNpgsql(", "services/Persistence", "the database is chosen by setting")]
    [InlineData(".UseSqlServer(", "services/Persistence", "the database is chosen by setting")]
    [InlineData("EnableSensitiveDataLogging", null, "what people entrust would be in the logs")]
    [InlineData("DangerousAcceptAnyServerCertificateValidator", null, "whoever stands in between would be believed")]
    [InlineData("AllowAnyOrigin", null, "other sites call nothing with our cookies")]
    [InlineData("new HttpClient(", null, "HttpClientFactory renews addresses and is seen in traces")]
    [InlineData("ClaimTypes.", null, "tokens carry their claims under the names they were issued with")]
    [InlineData("#pragma warning disable RS0030", null, "a banned call is banned")]
    public void A_call_is_made_only_where_it_belongs(string call, string? allowedIn, string why)
    {
        var files = new[] { "services", "gateway", "ServiceDefaults" }.SelectMany(folder => Repository.SourceFiles(folder))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal) && (allowedIn is null || !file.Contains($"/{allowedIn}/", StringComparison.Ordinal)));
        Assert.All(files, file => Assert.False(
            File.ReadAllText(file).Contains(call, StringComparison.Ordinal), $"{Path.GetRelativePath(Repository.Root, file)} calls {call}: {why}."));
    }
}
