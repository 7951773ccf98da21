using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Signatures and photos that say that somebody was brought: kept once, seen by two, and gone with the details.</summary>
public sealed class ProofTests : IAsyncLifetime
{
    private readonly SettableTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("planning-proofs-").FullName;
    private DispatchCity _city = null!;

    public async Task InitializeAsync() => _city = await DispatchCity.StartAsync(_time, new("Retention:Interval", "00:00:00.1"), new("Proofs:Folder", _folder));

    public async Task DisposeAsync()
    {
        await _city.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_signature_is_kept_once_however_often_it_is_sent_and_shown_to_the_dispatcher_and_that_crew_alone()
    {
        var (request, journey) = await ArrivedAsync();
        var proof = DispatchCity.NewId();
        var picture = TestPicture.Png(640, 320);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(journey, proof, request, picture)));
        foreach (var answer in answers)
        {
            Assert.Equal(proof, (await answer.OkAsync()).GetProperty("id").GetGuid());
            answer.Dispose();
        }

        var listed = Assert.Single((await _city.Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{request}")).GetProperty("proofs").EnumerateArray());
        Assert.Equal(("Signature", proof), (listed.GetProperty("kind").GetString(), listed.GetProperty("id").GetGuid()));
        var address = new Uri($"/api/dispatch/journeys/{journey}/proofs/{proof}", UriKind.Relative);
        foreach (var client in new[] { _city.Dispatcher, _city.Crew("MB-09") })
        {
            using var shown = await client.GetAsync(address);
            Assert.Equal("image/webp", shown.Content.Headers.ContentType?.MediaType);
            Assert.Equal("no-store, private", shown.Headers.CacheControl?.ToString());
            Assert.Equal((640, 320), (TestPicture.Look(await shown.Content.ReadAsByteArrayAsync()).Width, TestPicture.Look(await shown.Content.ReadAsByteArrayAsync()).Height));
        }

        using var elsewhere = _city.Service.CreateClientGranted("dispatcher region=35.71.01");
        foreach (var stranger in new[] { elsewhere, _city.Crew("MB-05") })
        {
            using var refused = await stranger.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var nobody = _city.Service.CreateClient();
        using var unknown = await nobody.GetAsync(address);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using var misplaced = await _city.Dispatcher.GetAsync(new Uri($"/api/dispatch/journeys/{DispatchCity.NewId()}/proofs/{proof}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, misplaced.StatusCode);
    }

    [Fact]
    public async Task Of_a_photo_only_its_pixels_are_kept()
    {
        var (request, journey) = await ArrivedAsync();
        var photo = TestPicture.WithExif(TestPicture.Jpeg(1600, 1200), TestPicture.Exif(latitude: -7.8123, longitude: 112.0123, owner: "KAMERA-SARI"));

        using var kept = await SendAsync(journey, DispatchCity.NewId(), request, photo, kind: "Photo");
        await kept.OkAsync();

        var file = Assert.Single(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        var stored = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        Assert.DoesNotContain("KAMERA-SARI", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", stored, StringComparison.Ordinal);
        Assert.Equal(1280, TestPicture.Look(await File.ReadAllBytesAsync(file)).Width);
    }

    [Fact]
    public async Task What_is_no_picture_of_this_journey_is_refused_and_leaves_nothing()
    {
        var (request, journey) = await ArrivedAsync();
        var picture = TestPicture.Png(64, 32);
        var (other, theirs) = (await _city.TripAsync("Ketami"), DispatchCity.NewId());

        using var words = await SendAsync(journey, DispatchCity.NewId(), request, "bukan gambar"u8.ToArray());
        Assert.Equal(("proof", "not_a_picture"), await words.FieldAsync());
        using var empty = await SendAsync(journey, DispatchCity.NewId(), request, []);
        Assert.Equal(("proof", "required"), await empty.FieldAsync());
        using var text = await SendAsync(journey, DispatchCity.NewId(), request, picture, type: "text/plain");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), await text.RefusalAsync());
        using var large = await SendAsync(journey, DispatchCity.NewId(), request, new byte[(10 * 1024 * 1024) + 1]);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "photo_too_large"), await large.RefusalAsync());
        using var whose = await SendAsync(journey, DispatchCity.NewId(), other, picture);
        Assert.Equal(("requestId", "not_on_journey"), await whose.FieldAsync());
        using var kindless = await SendAsync(journey, DispatchCity.NewId(), request, picture, kind: "Paraf");
        Assert.Equal(HttpStatusCode.BadRequest, kindless.StatusCode);
        using var stranger = await SendAsync(journey, DispatchCity.NewId(), request, picture, unit: "MB-05");
        Assert.Equal((HttpStatusCode.Forbidden, "not_your_unit"), await stranger.RefusalAsync());
        Assert.Equal(0, await _city.ReadAsync(db => db.Proofs.CountAsync()));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));

        using var kept = await SendAsync(journey, theirs, request, picture);
        await kept.OkAsync();
        var second = await _city.AssignedAsync(other, "MB-05");
        using var reused = await SendAsync(second, theirs, other, picture, unit: "MB-05");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "proof_id_reused"), await reused.RefusalAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        await _city.DoAsync(journey, "complete");
        _time.Advance(TimeSpan.FromDays(3));
        using var late = await SendAsync(journey, DispatchCity.NewId(), request, picture);
        Assert.Equal((HttpStatusCode.Conflict, "too_late"), await late.RefusalAsync());
    }

    [Fact]
    public async Task They_go_with_the_details_of_the_trip()
    {
        var (request, journey) = await ArrivedAsync();
        var proof = DispatchCity.NewId();
        using var kept = await SendAsync(journey, proof, request, TestPicture.Png(64, 32));
        await kept.OkAsync();
        await _city.DoAsync(journey, "complete");
        Assert.Single(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));

        _time.Advance(TimeSpan.FromDays(366));

        await Eventually.TrueAsync(async () => await _city.ReadAsync(db => db.Proofs.CountAsync()) == 0, "its row is gone");
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        using var shown = await _city.Dispatcher.GetAsync(new Uri($"/api/dispatch/journeys/{journey}/proofs/{proof}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
    }

    private async Task<(Guid Request, Guid Journey)> ArrivedAsync()
    {
        var request = await _city.TripAsync();
        var journey = await _city.JourneyOfAsync(request);
        await _city.DoAsync(journey, "accept", "depart", "arrive");
        return (request, journey);
    }

    private async Task<HttpResponseMessage> SendAsync(Guid journey, Guid proof, Guid request, byte[] picture, string kind = "Signature", string type = "image/*", string unit = "MB-09")
    {
        using var body = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        return await _city.Crew(unit).PostAsync(new Uri($"/api/dispatch/journeys/{journey}/proofs/{proof}?requestId={request}&kind={kind}", UriKind.Relative), body);
    }
}
