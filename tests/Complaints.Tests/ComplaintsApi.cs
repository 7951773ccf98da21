using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Privacy;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The running service as its callers use it.</summary>
internal sealed class ComplaintsApi : IAsyncDisposable
{
    private readonly RunningService<Program> _service;

    private ComplaintsApi(RunningService<Program> service, EventPublisher units, string broker)
    {
        Broker = broker;
        _service = service;
        Units = units;
        Resident = service.CreateClient();
        Operator = service.CreateClientFor(Roles.Operator112);
    }

    public string Broker { get; }

    public HttpClient Resident { get; }

    public HttpClient Operator { get; }

    /// <summary>Publishes what mobile-units would.</summary>
    public EventPublisher Units { get; }

    public TestDatabase Database => _service.Database;

    /// <summary>What the service is made of.</summary>
    public IServiceProvider Services => _service.Services;

    /// <summary>Where the files of photos lie.</summary>
    public string PhotoFolder => Path.Combine(_service.Settings["Data:Folder"], "photos");

    public static Task<ComplaintsApi> StartAsync(params KeyValuePair<string, string>[] settings) => StartAsync(time: null, settings);

    public static async Task<ComplaintsApi> StartAsync(TimeProvider? time, params KeyValuePair<string, string>[] settings)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        return new ComplaintsApi(
            await RunningService<Program>.StartAtAsync(time, "complaints", broker, settings),
            await EventPublisher.StartAsync(broker, typeof(JourneyStateChanged).Assembly),
            broker);
    }

    /// <summary>Waits until the queues of those who hear from the service are there.</summary>
    public Task ReadyAsync() => _service.ReadyAsync();

    /// <summary>What a replica's job does at its time, until nothing is due any more.</summary>
    public async Task CheckClocksAsync(DateTimeOffset now)
    {
        bool more;
        do
        {
            await using var scope = _service.Services.CreateAsyncScope();
            more = await CheckClocks.RunDueAsync(scope.ServiceProvider, now, CancellationToken.None);
        }
        while (more);
    }

    /// <summary>What the Notifications service would read.</summary>
    public NotificationContent Open(JsonElement notification)
        => _service.Services.GetRequiredService<NotificationSeal>().Open(notification.GetProperty("message").GetProperty("sealedContent").GetString()!);

    /// <summary>What a replica's job does at its time; one that was slower than another gives up until its next.</summary>
    public async Task ForgetContactsAsync(DateTimeOffset now)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        try
        {
            await ForgetContacts.OverdueAsync(scope.ServiceProvider.GetRequiredService<ComplaintsDb>(), new Retention(), batchSize: 10, now, CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The slower one.
        }
    }

    /// <summary>An event that the relay has given up: nobody but an administrator sends it on.</summary>
    public async Task<TEvent> ParkAsync<TEvent>(TEvent happened)
        where TEvent : class, IEvent
    {
        await using var scope = _service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplaintsDb>();
        db.Publish(happened);
        // Before it is saved, or the relay would be faster.
        var row = db.ChangeTracker.Entries().Single();
        row.Property("Attempts").CurrentValue = 3;
        row.Property("ParkedAt").CurrentValue = happened.OccurredAt;
        row.Property("LastError").CurrentValue = "The broker refuses it.";
        await db.SaveChangesAsync();
        return happened;
    }

    /// <summary>Brings the schema back to what it was after this migration, and then up to date again.</summary>
    public async Task MigrateDownAndUpAsync(string migration)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<ComplaintsDb>().GetService<IMigrator>();
        await migrator.MigrateAsync(migration);
        await migrator.MigrateAsync();
    }

    public HttpClient ClientFor(string role) => _service.CreateClientFor(role);

    public HttpClient ClientGranted(params string[] grants) => _service.CreateClientGranted(grants);

    public HttpClient ClientWith(string token) => _service.CreateClientWith(token);

    public static object Report(string description = "Lampu jalan padam", string category = "PJU", string visibility = "Public") => new
    {
        categoryCode = category,
        description,
        villageCode = "35.71.02.1012",
        visibility,
        reporter = new { name = "warga RAHASIA", phone = "0800-111-2222", email = "warga@contoh.invalid", privacyNotice = PrivacyNotice.Version, news = false },
    };

    /// <summary>A report of somebody who wants to be told about it.</summary>
    public static object FollowedReport(string category = "ANTAR", string visibility = "Public") => new
    {
        categoryCode = category,
        description = "Ibu lansia kontrol besok",
        location = new { latitude = -7.8215, longitude = 112.0020 },
        villageCode = "35.71.02.1012",
        address = new { street = "Jalan Melati 5", rt = "03", rw = "04", landmark = "depan musala" },
        visibility,
        reporter = new { name = "Warga", phone = "0812 3456 7890", email = "warga@contoh.invalid", privacyNotice = PrivacyNotice.Version, news = true },
    };

    public async Task<HttpResponseMessage> LodgeAsync(object report, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints") { Content = JsonContent.Create(report) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Resident.SendAsync(request);
    }

    /// <summary>Sends a photo as the body of the request.</summary>
    public async Task<HttpResponseMessage> SendPhotoAsync(byte[] picture, string mediaType = "image/jpeg", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints/photos") { Content = new ByteArrayContent(picture) { Headers = { ContentType = new(mediaType) } } };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Resident.SendAsync(request);
    }

    public async Task<UploadedPhoto> UploadAsync(byte[]? picture = null)
    {
        using var response = await SendPhotoAsync(picture ?? TestPicture.Jpeg(400, 300));
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<UploadedPhoto>(StrictJson.Lenient))!;
    }

    /// <param name="visibility">Public, Anonymous or Secret.</param>
    public static object ReportWith(IEnumerable<UploadedPhoto> photos, string visibility = "Public", string category = "PJU") => new
    {
        categoryCode = category,
        description = "Lampu jalan padam",
        villageCode = "35.71.02.1012",
        visibility,
        photos = photos.Select(photo => new { photo.Id, photo.Key }),
    };

    /// <param name="header">Name and value: X-Photo-Key or X-Tracking-Secret.</param>
    public static async Task<HttpResponseMessage> GetPhotoAsync(HttpClient who, string path, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is { } with)
        {
            request.Headers.Add(with.Name, with.Value);
        }

        return await who.SendAsync(request);
    }

    public Task<Lodged> LodgeOneAsync(string category = "PJU") => LodgeOneAsync(Report(category: category));

    public async Task<Lodged> LodgeOneAsync(object report)
    {
        using var response = await LodgeAsync(report);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
    }

    public async Task<HttpResponseMessage> TrackAsync(string number, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{number}");
        if (secret is not null)
        {
            request.Headers.Add("X-Tracking-Secret", secret);
        }

        return await Resident.SendAsync(request);
    }

    /// <summary>What belongs to whoever holds the slip: GET without a body, POST with one.</summary>
    public async Task<HttpResponseMessage> WithSlipAsync(Lodged lodged, string what, object? body = null, string? secret = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, $"/api/complaints/track/{lodged.TrackingNumber}/{what}");
        request.Headers.Add("X-Tracking-Secret", secret ?? lodged.TrackingSecret);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Resident.SendAsync(request);
    }

    public async Task<JsonElement> PersonalDataAsync(Lodged lodged)
    {
        using var response = await WithSlipAsync(lodged, "personal-data");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> TimelineAsync(Lodged lodged)
    {
        using var response = await TrackAsync(lodged.TrackingNumber, lodged.TrackingSecret);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<List<string>> CodesAsync(Lodged lodged)
        => (await TimelineAsync(lodged)).GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()!).ToList();

    /// <summary>One step of work that has to succeed.</summary>
    public async Task<JsonElement> DoAsync(Guid id, string action, object? body = null, HttpClient? by = null)
    {
        using var response = await (by ?? Operator).PostAsJsonAsync($"/api/complaints/{id}/{action}", body ?? new { });
        Assert.True(response.IsSuccessStatusCode, $"{action}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>One complaint as whoever asks sees it; the desk by default.</summary>
    public async Task<JsonElement> FileAsync(Guid id, HttpClient? by = null)
        => await (by ?? Operator).GetFromJsonAsync<JsonElement>($"/api/complaints/{id}");

    public Task<HttpResponseMessage> ActAsync(Guid id, string action, object? body = null)
        => Operator.PostAsJsonAsync($"/api/complaints/{id}/{action}", body ?? new { });

    public async Task RequestMobileUnitAsync(Lodged lodged)
    {
        foreach (var (action, body) in ((string, object?)[])[("verify", null), ("forward", new { agencyCode = "DINKES" }), ("request-mobile-unit", new { purpose = "Health", note = "cuci darah", passengers = 2, needsWheelchair = true })])
        {
            using var response = await ActAsync(lodged.Id, action, body);
            response.EnsureSuccessStatusCode();
        }
    }

    public Task JourneyAsync(Lodged lodged, Guid journey, params (int Version, string State)[] states)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Units.PublishAsync([.. states.Select(state => new JourneyStateChanged(
            journey, state.Version, now.AddSeconds(state.Version), lodged.Id, journey, "MB-09", state.State, now))]);
    }

    public async Task<int> TotalAsync() => (await Operator.GetFromJsonAsync<JsonElement>("/api/complaints")).GetProperty("total").GetInt32();

    public async ValueTask DisposeAsync()
    {
        Resident.Dispose();
        Operator.Dispose();
        await Units.DisposeAsync();
        await _service.DisposeAsync();
    }
}

internal sealed record UploadedPhoto(Guid Id, string Key, int Width, int Height, JsonElement Location, DateTime? TakenAt);

internal sealed record Lodged(Guid Id, string TrackingNumber, string TrackingSecret, string Status, string? VillageCode, DateTimeOffset ReceivedAt);

internal static class Answers
{
    public static async Task<string?> CodeAsync(this HttpResponseMessage response) => (await response.ProblemAsync()).GetProperty("code").GetString();

    public static Guid Id(this JsonElement json) => json.GetProperty("id").GetGuid();

    public static string? Text(this JsonElement json, string member) => json.GetProperty(member).GetString();

    public static Task<JsonElement> ProblemAsync(this HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();
}
