using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Open311.Tests;

/// <summary>The complaints service as Open311 clients, the desk and an administrator use it.</summary>
public sealed class Open311Service : IAsyncLifetime
{
    public const string DemoKey = "kunci-demo-yang-panjang";

    private readonly List<IAsyncDisposable> _others = [];
    private RunningService<Program> _service = null!;
    private DateTimeOffset _day = new(2040, 1, 2, 2, 0, 0, TimeSpan.Zero);

    public SetTime Time { get; } = new();

    public HttpClient Anybody { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Of a client whose users have read the privacy notice.</summary>
    public string Key { get; private set; } = "";

    public TestDatabase Database => _service.Database;

    public string Broker { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Broker = await TestBroker.CreateVirtualHostAsync();
        _service = await RunningService<Program>.StartAtAsync(
            Time, "complaints", Broker, new("Demo:Open311Key", DemoKey), new("PublicAddress", "https://lapor.contoh.invalid/"), new("Complaints:Clocks:Interval", "1.00:00:00"));
        Anybody = _service.CreateClient();
        Operator = _service.CreateClientFor(Roles.Operator112);
        Admin = _service.CreateClientFor(Roles.Admin);
        Key = (await IssueKeyAsync("Aplikasi warga")).ApiKey;
    }

    /// <summary>Days that no other test has: a Monday, 09.00 WIB.</summary>
    public DateTimeOffset NewDays() => Time.Now = _day = _day.AddDays(7 * 60);

    public HttpClient ClientFor(string role) => _service.CreateClientFor(role);

    public HttpClient ClientGranted(params string[] grants) => _service.CreateClientGranted(grants);

    /// <summary>Whoever asks a second one on the same data, started with other settings; it goes with its client.</summary>
    public HttpClient With(params (string Name, string Value)[] settings)
    {
        var other = _service.WithWebHostBuilder(web =>
        {
            foreach (var (name, value) in settings)
            {
                web.UseSetting(name, value);
            }
        });
        _others.Add(other);
        return other.CreateClient();
    }

    public async Task<(Guid Id, string ApiKey)> IssueKeyAsync(string client, int requestsPerMinute = 5000, bool privacyNoticeAccepted = true)
    {
        using var answer = await Admin.PostAsJsonAsync("/api/complaints/open311-keys", new { client, contact = "pengembang@contoh.invalid", requestsPerMinute, privacyNoticeAccepted });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var issued = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (issued.GetProperty("key").GetProperty("id").GetGuid(), issued.GetProperty("apiKey").GetString()!);
    }

    /// <summary>As the desk knows it.</summary>
    public async Task<JsonElement> FindAsync(string number)
        => (await Operator.GetFromJsonAsync<JsonElement>($"/api/complaints?number={number}")).GetProperty("items").EnumerateArray().Single();

    public async Task<JsonElement> FileAsync(string number)
        => await Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{(await FindAsync(number)).GetProperty("id").GetGuid()}");

    public async Task<int> TotalAsync() => (await Operator.GetFromJsonAsync<JsonElement>("/api/complaints?pageSize=1")).GetProperty("total").GetInt32();

    /// <summary>The desk's step.</summary>
    public async Task ActAsync(string number, string action, object? body = null)
    {
        var id = (await FindAsync(number)).GetProperty("id").GetGuid();
        using var answer = await Operator.PostAsJsonAsync($"/api/complaints/{id}/{action}", body ?? new { });
        Assert.True(answer.IsSuccessStatusCode, $"{action}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Closed by the desk, with the photo that its category asks for.</summary>
    public async Task CloseAsync(string number, string note)
    {
        using var picture = new ByteArrayContent(TestPicture.Jpeg(40, 30));
        picture.Headers.ContentType = new("image/jpeg");
        using var uploaded = await Anybody.PostAsync(new Uri("/api/complaints/photos", UriKind.Relative), picture);
        var photo = await uploaded.Content.ReadFromJsonAsync<JsonElement>();
        await ActAsync(number, "close", new { note, photos = new[] { new { id = photo.GetProperty("id").GetGuid(), key = photo.GetProperty("key").GetString() } } });
    }

    /// <summary>Lodged by another channel.</summary>
    public async Task<string> LodgeAsync(object report)
    {
        using var answer = await Anybody.PostAsJsonAsync("/api/complaints", report);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("trackingNumber").GetString()!;
    }

    public async Task DisposeAsync()
    {
        Anybody.Dispose();
        Operator.Dispose();
        Admin.Dispose();
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await _service.DisposeAsync();
    }
}

/// <summary>One service for all tests here: each has days and numbers of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Open311Collection : ICollectionFixture<Open311Service>
{
    public const string Name = "open311";
}
