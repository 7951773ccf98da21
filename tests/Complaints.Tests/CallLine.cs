using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The 112 line as its operators and the telephone system use it; one running service for the tests of a class.</summary>
public sealed class CallLine : IAsyncLifetime
{
    private const string Calls = "/api/complaints/calls";

    private readonly Dictionary<string, HttpClient> _desks = new(StringComparer.Ordinal);
    private TestIssuer _issuer = null!;
    private int _numbers;

    internal ComplaintsApi Api { get; private set; } = null!;

    internal SettableTime Time { get; } = new();

    public async Task InitializeAsync()
    {
        _issuer = await TestIssuer.SharedAsync();
        Api = await ComplaintsApi.StartAsync(
            Time, new("Retention:Interval", "00:00:00.2"), new("Complaints:Clocks:Interval", "00:00:00.2"), new("Complaints:Silence:AfterCall", "00:02:00"));
    }

    public async Task DisposeAsync()
    {
        foreach (var desk in _desks.Values)
        {
            desk.Dispose();
        }

        await Api.DisposeAsync();
    }

    /// <summary>An operator of that name, with these grants instead of one for the whole city.</summary>
    internal HttpClient Desk(string name, params string[] grants)
    {
        if (!_desks.TryGetValue(name, out var desk))
        {
            _desks[name] = desk = Api.ClientWith(_issuer.TokenOf(name, grants.Length == 0 ? ["operator112 region=35.71"] : grants));
        }

        return desk;
    }

    /// <summary>A number that nobody called from yet.</summary>
    internal string NewNumber() => $"0812-0000-{Interlocked.Increment(ref _numbers):0000}";

    internal static async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpClient desk, string path, object? body = null)
    {
        using var answer = await desk.PostAsJsonAsync($"{Calls}{path}", body ?? new { });
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>What is not refused.</summary>
    internal static async Task<JsonElement> DoAsync(HttpClient desk, string path, object? body = null)
    {
        var (status, json) = await SendAsync(desk, path, body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created, $"POST {path}: {(int)status} {json}");
        return json;
    }

    internal static async Task<string> RefusedAsync(HttpClient desk, string path, object? body = null)
    {
        var (status, json) = await SendAsync(desk, path, body);
        Assert.InRange((int)status, 400, 499);
        return json.Text("code")!;
    }

    internal static Task<JsonElement> GetAsync(HttpClient desk, string path) => desk.GetFromJsonAsync<JsonElement>($"{Calls}{path}");

    internal static async Task<Guid> RingAsync(HttpClient desk, string? number, bool emergency = false)
        => (await DoAsync(desk, "", new { number, emergency })).GetProperty("id").GetGuid();

    /// <summary>A call that the operator has on the line.</summary>
    internal static async Task<Guid> TakeAsync(HttpClient desk, string? number)
    {
        var call = await DoAsync(desk, "", new { number, answer = true });
        Assert.Equal("Open", call.Text("state"));
        return call.GetProperty("id").GetGuid();
    }

    /// <summary>One keystroke.</summary>
    internal static Task<JsonElement> SortAsync(HttpClient desk, Guid call, string kind, string? reason = null) => DoAsync(desk, $"/{call}/categorise", new { kind, reason });

    internal static Task<JsonElement> CallAsync(HttpClient desk, Guid call) => GetAsync(desk, $"/{call}");

    /// <summary>Nobody waits any more.</summary>
    internal static async Task HangAllUpAsync(HttpClient desk)
    {
        foreach (var call in (await GetAsync(desk, "/desk")).GetProperty("waiting").EnumerateArray())
        {
            await DoAsync(desk, $"/{call.GetProperty("id").GetGuid()}/hang-up");
        }
    }
}
