using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// One account whose assignments an administrator changes as a test wants them; each change is a new token of the same session, so that no
/// password has to be checked for it.
/// </summary>
internal sealed class Somebody
{
    private const string Password = "di mana peran berlaku";

    private readonly HttpClient _client;
    private readonly string _admin;
    private readonly string _account;
    private string _refreshToken;
    private int _version;

    private Somebody(HttpClient client, string admin, string account, string refreshToken, int version)
        => (_client, _admin, _account, _refreshToken, _version) = (client, admin, account, refreshToken, version);

    /// <param name="admin">Token of an administrator.</param>
    public static async Task<Somebody> InvitedAsync(HttpClient client, string admin)
    {
        var username = $"petugas-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var invited = await SendAsync(client, HttpMethod.Post, "/api/identity/accounts", new { username, assignments = new[] { new { role = "planner" } } }, admin);
        var link = invited.GetProperty("link").GetProperty("path").GetString()!;
        await SendAsync(client, HttpMethod.Post, "/api/identity/password-link", new { token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], password = Password });
        var signedIn = await SendAsync(client, HttpMethod.Post, "/api/identity/token", new { username, password = Password });
        var account = $"/api/identity/accounts/{invited.GetProperty("id").GetGuid()}";
        var shown = await SendAsync(client, HttpMethod.Get, account, null, admin);
        return new(client, admin, account, signedIn.GetProperty("refreshToken").GetString()!, shown.GetProperty("version").GetInt32());
    }

    public Guid Id => Guid.Parse(_account[(_account.LastIndexOf('/') + 1)..]);

    /// <returns>A token with this assignment and no other.</returns>
    public async Task<string> WithAsync(string role, string region, string? unit = null, string? agency = null)
    {
        var changed = await SendAsync(
            _client, HttpMethod.Put, $"{_account}/assignments", new { version = _version, assignments = new[] { new { role, region, unit, agency } } }, _admin);
        _version = changed.GetProperty("version").GetInt32();
        return await AgainAsync();
    }

    /// <returns>A token with what they hold now.</returns>
    public async Task<string> AgainAsync()
    {
        var exchanged = await SendAsync(_client, HttpMethod.Post, "/api/identity/token", new { refreshToken = _refreshToken });
        _refreshToken = exchanged.GetProperty("refreshToken").GetString()!;
        return exchanged.GetProperty("accessToken").GetString()!;
    }

    /// <returns>A token without any grant, for which the assignments do not matter: the password has to be changed first.</returns>
    public async Task<string> WithoutGrantAsync()
    {
        var reset = await SendAsync(_client, HttpMethod.Post, $"{_account}/password-reset", new { version = _version, means = "TemporaryPassword" }, _admin);
        var shown = await SendAsync(_client, HttpMethod.Get, _account, null, _admin);
        var signedIn = await SendAsync(_client, HttpMethod.Post, "/api/identity/token", new
        {
            username = shown.GetProperty("username").GetString(),
            password = reset.GetProperty("temporaryPassword").GetString(),
        });
        return signedIn.GetProperty("accessToken").GetString()!;
    }

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object? body, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text)) : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }
}
