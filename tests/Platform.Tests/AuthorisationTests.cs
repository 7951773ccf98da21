using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// Who may call what: every endpoint that the running services name is called by every role and by nobody, through the gateway, and the
/// outcome is compared with the table in docs/authorisation.md.
/// </summary>
[Collection(PlatformCollection.Name)]
public sealed partial class AuthorisationTests(PlatformFixture fixture)
{
    private const string Everybody = "everybody";
    private const string SignedIn = "whoever is signed in";

    private static readonly string[] Services = ["complaints", "identity", "mobile-units", "monitoring", "notifications", "proposals"];

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        using var client = fixture.Platform.CreateClient();
        var callers = await SignInAsync(client);
        var measured = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in Services)
        {
            foreach (var endpoint in await EndpointsAsync(client, service))
            {
                measured[$"{endpoint.Path} {endpoint.Method}"] = $"| {service} | `{endpoint.Method} {endpoint.Path}` | {await WhoAsync(client, endpoint, callers)} |";
            }
        }

        var table = File.ReadLines(Path.Combine(PlatformProcess.RepositoryFolder(), "docs", "authorisation.md")).Where(line => Row().IsMatch(line)).ToList();
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

    private static async Task<List<Endpoint>> EndpointsAsync(HttpClient client, string service)
    {
        var document = await client.GetFromJsonAsync<JsonElement>($"/openapi/{service}.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => new Endpoint(
            operation.Name.ToUpperInvariant(), path.Name, operation.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Name : "application/json")))];
    }

    private static async Task<string> WhoAsync(HttpClient client, Endpoint endpoint, Dictionary<string, string> callers)
    {
        if (await IsLetInAsync(client, endpoint, token: null))
        {
            return Everybody;
        }

        List<string> roles = [];
        foreach (var (role, token) in callers)
        {
            if (await IsLetInAsync(client, endpoint, token))
            {
                roles.Add(role);
            }
        }

        return roles.Count == callers.Count ? SignedIn : roles.Count == 0 ? "nobody" : string.Join(", ", roles.Order(StringComparer.Ordinal));
    }

    /// <summary>What comes back does not matter (usually that there is no such thing, or that a field is missing), as long as it is not 401 or 403.</summary>
    private static async Task<bool> IsLetInAsync(HttpClient client, Endpoint endpoint, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), Parameter().Replace(endpoint.Path, "00000000-0000-7000-8000-000000000000"));
        if (endpoint.Method != "GET")
        {
            // Of another type it would be turned away before anybody asks who sent it.
            request.Content = new StringContent("{}", Encoding.UTF8, endpoint.Takes);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode is < 500 and not 429, $"{endpoint} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            // Asking for a password is the sign-in's own 401, which everybody may hear.
            || (answer.StatusCode == HttpStatusCode.Unauthorized && await CodeAsync(answer) is not "unauthenticated");
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
        => (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <param name="Takes">Media type of the body.</param>
    private sealed record Endpoint(string Method, string Path, string Takes);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\| [a-z-]+ \| `[A-Z]+ /", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
