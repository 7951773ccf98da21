using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What the service asks for its lists is found by an index. SQLite says how it would go about a query without looking at a clock.</summary>
public sealed class QueryPlanTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private const string Desk = "operator112 region=35.71";

    private readonly ComplaintsApi _api = fixture.Api;

    [Theory]
    [InlineData("?status=Received", Desk)]
    [InlineData("?status=Closed&page=200", Desk)]
    [InlineData("?status=Forwarded&status=InProgress&village=35.71.02.1012", Desk)]
    [InlineData("?category=PJU", Desk)]
    [InlineData("?category=PJU&village=35.71.02.1012", Desk)]
    [InlineData("?due=Late", Desk)]
    [InlineData("?due=Today", Desk)]
    [InlineData("?due=PastTarget", Desk)]
    [InlineData("?due=Alarm", Desk)]
    [InlineData("?emergency=true&status=InProgress", Desk)]
    [InlineData("?agency=DPKP&status=Forwarded", Desk)]
    [InlineData("?number=ADU-0000-0000", Desk)]
    [InlineData("?status=Received", "operator112 region=35.71.02")]
    [InlineData("", "operator112 region=35.71.02")]
    [InlineData("?due=Late", "agencyOfficer region=35.71 agency=DPKP")]
    [InlineData("", "agencyOfficer region=35.71 agency=DPKP")]
    [InlineData("/public", "")]
    [InlineData("/public?region=35.71.02.1012&state=Open", "")]
    [InlineData("/public/map?west=111.9&south=-7.95&east=112.15&north=-7.7&zoom=12", "")]
    [InlineData("/public/map?west=112.0&south=-7.83&east=112.005&north=-7.825&zoom=17", "")]
    [InlineData("/public/statistics?by=Village", "")]
    public async Task Nothing_reads_every_complaint_to_find_a_few(string path, string grant)
    {
        if (TestDatabase.Provider != DatabaseProvider.Sqlite)
        {
            return;
        }

        using var officer = grant.Length == 0 ? null : _api.ClientGranted(grant);
        var client = officer ?? _api.Resident;
        using var listener = new QueryListener(DatabaseFile);
        using var answer = await client.GetAsync(new Uri("/api/complaints" + path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        await AssertByIndexAsync(listener.Take(), inOrder: path.Length == 0);
    }

    [Fact]
    public async Task The_search_for_what_may_be_the_same_reads_what_is_near()
    {
        if (TestDatabase.Provider != DatabaseProvider.Sqlite)
        {
            return;
        }

        var (village, description, location) = ("35.71.02.1012", "Lampu jalan di Gang Flamboyan mati sudah tiga hari, depan pos ronda", new { latitude = -7.86, longitude = 112.06 });
        await _api.LodgeOneAsync(new { categoryCode = "PJU", description, villageCode = village, location, visibility = "Public" });
        using var listener = new QueryListener(DatabaseFile);
        using var answer = await _api.Resident.PostAsJsonAsync("/api/complaints/similar", new { categoryCode = "PJU", description, villageCode = village, location });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        await AssertByIndexAsync(listener.Take());
    }

    private string DatabaseFile => new SqliteConnectionStringBuilder(_api.Database.ConnectionString).DataSource;

    private async Task AssertByIndexAsync(IReadOnlyList<CapturedQuery> asked, bool inOrder = false)
    {
        await using var connection = QueryListener.Open(DatabaseProvider.Sqlite, _api.Database.ConnectionString);
        var ofComplaints = asked.Where(query => query.Sql.Contains("\"Complaints\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofComplaints);
        foreach (var query in ofComplaints)
        {
            var plan = await query.PlanAsync(connection);
            // A page in the order of receipt ends after its last row.
            Assert.False(plan.Split('\n').Any(step => step.StartsWith("SCAN c", StringComparison.Ordinal) && !step.Contains("IX_Complaints_ReceivedAt_Id", StringComparison.Ordinal)), $"{query.Said}\n{plan}");
            Assert.False(inOrder && plan.Contains("USE TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal), $"{query.Said}\n{plan}");
        }
    }
}
