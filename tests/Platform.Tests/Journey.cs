using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// Journey 1 through the gateway, by callers who do what real ones do when a service dies under them: they try again. A step that
/// had happened before its answer was lost is refused as illegal the second time, which counts as done.
/// </summary>
/// <param name="byOpen311">The report comes from another application, which follows it by what everybody may see.</param>
internal sealed class Journey(PlatformProcess platform, bool byOpen311 = false) : IDisposable
{
    private static readonly string[] WholeTimeline =
        ["Received", "Verified", "Forwarded", "MobileUnitRequested", "Assigned", "Accepted", "Departed", "Arrived", "Completed", "Resolved"];

    private static readonly string[] WholeNews =
        ["complaint-forwarded", "complaint-received", "complaint-resolved", "complaint-verified", "mobile-unit-assigned", "mobile-unit-departed"];

    private readonly HttpClient _client = platform.CreateClient();
    private readonly string _key = $"perjalanan-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";
    // A host of its own: the list of messages shows no more of an address than that.
    private readonly string _host = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.contoh.id";
    private string _notice = "";
    private Guid _complaint;
    private string _number = "";
    private string _secret = "";
    private Guid _journey;

    /// <summary>The steps in order; a test ends a process between or during them.</summary>
    public IReadOnlyList<(string Name, Func<Task> Do)> Steps =>
    [
        ("lodge", byOpen311 ? PostByOpen311Async : LodgeAsync),
        ("verify", () => ActAsync("operator112", $"/api/complaints/{_complaint}/verify")),
        ("forward", () => ActAsync("operator112", $"/api/complaints/{_complaint}/forward", new { agencyCode = "DINKES" })),
        ("request", () => AskForUnitAsync(new { purpose = "Health", note = "kontrol" })),
        ("assign", AssignAsync),
        ("accept", () => MoveAsync("accept")),
        ("depart", () => MoveAsync("depart")),
        ("arrive", () => MoveAsync("arrive")),
        ("complete", () => MoveAsync("complete")),
        ("resolve", ResolveAsync),
    ];

    /// <summary>Of the complaint, once it is lodged.</summary>
    public string Number => _number;

    /// <summary>From the beginning to the end of this step.</summary>
    public async Task WalkUntilAsync(string last)
    {
        foreach (var (name, step) in Steps)
        {
            await step();
            if (name == last)
            {
                return;
            }
        }
    }

    /// <summary>Asks the dispatcher for a unit, after the step "forward".</summary>
    public Task AskForUnitAsync(object wish) => ActAsync("operator112", $"/api/complaints/{_complaint}/request-mobile-unit", wish);

    /// <summary>Waits until the request is in the dispatcher's queue.</summary>
    public async Task<Guid> WaitingRequestAsync()
    {
        Guid request = default;
        await Eventually.TrueAsync(async () =>
        {
            var waiting = await GetAsync("dispatcher", "/api/dispatch/requests?status=Waiting&pageSize=200");
            request = waiting.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("complaintId").ValueKind == JsonValueKind.String && item.GetProperty("complaintId").GetGuid() == _complaint)
                .Select(item => item.GetProperty("id").GetGuid()).FirstOrDefault();
            return request != Guid.Empty;
        }, "the request waits in the dispatcher's queue");
        return request;
    }

    /// <summary>The request as the dispatcher reads it, with its history and proofs.</summary>
    public Task<JsonElement> RequestFileAsync(Guid request) => GetAsync("dispatcher", $"/api/dispatch/requests/{request}");

    public async Task<string?> RequestStatusAsync(Guid request) => (await RequestFileAsync(request)).GetProperty("request").GetProperty("status").GetString();

    /// <summary>The dispatcher takes the request back from its unit, so that it waits again.</summary>
    public Task TakeBackAsync(Guid request, string reason) => ActAsync("dispatcher", $"/api/dispatch/requests/{request}/unassign", new { reason });

    /// <summary>Sends the unit that is suggested first to whoever waits.</summary>
    public Task SendAUnitAsync() => AssignAsync();

    /// <summary>Walks all steps; <paramref name="before"/> is called before each with its name.</summary>
    public async Task WalkAsync(Func<string, Task>? before = null)
    {
        foreach (var (name, step) in Steps)
        {
            await (before?.Invoke(name) ?? Task.CompletedTask);
            await step();
        }
    }

    /// <summary>The reporter sees every step once and in order, and is told of each that matters once.</summary>
    public async Task AssertCompleteAsync()
    {
        await Eventually.TrueAsync(async () => (await TimelineAsync()).Contains("Resolved"), "the complaint is resolved");
        Assert.Equal(WholeTimeline, await TimelineAsync());
        Assert.Equal(1, await JourneysOfThisComplaintAsync());
        // At night some of it waits until the morning.
        List<(string? Template, string? State)> told = [];
        try
        {
            await Eventually.TrueAsync(async () => (told = await ToldAsync()).Count >= WholeNews.Length, "the reporter is told of everything");
        }
        catch (TimeoutException)
        {
            // Which one is missing is said by the comparison.
        }

        Assert.Equal(WholeNews, told.Select(message => message.Template).Order(StringComparer.Ordinal));
        Assert.All(told, message => Assert.Contains(message.State, (string[])["Waiting", "Sending", "Sent"]));
    }

    public async Task<List<string>> TimelineAsync()
    {
        using var answer = await UntilAnsweredAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{_number}");
            request.Headers.Add("X-Tracking-Secret", _secret);
            return Task.FromResult(request);
        });
        var tracked = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return tracked.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()!).ToList();
    }

    /// <summary>What another application hears of it: our state, GeoReport's and the sentence, oldest first.</summary>
    public async Task<List<(string State, string Status, string Sentence)>> UpdatesAsync()
    {
        using var answer = await UntilAnsweredAsync(() => Task.FromResult(new HttpRequestMessage(HttpMethod.Get, $"/open311/v2/servicerequestupdates.xml?service_request_id={_number}&api_key={platform.DemoOpen311Key}")));
        Assert.Equal("text/xml; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return [.. XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements("request_update")
            .Select(update => (update.Element("external_status_code")!.Value, update.Element("status")!.Value, update.Element("description")!.Value))];
    }

    /// <summary>The request as another application reads it.</summary>
    public async Task<JsonElement> ReadByOpen311Async()
    {
        using var answer = await UntilAnsweredAsync(() => Task.FromResult(new HttpRequestMessage(HttpMethod.Get, $"/open311/v2/requests/{_number}.json")));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
    }

    /// <summary>The headers of the same, without its body.</summary>
    public Task<HttpResponseMessage> HeadByOpen311Async() => UntilAnsweredAsync(() => Task.FromResult(new HttpRequestMessage(HttpMethod.Head, $"/open311/v2/requests/{_number}.json")));

    public async Task<JsonElement> GetAsync(string account, string path)
    {
        using var answer = await UntilAnsweredAsync(() => RequestAsync(HttpMethod.Get, account, path, null));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Monitoring counts as many complaints, resolved ones and trips made as there are: nothing lost on the way, nothing counted twice.</summary>
    public async Task AssertMonitoringAgreesAsync()
    {
        var complaints = (await GetAsync("operator112", "/api/complaints?pageSize=1")).GetProperty("total").GetInt32();
        var resolved = (await GetAsync("operator112", "/api/complaints?status=Resolved&pageSize=1")).GetProperty("total").GetInt32();
        var made = (await GetAsync("dispatcher", "/api/dispatch/requests?status=Completed&pageSize=1")).GetProperty("total").GetInt32();
        (int, int, int) counted = default;
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                var summary = await GetAsync("manager", "/api/monitoring/summary");
                counted = (Sum(summary, "complaints", null), Sum(summary, "complaints", "Resolved"), Sum(summary, "journeys", "Completed"));
                return counted == (complaints, resolved, made);
            }, "monitoring counts them");
        }
        catch (TimeoutException)
        {
            Assert.Equal((complaints, resolved, made), counted);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task LodgeAsync()
    {
        using var notice = await UntilAnsweredAsync(() => Task.FromResult(new HttpRequestMessage(HttpMethod.Get, "/api/complaints/privacy-notice")));
        _notice = (await notice.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetString()!;
        platform.Secrets.Add($"warga@{_host}");
        using var answer = await UntilAnsweredAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints")
            {
                Content = JsonContent.Create(new
                {
                    categoryCode = "ANTAR",
                    description = "Ibu lansia kontrol besok",
                    villageCode = "35.71.03.1009",
                    visibility = "Public",
                    reporter = new { email = $"warga@{_host}", privacyNotice = _notice, news = true },
                }),
            };
            request.Headers.Add("Idempotency-Key", _key);
            return Task.FromResult(request);
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var lodged = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _complaint = lodged.GetProperty("id").GetGuid();
        _number = lodged.GetProperty("trackingNumber").GetString()!;
        _secret = lodged.GetProperty("trackingSecret").GetString()!;
        platform.Secrets.Add(_secret);
    }

    private async Task PostByOpen311Async()
    {
        platform.Secrets.Add($"warga@{_host}");
        using var answer = await UntilAnsweredAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/open311/v2/requests.json?extensions=true")
            {
                Content = new FormUrlEncodedContent(
                [
                    new("api_key", platform.DemoOpen311Key), new("jurisdiction_id", "35.71"), new("service_code", "ANTAR"), new("address_id", "35.71.03.1009"),
                    new("description", "Ibu lansia kontrol besok"), new("email", $"warga@{_host}"), new("email_alerts_requested", "TRUE"),
                ]),
            };
            request.Headers.Add("Idempotency-Key", _key);
            return Task.FromResult(request);
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var posted = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
        _number = posted.GetProperty("service_request_id").GetString()!;
        _secret = posted.GetProperty("tracking_secret").GetString()!;
        platform.Secrets.Add(_secret);
        _complaint = (await GetAsync("operator112", $"/api/complaints?number={_number}")).GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    private async Task AssignAsync()
    {
        var request = await WaitingRequestAsync();
        var units = await GetAsync("dispatcher", $"/api/dispatch/requests/{request}/suggestions");
        var unit = units.GetProperty("items")[0].GetProperty("unitId").GetGuid();
        await ActAsync("dispatcher", $"/api/dispatch/requests/{request}/assign", new { unitId = unit });
        var journeys = await GetAsync("dispatcher", "/api/dispatch/journeys?open=true&pageSize=200");
        _journey = journeys.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("trackingNumber").GetString() == _number).GetProperty("journeyId").GetGuid();
    }

    private Task MoveAsync(string step) => ActAsync("crew", $"/api/dispatch/journeys/{_journey}/{step}");

    /// <summary>The news that the journey ended travels through the broker, so the first tries may still find it open.</summary>
    private Task ResolveAsync() => Eventually.TrueAsync(async () =>
    {
        using var answer = await UntilAnsweredAsync(() => RequestAsync(HttpMethod.Post, "operator112", $"/api/complaints/{_complaint}/resolve", new { note = "Sudah diantar" }));
        return answer.StatusCode == HttpStatusCode.OK || (await CodeAsync(answer)) == "illegal_move";
    }, "the complaint can be resolved");

    private async Task<List<(string? Template, string? State)>> ToldAsync()
        => (await GetAsync("admin", "/api/notifications?pageSize=200")).GetProperty("items").EnumerateArray()
            .Where(message => message.GetProperty("recipient").GetString()?.EndsWith(_host, StringComparison.Ordinal) == true)
            .Select(message => (message.GetProperty("template").GetString(), message.GetProperty("state").GetString())).ToList();

    private async Task<int> JourneysOfThisComplaintAsync()
        => (await GetAsync("dispatcher", "/api/dispatch/journeys?pageSize=200")).GetProperty("items").EnumerateArray()
            .Count(item => item.GetProperty("trackingNumber").GetString() == _number);

    private async Task ActAsync(string account, string path, object? body = null)
    {
        using var answer = await UntilAnsweredAsync(() => RequestAsync(HttpMethod.Post, account, path, body));
        Assert.True(
            answer.StatusCode == HttpStatusCode.OK || await CodeAsync(answer) is "illegal_move" or "already_assigned",
            $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static int Sum(JsonElement summary, string list, string? status)
        => summary.GetProperty(list).EnumerateArray()
            .Where(row => status is null || row.GetProperty(list == "journeys" ? "state" : "status").GetString() == status)
            .Sum(row => row.GetProperty("count").GetInt32());

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string account, string path, object? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(account));
        return request;
    }

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private async Task<string> SignInAsync(string account)
    {
        if (!_tokens.TryGetValue(account, out var token))
        {
            using var answer = await UntilAnsweredAsync(() => Task.FromResult(new HttpRequestMessage(HttpMethod.Post, "/api/identity/token")
            {
                Content = JsonContent.Create(new { username = account, password = platform.DemoPassword }),
            }));
            Assert.True(answer.IsSuccessStatusCode, $"sign-in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            _tokens[account] = token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
            platform.Secrets.Add(token);
        }

        return token;
    }

    /// <summary>Sends again while nobody answers or the gateway says that the service is away, or that this is too often.</summary>
    private async Task<HttpResponseMessage> UntilAnsweredAsync(Func<Task<HttpRequestMessage>> make)
    {
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var request = await make();
                answer = await _client.SendAsync(request);
                return (int)answer.StatusCode < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "somebody answers");
        return answer!;
    }
}
