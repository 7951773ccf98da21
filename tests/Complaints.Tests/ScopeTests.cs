using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The desk works where its grants say: Banjaran lies in the district 35.71.02, Bandar Kidul in 35.71.01.</summary>
public sealed class ScopeTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private const string Banjaran = "35.71.02.1012";
    private const string BandarKidul = "35.71.01.1002";

    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task An_operator_of_a_district_lists_and_counts_what_lies_in_it()
    {
        // Counts all there is, so it has a service of its own.
        await using var api = await ComplaintsApi.StartAsync();
        var here = new[] { await LodgeAsync(Banjaran, api), await LodgeAsync(Banjaran, api) };
        await LodgeAsync(BandarKidul, api);
        await LodgeAsync(village: null, api);
        using var desk = api.ClientGranted("operator112 region=35.71.02");

        var all = await desk.GetFromJsonAsync<JsonElement>("/api/complaints");
        var second = await desk.GetFromJsonAsync<JsonElement>("/api/complaints?status=Received&page=2&pageSize=1");

        Assert.Equal(here, Ids(all));
        Assert.Equal(2, second.GetProperty("total").GetInt32());
        Assert.Equal([here[1]], Ids(second));
        Assert.Equal(4, await api.TotalAsync());
    }

    [Theory]
    [InlineData("operator112 region=35.71", true)]
    [InlineData("supervisor112 region=35.71.02", true)]
    [InlineData("operator112 region=35.71.02.1012", true)]
    [InlineData("operator112 region=35.71.02.1012 agency=DISKOMINFO", true)]
    [InlineData("operator112 region=35.71.01", false)]
    [InlineData("operator112 region=35.71.02.1011", false)]
    public async Task A_complaint_is_open_to_whoever_has_its_village_or_what_that_lies_in(string grant, bool opens)
    {
        var complaint = await LodgeAsync(Banjaran);
        using var desk = _api.ClientGranted(grant);

        using var answer = await desk.GetAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative));

        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(opens ? [complaint] : [], await ListedAsync(desk, complaint));
    }

    [Theory]
    [InlineData("agencyOfficer region=35.71 agency=DPUPR", true)]
    [InlineData("agencyOfficer region=35.71.02 agency=DPUPR", true)]
    [InlineData("agencyOfficer region=35.71.01 agency=DPUPR", false)]
    [InlineData("agencyOfficer region=35.71 agency=DINKES", false)]
    [InlineData("agencyOfficer region=35.71", false)]
    [InlineData("agencyOfficer region=35.71.01 agency=DPUPR|agencyOfficer region=35.71.02 agency=DINKES", false)]
    [InlineData("agencyOfficer region=35.71 agency=DINKES|operator112 region=35.71.02", true)]
    public async Task An_officer_has_what_was_forwarded_to_their_agency_from_their_region_and_answers_it(string grants, bool theirs)
    {
        using var desk = _api.ClientGranted("operator112 region=35.71");
        using var officer = _api.ClientGranted(grants.Split('|'));
        var elsewhere = await LodgeAsync(BandarKidul);
        var complaint = await LodgeAsync(Banjaran);
        await PostAsync(desk, complaint, "verify", "{}");
        var before = await ListedAsync(officer, complaint, elsewhere);
        await PostAsync(desk, complaint, "forward", """{"agencyCode":"DPUPR"}""");

        var after = await ListedAsync(officer, complaint, elsewhere);
        using var opened = await officer.GetAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative));
        var answered = await PostAsync(officer, complaint, "resolve", """{"note":"Sudah ditambal"}""");

        Assert.Equal(grants.Contains("operator112", StringComparison.Ordinal) ? [complaint] : [], before);
        Assert.Equal(theirs ? [complaint] : [], after);
        Assert.Equal(theirs ? HttpStatusCode.OK : HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(theirs ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answered);
    }

    [Fact]
    public async Task An_officer_is_offered_the_answer_and_nothing_of_the_desk()
    {
        using var desk = _api.ClientGranted("operator112 region=35.71");
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPUPR");
        var complaint = await LodgeAsync(Banjaran);
        await PostAsync(desk, complaint, "verify", "{}");
        await PostAsync(desk, complaint, "forward", """{"agencyCode":"DPUPR"}""");

        var theirs = await officer.GetFromJsonAsync<JsonElement>($"/api/complaints/{complaint}");
        var ours = await desk.GetFromJsonAsync<JsonElement>($"/api/complaints/{complaint}");

        Assert.Equal(["Start", "Return", "Postpone", "Resolve", "Ask", "Reply", "Note"], theirs.GetProperty("legalMoves").EnumerateArray().Select(move => move.GetString()));
        Assert.Superset(
            new HashSet<string?> { "Resolve", "RequestMobileUnit", "Forward", "Transfer", "Merge", "Protect" }, ours.GetProperty("legalMoves").EnumerateArray().Select(move => move.GetString()).ToHashSet());
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(officer, complaint, "forward", """{"agencyCode":"DINKES"}"""));

        await PostAsync(desk, complaint, "request-mobile-unit", """{"purpose":"Health","note":"Yang melapor menunggu di RT 2"}""");
        Assert.Contains("menunggu di RT 2", await desk.GetStringAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("menunggu di RT 2", await officer.GetStringAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_reads_of_a_called_unit_neither_who_at_the_desk_called_it_nor_a_number_in_its_words()
    {
        using var desk = _api.ClientGranted("operator112 region=35.71");
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=SATPOLPP");
        var complaint = (await _api.LodgeOneAsync(ComplaintsApi.Report("Ular masuk dapur", "EM-HEWAN", "Anonymous"))).Id;
        await PostAsync(desk, complaint, "verify", "{}");
        await PostAsync(desk, complaint, "forward", """{"agencyCode":"SATPOLPP"}""");
        var card = (await _api.DoAsync(complaint, "units", new { unit = "Damkar" }, desk)).Id();
        await _api.DoAsync(complaint, $"units/{card}", new { step = "Confirmed", outcome = "Ular diamankan, pelapor 0812-3456-7890" }, desk);

        var ours = (await _api.FileAsync(complaint, desk)).GetProperty("handOffs")[0];
        var theirs = (await _api.FileAsync(complaint, officer)).GetProperty("handOffs")[0];

        Assert.Contains("3456", ours.Text("outcome"), StringComparison.Ordinal);
        Assert.Equal(("Lapor 112", "Ular diamankan, pelapor •••"), (theirs.Text("calledBy"), theirs.Text("outcome")));
        Assert.NotEqual("Lapor 112", ours.Text("calledBy"));
    }

    [Theory]
    [InlineData("verify", "{}")]
    [InlineData("forward", """{"agencyCode":"DPUPR"}""")]
    [InlineData("request-mobile-unit", """{"purpose":"Health"}""")]
    [InlineData("resolve", """{"note":"Selesai"}""")]
    public async Task What_is_done_to_a_complaint_elsewhere_is_refused_and_leaves_it_as_it_was(string action, string body)
    {
        var lodged = await _api.LodgeOneAsync();
        using var elsewhere = _api.ClientGranted("operator112 region=35.71.01");
        elsewhere.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var refused = await elsewhere.PostAsync(new Uri($"/api/complaints/{lodged.Id}/{action}", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = await refused.ProblemAsync();
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.StartsWith("This lies outside", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Received"], await _api.CodesAsync(lodged));
    }

    [Fact]
    public async Task A_complaint_that_nobody_knows_the_village_of_belongs_to_the_whole_city()
    {
        var complaint = await LodgeAsync(village: null);
        using var district = _api.ClientGranted("operator112 region=35.71.01", "operator112 region=35.71.02", "operator112 region=35.71.03");

        using var refused = await district.GetAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative));
        using var opened = await _api.Operator.GetAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task Several_grants_add_up_but_only_those_of_roles_that_the_desk_lets_in()
    {
        var both = new[] { await LodgeAsync(Banjaran), await LodgeAsync(BandarKidul) };
        using var two = _api.ClientGranted("operator112 region=35.71.01", "supervisor112 region=35.71.02.1012");
        using var other = _api.ClientGranted("operator112 region=35.71.01", "dispatcher region=35.71");

        Assert.Equal(both, await ListedAsync(two, both));
        Assert.Equal([both[1]], await ListedAsync(other, both));
    }

    [Fact]
    public async Task What_somebody_inherits_by_decree_counts_like_their_own()
    {
        var complaint = await LodgeAsync(BandarKidul);
        var issuer = await TestIssuer.SharedAsync();
        using var acting = _api.ClientWith(issuer.Token(
            "plh", new Claim("role", "operator112"), new("grant", "operator112 region=35.71.02"), new("grant", "operator112 region=35.71.01"), new("acting_grant", "operator112 region=35.71.01")));

        using var answer = await acting.GetAsync(new Uri($"/api/complaints/{complaint}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("operator112")]
    [InlineData("operator112 region=")]
    [InlineData("operator112 region=35.72")]
    [InlineData("operator112 region=35")]
    [InlineData("operator112 region=35.7")]
    [InlineData("operator112 region=35.71.02.1012.1")]
    [InlineData("operator112 region=35.71 region=35.71.02")]
    [InlineData("operator112 region=35.71 desk=2")]
    [InlineData("operator112 region=35.71 agency")]
    [InlineData("operator112  region=35.71")]
    [InlineData("dispatcher region=35.71")]
    public async Task A_role_without_a_grant_of_it_in_this_city_opens_nothing(string? grant)
    {
        var issuer = await TestIssuer.SharedAsync();
        Claim[] claims = [new("role", "operator112"), new("region", "35.71"), .. grant is null ? Array.Empty<Claim>() : [new("grant", grant)]];
        using var desk = _api.ClientWith(issuer.Token("operator", claims));

        using var refused = await desk.GetAsync(new Uri("/api/complaints", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task The_database_finds_the_complaints_of_a_village_by_an_index() => await AssertVillagesHaveTheirIndexAsync(_api);

    [Fact]
    public async Task Nor_do_later_migrations_down_and_up_again_take_that_index_away()
    {
        await using var api = await ComplaintsApi.StartAsync();

        await api.MigrateDownAndUpAsync("ComplaintsAreFoundByVillage");

        await AssertVillagesHaveTheirIndexAsync(api);
    }

    [Fact]
    public async Task Messages_that_are_stuck_are_for_an_administrator_of_the_whole_city()
    {
        using var city = _api.ClientFor(Roles.Admin);
        using var district = _api.ClientGranted("admin region=35.71.02");

        using var shown = await city.GetAsync(new Uri("/api/complaints/stuck-messages", UriKind.Relative));
        using var refused = await district.GetAsync(new Uri("/api/complaints/stuck-messages", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, await refused.CodeAsync()));
    }

    private static async Task AssertVillagesHaveTheirIndexAsync(ComplaintsApi api)
        => Assert.Equal(1, Convert.ToInt32(
            await api.Database.ValueAsync<object>(TestDatabase.Provider switch
            {
                DatabaseProvider.PostgreSql => "SELECT count(*) FROM pg_indexes WHERE indexname = 'IX_Complaints_VillageCode_Status_ReceivedAt'",
                DatabaseProvider.SqlServer => "SELECT count(*) FROM sys.indexes WHERE name = 'IX_Complaints_VillageCode_Status_ReceivedAt'",
                _ => "SELECT count(*) FROM sqlite_master WHERE name = 'IX_Complaints_VillageCode_Status_ReceivedAt'",
            }), null));

    /// <param name="village">Null: a point beyond the border.</param>
    private async Task<Guid> LodgeAsync(string? village, ComplaintsApi? api = null)
    {
        using var lodged = await (api ?? _api).LodgeAsync(village is null
            ? new { categoryCode = "TRANTIB", description = "Lampu padam", location = new { latitude = -7.2, longitude = 112.7 }, visibility = "Public" }
            : new { categoryCode = "TRANTIB", description = "Lampu padam", villageCode = village, visibility = "Public" });
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        return (await lodged.ProblemAsync()).GetProperty("id").GetGuid();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Guid complaint, string action, string body)
    {
        using var answer = await client.PostAsync(new Uri($"/api/complaints/{complaint}/{action}", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    /// <summary>Those of these that are on somebody's list, in its order.</summary>
    private static async Task<IEnumerable<Guid>> ListedAsync(HttpClient client, params Guid[] these)
        => Ids(await client.GetFromJsonAsync<JsonElement>("/api/complaints?pageSize=200")).Where(these.Contains);

    private static IEnumerable<Guid> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
}
