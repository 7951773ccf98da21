using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace PlanningPlatform.Identity.Tests;

/// <summary>A city that starts empty: the set-up link, its first administrator, and whom that one invites.</summary>
internal static class Staff
{
    public const string Password = "sungai brantas pagi";
    public const string Administrator = "kepala.diskominfo";

    public static async Task<HttpClient> FirstAdministratorAsync(this IdentityService identity)
    {
        using var made = await identity.PostAsync("/api/identity/setup", new { token = identity.SetupToken(), username = Administrator, password = Password });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await identity.BrowserOfAsync(Administrator);
    }

    /// <summary>A client that carries the person's access token.</summary>
    public static async Task<HttpClient> BrowserOfAsync(this IdentityService identity, string username, string password = Password)
        => identity.With((await identity.SignInAsync(username, password)).AccessToken);

    public static HttpClient With(this IdentityService identity, string accessToken)
    {
        var client = identity.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        return client;
    }

    /// <returns>The account's id and the token in its invitation link.</returns>
    public static async Task<(Guid Id, string Token)> InviteAsync(this HttpClient admin, string username, params object[] assignments)
    {
        using var response = await admin.PostAsJsonAsync("/api/identity/accounts", new { username, name = $"Nama {username}", assignments });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("id").GetGuid(), TokenIn(answer.GetProperty("link").GetProperty("path").GetString()!));
    }

    public static string TokenIn(string path)
    {
        Assert.StartsWith("/undangan?token=", path, StringComparison.Ordinal);
        return path["/undangan?token=".Length..];
    }

    /// <summary>Invites somebody who at once sets the password.</summary>
    public static async Task<Guid> HireAsync(this IdentityService identity, HttpClient admin, string username, params object[] assignments)
    {
        var (id, token) = await admin.InviteAsync(username, assignments);
        using var joined = await identity.PostAsync("/api/identity/password-link", new { token, password = Password });
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        return id;
    }

    public static Task<JsonElement> AccountAsync(this HttpClient admin, Guid id) => admin.GetFromJsonAsync<JsonElement>($"/api/identity/accounts/{id}");

    /// <summary>A change that names the present version.</summary>
    public static async Task<HttpResponseMessage> ChangeAsync(this HttpClient admin, Guid id, string what)
        => await admin.PostAsJsonAsync($"/api/identity/accounts/{id}/{what}", new { version = await admin.VersionAsync(id) });

    public static async Task<HttpResponseMessage> AssignAsync(this HttpClient admin, Guid id, DateOnly? from, params object[] assignments)
        => await admin.PutAsJsonAsync($"/api/identity/accounts/{id}/assignments", new { version = await admin.VersionAsync(id), from, assignments });

    public static async Task<int> VersionAsync(this HttpClient admin, Guid id) => (await admin.AccountAsync(id)).GetProperty("version").GetInt32();

    public static async Task<IReadOnlyList<string>> ClaimsAsync(this IdentityService identity, string username, string type, string password = Password)
        => ClaimsOf((await identity.SignInAsync(username, password)).AccessToken, type);

    public static IReadOnlyList<string> ClaimsOf(string accessToken, string type) => [.. new JsonWebToken(accessToken).Claims.Where(claim => claim.Type == type).Select(claim => claim.Value)];

    public static async Task<IReadOnlyList<JsonElement>> AuditAsync(this HttpClient admin, string query = "")
        => [.. (await admin.GetFromJsonAsync<JsonElement>($"/api/identity/audit?pageSize=200&{query}")).GetProperty("items").EnumerateArray()];

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
