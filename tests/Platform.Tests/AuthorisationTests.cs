using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanningPlatform.Regions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// Who may call what, and where: every endpoint that the running services name is called by every role and by nobody, and by those whom it
/// lets in with another place in their grant, through the gateway; the outcome is compared with the table in docs/authorisation.md.
/// </summary>
[Collection(PlatformCollection.Name)]
public sealed partial class AuthorisationTests(PlatformFixture fixture)
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    private const string Everybody = "everybody";
    private const string SignedIn = "whoever is signed in";
    private const string Gateway = "gateway";

    /// <summary>Where the complaint, its request and its journey are that the test makes, and another district without any of them.</summary>
    private const string Here = "35.71.02", HereVillage = "35.71.02.1012", Elsewhere = "35.71.01", ElsewhereVillage = "35.71.01.1002";

    /// <summary>To which it is forwarded.</summary>
    private const string Agency = "DINKES";

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        using var client = fixture.Platform.CreateClient();
        var callers = await SignInAsync(client);
        var endpoints = new List<(string Service, Endpoint Endpoint, List<string> Roles, string Who)>();
        var table = File.ReadLines(Path.Combine(PlatformProcess.RepositoryFolder(), "docs", "authorisation.md")).Where(line => Row().IsMatch(line)).ToList();
        foreach (var service in await ServicesAsync(client))
        {
            foreach (var endpoint in service == Gateway ? OfGateway(table) : await EndpointsAsync(client, service))
            {
                var (roles, who) = await WhoAsync(client, endpoint, callers);
                endpoints.Add((service, endpoint, roles, who));
            }
        }

        var somebody = await Somebody.InvitedAsync(client, callers["admin"]);
        // A list tells whom it holds back only when it holds something: a ride that has ended, one that has not, and what an office booked.
        var dispatcher = await somebody.WithAsync("dispatcher", Here);
        var driven = await WorkAsync(client, callers, dispatcher);
        foreach (var step in (string[])["accept", "depart", "arrive", "complete"])
        {
            await Somebody.SendAsync(client, HttpMethod.Post, $"/api/dispatch/journeys/{driven.Journey}/{step}", new { }, callers["crew"]);
        }

        var work = await WorkAsync(client, callers, dispatcher);
        await BookAtCounterAsync(client, await somebody.WithAsync("villageHead", HereVillage));
        var places = new Dictionary<string, Places>(StringComparer.Ordinal);
        foreach (var role in endpoints.SelectMany(endpoint => endpoint.Roles).Distinct())
        {
            places[role] = await PlacesOfAsync(somebody, role, callers[role], work, driven);
        }

        var withoutGrant = await somebody.WithoutGrantAsync();
        var measured = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (service, endpoint, roles, who) in endpoints)
        {
            var where = new List<(string Role, string Where)>();
            foreach (var role in roles)
            {
                where.Add((role, await WhereAsync(client, endpoint, places[role], work)));
            }

            Assert.False(roles.Count > 0 && await IsLetInAsync(client, endpoint, withoutGrant), $"{endpoint} lets in somebody without any grant.");
            measured[$"{service} {endpoint.Path} {endpoint.Method}"] = $"| {service} | `{endpoint.Method} {endpoint.Path}` | {who} | {InWords(where)} |";
        }

        // The lurah has just taken the consent back; other tests find the unit as it was.
        await Somebody.SendAsync(client, HttpMethod.Post, $"/api/mobile-units/{work.Unit}/consent", new { }, callers["villageHead"]);

        var differences = measured.Values.Except(table, StringComparer.Ordinal).Select(line => $"the services say   {line}")
            .Concat(table.Except(measured.Values, StringComparer.Ordinal).Select(line => $"the table says     {line}")).Order(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, "docs/authorisation.md and the running services differ:\n" + string.Join('\n', differences));
    }

    /// <summary>A token for each role, of its demo account.</summary>
    private async Task<Dictionary<string, string>> SignInAsync(HttpClient client)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(fixture.Platform.DataFolder, "demo-accounts.txt")))
        {
            var (username, role) = (line.Split(';')[0], line.Split(';')[1]);
            using var answer = await client.PostAsJsonAsync("/api/identity/token", new { username, password = fixture.Platform.DemoPassword });
            answer.EnsureSuccessStatusCode();
            tokens[role] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        }

        return tokens;
    }

    /// <summary>All that the gateway leads to, and itself; the portal has pages, which are checked in its own tests.</summary>
    private static async Task<List<string>> ServicesAsync(HttpClient client)
    {
        var health = await client.GetFromJsonAsync<JsonElement>("/health");
        return [.. health.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("name").GetString()!).Where(service => service != "portal"), Gateway];
    }

    /// <summary>It has no document; that the table names all it has, and nothing else, is checked in Architecture.Tests/EndpointTests.</summary>
    private static IEnumerable<Endpoint> OfGateway(List<string> table)
        => table.Where(row => row.StartsWith($"| {Gateway} |", StringComparison.Ordinal)).Select(row => row.Split('`')[1].Split(' ')).Select(call => new Endpoint(call[0], call[1], "application/x-www-form-urlencoded", Lists: false));

    private static async Task<List<Endpoint>> EndpointsAsync(HttpClient client, string service)
    {
        var document = await client.GetFromJsonAsync<JsonElement>($"/openapi/{service}.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => new Endpoint(
            operation.Name.ToUpperInvariant(), path.Name, operation.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Name : "application/json",
            operation.Value.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "pageSize"))))];
    }

    /// <returns>The roles that are named, none where it is everybody.</returns>
    private static async Task<(List<string> Roles, string Who)> WhoAsync(HttpClient client, Endpoint endpoint, Dictionary<string, string> callers)
    {
        if (await IsLetInAsync(client, endpoint, token: null))
        {
            return ([], Everybody);
        }

        List<string> roles = [];
        foreach (var (role, token) in callers)
        {
            if (await IsLetInAsync(client, endpoint, token))
            {
                roles.Add(role);
            }
        }

        roles.Sort(StringComparer.Ordinal);
        return roles.Count == callers.Count ? ([], SignedIn) : (roles, roles.Count == 0 ? "nobody" : string.Join(", ", roles));
    }

    /// <summary>A complaint here, its request for a Mobmas and the journey of a unit from here.</summary>
    /// <param name="dispatcher">Whose units are those from here.</param>
    private static async Task<Work> WorkAsync(HttpClient client, Dictionary<string, string> callers, string dispatcher)
    {
        var lodged = await Somebody.SendAsync(client, HttpMethod.Post, "/api/complaints", new { categoryCode = "ANTAR", description = "Kontrol ke puskesmas", villageCode = HereVillage, visibility = "Public" });
        var complaint = lodged.GetProperty("id").GetGuid();
        foreach (var (action, body) in ((string, object)[])[("verify", new { }), ("forward", new { agencyCode = Agency }), ("request-mobile-unit", new { purpose = "Health" })])
        {
            await Somebody.SendAsync(client, HttpMethod.Post, $"/api/complaints/{complaint}/{action}", body, callers["operator112"]);
        }

        JsonElement request = default;
        await Eventually.TrueAsync(async () =>
        {
            var waiting = await Somebody.SendAsync(client, HttpMethod.Get, "/api/dispatch/requests?status=Waiting&pageSize=200", null, dispatcher);
            request = waiting.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.GetProperty("complaintId").ValueKind == JsonValueKind.String && item.GetProperty("complaintId").GetGuid() == complaint);
            return request.ValueKind != JsonValueKind.Undefined;
        }, "the request waits in the queue");
        var id = request.GetProperty("id").GetGuid();
        var units = await Somebody.SendAsync(client, HttpMethod.Get, $"/api/dispatch/requests/{id}/suggestions", null, dispatcher);
        var unit = units.GetProperty("items")[0];
        var assigned = await Somebody.SendAsync(client, HttpMethod.Post, $"/api/dispatch/requests/{id}/assign", new { unitId = unit.GetProperty("unitId").GetGuid(), reason = "Paling dekat" }, dispatcher);
        return new(complaint, id, assigned.GetProperty("journeyId").GetGuid(), unit.GetProperty("name").GetString()!.Split(' ')[1], unit.GetProperty("unitId").GetGuid());
    }

    /// <summary>What a village office sees in its own list.</summary>
    private static async Task BookAtCounterAsync(HttpClient client, string villageHead)
    {
        var from = Kediri.TimeZone.ToInstant(Kediri.TimeZone.DateOf(TimeProvider.System.GetUtcNow()).AddDays(2), new(9, 0));
        await Somebody.SendAsync(client, HttpMethod.Post, "/api/mobile-units/counter", new
        {
            purpose = "Health", passengers = 1, pickUp = new { villageCode = HereVillage, name = "depan musala" }, dropOff = new { destination = "rsud-gambiran" }, from, until = from.AddMinutes(30),
            contact = new { name = "Seorang warga", phone = "0812-0000-0066", privacyNotice = ServiceDefaults.PrivacyNotice.Version },
        }, villageHead);
    }

    private static async Task<Places> PlacesOfAsync(Somebody somebody, string role, string demo, Work work, Work driven)
    {
        string[] marks = [work.Journey.ToString(), work.Request.ToString(), work.Complaint.ToString(), work.UnitCode, driven.UnitCode];
        return role switch
        {
            "crew" => new(demo, await somebody.WithAsync(role, "35.71", work.UnitCode), await somebody.WithAsync(role, "35.71", "MB-01"), marks, "their unit"),
            "agencyOfficer" => new(demo, await somebody.WithAsync(role, "35.71", agency: Agency), await somebody.WithAsync(role, "35.71", agency: "DPUPR"), marks, "their agency"),
            "villageHead" or "villageSectionHead" or "neighbourhoodOfficer" or "communityGroup" =>
                new(demo, await somebody.WithAsync(role, HereVillage), await somebody.WithAsync(role, ElsewhereVillage), [HereVillage, .. marks], "their region"),
            _ => new(demo, await somebody.WithAsync(role, Here), await somebody.WithAsync(role, Elsewhere), [Here, .. marks], "their region"),
        };
    }

    /// <summary>
    /// What the grant's place does: a call about something here is refused elsewhere, and a list names nothing of here to whoever is elsewhere. What
    /// is refused here as well, to whoever has this district only, is for the whole city.
    /// </summary>
    private static async Task<string> WhereAsync(HttpClient client, Endpoint endpoint, Places of, Work work)
    {
        var (here, elsewhere) = (await AskAsync(client, endpoint, of.Here, work), await AskAsync(client, endpoint, of.Elsewhere, work));
        if (here.IsOutside)
        {
            var city = await AskAsync(client, endpoint, of.City, work);
            return city.IsOutside || !elsewhere.IsOutside ? "refused in the right place" : "whole city";
        }

        return elsewhere.IsOutside || of.Marks.Any(mark => here.Text.Contains(mark, StringComparison.Ordinal) && !elsewhere.Text.Contains(mark, StringComparison.Ordinal)) ? of.Bound : "-";
    }

    private static async Task<(bool IsOutside, string Text)> AskAsync(HttpClient client, Endpoint endpoint, string token, Work work)
    {
        using var answer = await SendAsync(client, endpoint with { Path = $"{work.PathOf(endpoint.Path)}{(endpoint.Lists ? "?pageSize=200" : "")}" }, token);
        var outside = answer.StatusCode == HttpStatusCode.Forbidden && await CodeAsync(answer) is "outside_scope" or "not_your_unit";
        return (outside, await answer.Content.ReadAsStringAsync());
    }

    private static string InWords(List<(string Role, string Where)> where) => where.Select(role => role.Where).Distinct().ToList() switch
    {
        [] => "-",
        [var same] => same,
        _ => string.Join(", ", where.Select(role => $"{role.Role} {role.Where}")),
    };

    /// <summary>What comes back does not matter (usually that there is no such thing, or that a field is missing), as long as it is not 401 or 403.</summary>
    private static async Task<bool> IsLetInAsync(HttpClient client, Endpoint endpoint, string? token)
    {
        using var answer = await SendAsync(client, endpoint with { Path = Parameter().Replace(endpoint.Path, "00000000-0000-7000-8000-000000000000") }, token);
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            // Asking for a password is the sign-in's own 401, which everybody may hear.
            || (answer.StatusCode == HttpStatusCode.Unauthorized && await CodeAsync(answer) is not "unauthenticated");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Endpoint endpoint, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path);
        if (endpoint.Method != "GET")
        {
            // Of another type it would be turned away before anybody asks who sent it.
            request.Content = new StringContent("{}", Encoding.UTF8, endpoint.Takes);
            // What the gateway answers itself it takes only from a page of its own.
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            // It does not end by itself: what is told first says enough.
            using var stream = answer.Content;
            answer.Content = new StringContent(await UntilReadyAsync(stream));
        }

        Assert.True((int)answer.StatusCode is < 500 and not 429, $"{endpoint} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private static async Task<string> UntilReadyAsync(HttpContent stream)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(await stream.ReadAsStreamAsync(deadline.Token));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(deadline.Token) is { } line && line != "event: ready")
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
        => (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <param name="Takes">Media type of the body.</param>
    /// <param name="Lists">It takes a page size.</param>
    private sealed record Endpoint(string Method, string Path, string Takes, bool Lists);

    /// <summary>Tokens of one role: of the demo account, of somebody in the right place and of somebody in the wrong one.</summary>
    /// <param name="Marks">What only the answer to the right place holds: one of them is enough, since rides cross districts and lists name what they hold in different ways.</param>
    /// <param name="Bound">What the table says when the place counts.</param>
    private sealed record Places(string City, string Here, string Elsewhere, IReadOnlyList<string> Marks, string Bound);

    private sealed record Work(Guid Complaint, Guid Request, Guid Journey, string UnitCode, Guid Unit)
    {
        public string PathOf(string path)
        {
            var id = path.StartsWith("/api/complaints/{id}", StringComparison.Ordinal) ? Complaint
                : path.StartsWith("/api/dispatch/requests/", StringComparison.Ordinal) ? Request
                : path.StartsWith("/api/dispatch/journeys/", StringComparison.Ordinal) ? Journey
                : path.StartsWith("/api/mobile-units/{id}", StringComparison.Ordinal) ? Unit
                : Guid.Parse("00000000-0000-7000-8000-000000000000");
            return Parameter().Replace(path, id.ToString());
        }
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\| [a-z-]+ \| `[A-Z]+ /", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
