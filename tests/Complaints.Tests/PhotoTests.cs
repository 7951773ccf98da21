using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

public sealed class PhotoService : IAsyncLifetime
{
    internal ComplaintsApi Api { get; private set; } = null!;

    public async Task InitializeAsync() => Api = await ComplaintsApi.StartAsync();

    public async Task DisposeAsync() => await Api.DisposeAsync();
}

public sealed class PhotoTests(PhotoService service) : IClassFixture<PhotoService>
{
    private const string Upload = "/api/complaints/photos";

    private readonly ComplaintsApi _api = service.Api;

    [Fact]
    public async Task An_uploaded_photo_is_answered_with_its_key_and_what_the_camera_says_is_offered()
    {
        var exif = TestPicture.Exif(orientation: 6, latitude: -7.8215, longitude: 112.002, takenAt: "2026:10:20 06:45:10");
        using var response = await _api.SendPhotoAsync(TestPicture.WithExif(TestPicture.Jpeg(600, 400), exif));
        var photo = await response.Content.ReadFromJsonAsync<UploadedPhoto>(StrictJson.Lenient);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal($"{Upload}/{photo!.Id}/1280", response.Headers.Location?.ToString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal((400, 600), (photo.Width, photo.Height));
        Assert.Equal((-7.8215, 112.002), (photo.Location.GetProperty("latitude").GetDouble(), photo.Location.GetProperty("longitude").GetDouble()));
        Assert.Equal(new DateTime(2026, 10, 20, 6, 45, 10, DateTimeKind.Unspecified), photo.TakenAt);
        Assert.Equal(JsonValueKind.Null, (await _api.UploadAsync()).Location.ValueKind);
        Assert.Null((await _api.UploadAsync(TestPicture.WithExif(TestPicture.Jpeg(60, 40), TestPicture.Exif(takenAt: "2095:01:01 00:00:00")))).TakenAt);
    }

    [Fact]
    public async Task The_same_photo_sent_again_with_its_key_is_one_photo_and_another_one_is_refused()
    {
        var key = Guid.CreateVersion7().ToString("N");
        var picture = TestPicture.Jpeg(200, 100);
        using var first = await _api.SendPhotoAsync(picture, key: key);
        using var again = await _api.SendPhotoAsync(picture, key: key);
        using var other = await _api.SendPhotoAsync(TestPicture.Jpeg(100, 200), key: key);
        using var tooShort = await _api.SendPhotoAsync(picture, key: "pendek");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [first.StatusCode, again.StatusCode]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.StatusCode, await other.CodeAsync()));
        Assert.Equal((HttpStatusCode.BadRequest, "Idempotency-Key", "length"), await FaultAsync(tooShort));
    }

    [Fact]
    public async Task The_photo_of_a_rejected_report_is_not_public_in_the_archive_either()
    {
        var photo = await _api.UploadAsync();
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo]));
        await _api.DoAsync(lodged.Id, "reject", new { reason = "Menyebut nama tetangga" });
        await _api.Database.ExecuteAsync($"UPDATE \"Complaints\" SET \"Status\" = 'Archived' WHERE \"TrackingNumber\" = '{lodged.TrackingNumber}'");

        using var strangers = await ComplaintsApi.GetPhotoAsync(_api.Resident, $"{Upload}/{photo.Id}/320");
        using var reporters = await _api.WithSlipAsync(lodged, $"photos/{photo.Id}/320");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (strangers.StatusCode, reporters.StatusCode));
    }

    [Theory]
    [InlineData("lampu.jpg", "image/jpeg")]
    [InlineData("lampu.exe", "application/octet-stream")]
    public async Task A_form_with_one_file_does_too_whatever_the_file_is_called(string name, string mediaType)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestPicture.Png(50, 40)) { Headers = { ContentType = new(mediaType) } }, "photo", name } };
        using var response = await _api.Resident.PostAsync(new Uri(Upload, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    public static TheoryData<string, string, string> Refusals { get; } = new()
    {
        { "image/jpeg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "not_a_picture" },
        { "image/svg+xml", "<svg/>", "not_a_picture" },
        { "image/jpeg", "<!DOCTYPE html><script>alert(1)</script>", "not_a_picture" },
        { "image/gif", "GIF89a", "not_a_picture" },
        { "image/jpeg", "", "required" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n<html>\r\n--x--\r\n", "not_a_picture" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\n\r\n\r\n--x--\r\n", "required" },
        { "multipart/form-data; boundary=x", "--x--\r\n", "required" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttp://127.0.0.1/\r\n--x--\r\n", "one_only" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nhalf", "unreadable" },
        { "multipart/form-data; boundary=x", "no form at all", "unreadable" },
        { "multipart/form-data", "--x--", "unreadable" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_no_photo_is_refused_by_its_bytes_and_says_what_to_do(string mediaType, string body, string code)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var response = await _api.Resident.PostAsync(new Uri(Upload, UriKind.Relative), content);
        Assert.Equal((HttpStatusCode.BadRequest, "photo", code), await FaultAsync(response));
    }

    [Fact]
    public async Task A_bomb_a_moving_picture_half_a_picture_and_two_at_once_are_refused()
    {
        var whole = TestPicture.Jpeg(300, 200);
        foreach (var (picture, code) in ((byte[], string)[])
        [
            ([.. TestPicture.PngHeader(60_000, 60_000), .. TestPicture.PngChunk("IDAT", [1, 2, 3])], "too_many_pixels"),
            (TestPicture.WithChunk(TestPicture.Png(20, 20), "acTL", new byte[8]), "animated"),
            (whole[..^500], "unreadable"),
        ])
        {
            using var response = await _api.SendPhotoAsync(picture);
            Assert.Equal((HttpStatusCode.BadRequest, "photo", code), await FaultAsync(response));
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(whole), "photo", "a.jpg" }, { new ByteArrayContent(whole), "photo", "b.jpg" } };
        using var two = await _api.Resident.PostAsync(new Uri(Upload, UriKind.Relative), form);
        Assert.Equal((HttpStatusCode.BadRequest, "photo", "one_only"), await FaultAsync(two));
        using var json = await _api.Resident.PostAsJsonAsync(Upload, new { url = "http://127.0.0.1/foto.jpg" });
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (json.StatusCode, await json.CodeAsync()));
    }

    [Theory]
    [InlineData(10 * 1024 * 1024 + 1, false)]
    [InlineData(10 * 1024 * 1024 + 1, true)]
    [InlineData(12 * 1024 * 1024, false)]
    [InlineData(12 * 1024 * 1024, true)]
    public async Task More_than_ten_megabytes_are_413_that_says_the_limit_and_what_to_do(int bytes, bool announced)
    {
        using var content = new UnannouncedContent(bytes, announced) { Headers = { ContentType = new("image/jpeg") } };
        using var response = await _api.Resident.PostAsync(new Uri(Upload, UriKind.Relative), content);
        var problem = await response.ProblemAsync();
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "photo_too_large", 10 * 1024 * 1024), (response.StatusCode, problem.Text("code"), problem.GetProperty("limitBytes").GetInt32()));
        Assert.Contains("10 MB. Pilih foto lain", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_it_is_attached_a_photo_is_seen_by_whoever_has_its_key_and_by_nobody_else()
    {
        var photo = await _api.UploadAsync();
        using var own = await ComplaintsApi.GetPhotoAsync(_api.Resident, $"{Upload}/{photo.Id}/320", ("X-Photo-Key", photo.Key));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal("no-store, private", own.Headers.CacheControl?.ToString());
        Assert.Equal((320, 240), SizeOf(await own.Content.ReadAsByteArrayAsync()));

        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "original", ("X-Photo-Key", photo.Key)));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "320", ("X-Photo-Key", photo.Key.Replace(photo.Key[0], photo.Key[0] == 'a' ? 'b' : 'a'))));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "640", ("X-Photo-Key", photo.Key)));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "320"));
        Assert.Equal(404, await StatusAsync(_api.Operator, photo, "320"));
    }

    [Fact]
    public async Task Photos_come_with_the_report_and_each_that_will_not_do_is_named()
    {
        var (first, second, other) = (await _api.UploadAsync(), await _api.UploadAsync(TestPicture.Png(60, 90)), await _api.UploadAsync());
        using var refused = await _api.LodgeAsync(ComplaintsApi.ReportWith([first, second with { Key = other.Key }, first, other with { Id = Guid.Empty }]));
        var errors = (await refused.ProblemAsync()).GetProperty("errors").EnumerateArray().Select(error => (error.Text("field"), error.Text("code")));
        Assert.Equal([("photos[1].key", "unknown_photo"), ("photos[2].key", "twice"), ("photos[3].key", "unknown_photo")], errors);
        using var tooMany = await _api.LodgeAsync(ComplaintsApi.ReportWith(Enumerable.Repeat(first, 6)));
        Assert.Equal((HttpStatusCode.BadRequest, "photos", "too_many"), await FaultAsync(tooMany));
        using var nothing = await _api.LodgeAsync(new { categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012", visibility = "Public", photos = new object?[] { null, new { } } });
        Assert.Equal((HttpStatusCode.BadRequest, "photos[0].key", "unknown_photo"), await FaultAsync(nothing));

        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([first, second]));
        var seen = (await _api.TimelineAsync(lodged)).GetProperty("photos").EnumerateArray().Select(photo => (photo.GetProperty("id").GetGuid(), photo.Text("stage"), photo.GetProperty("width").GetInt32())).ToList();
        Assert.Equal([(first.Id, "Report", 400), (second.Id, "Report", 60)], seen);
        Assert.Equal(2, (await _api.Operator.GetFromJsonAsync<JsonElement>($"/api/complaints/{lodged.Id}")).GetProperty("photos").GetArrayLength());
        Assert.Equal(["Jpeg", "Png"], (await _api.PersonalDataAsync(lodged)).GetProperty("photos").EnumerateArray().Select(photo => photo.Text("format")));

        using var again = await _api.LodgeAsync(ComplaintsApi.ReportWith([other, second]));
        Assert.Equal((HttpStatusCode.BadRequest, "photos[1].key", "already_attached"), await FaultAsync(again));
    }

    [Fact]
    public async Task A_report_with_photos_that_is_sent_twice_is_one_report()
    {
        var report = ComplaintsApi.ReportWith([await _api.UploadAsync(), await _api.UploadAsync()]);
        var key = Guid.CreateVersion7().ToString("N");
        var twins = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.LodgeAsync(report, key)));
        using var later = await _api.LodgeAsync(report, key);

        var answers = await Task.WhenAll(twins.Append(later).Select(answer => answer.Content.ReadAsStringAsync()));
        Assert.All(twins.Append(later), answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Of_two_reports_that_take_the_same_photo_at_the_same_moment_one_is_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            var photo = await _api.UploadAsync();
            var before = await _api.TotalAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _api.LodgeAsync(ComplaintsApi.ReportWith([photo]))));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
            foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            {
                Assert.Equal((HttpStatusCode.BadRequest, "photos[0].key", "already_attached"), await FaultAsync(refused));
            }

            Assert.Equal(before + 1, await _api.TotalAsync());
        }
    }

    [Fact]
    public async Task A_report_that_is_refused_leaves_its_photos_for_the_next_try()
    {
        var photo = await _api.UploadAsync();
        using var refused = await _api.LodgeAsync(new { description = "", photos = new[] { new { photo.Id, photo.Key } } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo]));
    }

    [Theory]
    [InlineData("Public")]
    [InlineData("Anonymous")]
    public async Task Copies_are_public_once_the_desk_has_verified_the_report_and_the_original_never(string visibility)
    {
        var photo = await _api.UploadAsync(TestPicture.WithExif(TestPicture.Jpeg(1500, 1000), TestPicture.Exif(latitude: -7.8, longitude: 112, owner: "RAHASIA")));
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], visibility));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "320"));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "320", ("X-Photo-Key", photo.Key)));
        Assert.Equal(200, await StatusAsync(_api.Operator, photo, "320"));
        Assert.Empty(await PublicPhotosAsync(lodged.TrackingNumber));

        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var open = await ComplaintsApi.GetPhotoAsync(_api.Resident, $"{Upload}/{photo.Id}/1280");
        var bytes = await open.Content.ReadAsByteArrayAsync();

        Assert.Equal((1280, 853), SizeOf(bytes));
        Assert.DoesNotContain("RAHASIA", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(("public, max-age=3600", "image/webp", "nosniff", "default-src 'none'; sandbox"),
            (open.Headers.CacheControl?.ToString(), open.Content.Headers.ContentType?.ToString(), open.Headers.GetValues("X-Content-Type-Options").Single(), open.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal("inline; filename=\"foto.webp\"", open.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(304, await StatusAsync(_api.Resident, photo, "1280", ("If-None-Match", open.Headers.ETag!.ToString())));
        Assert.Equal(404, await StatusAsync(_api.Resident, photo, "original"));
        Assert.Equal([photo.Id.ToString()], await PublicPhotosAsync(lodged.TrackingNumber));
    }

    [Fact]
    public async Task Of_a_report_about_a_person_nobody_is_told_which_photos_there_are()
    {
        var photo = await _api.UploadAsync();
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], "Public", "ANTAR"));
        using var verified = await _api.ActAsync(lodged.Id, "verify");

        Assert.Empty(await PublicPhotosAsync(lodged.TrackingNumber));
    }

    [Fact]
    public async Task Of_a_secret_report_the_public_sees_no_photo_whatever_happens_to_it()
    {
        var photo = await _api.UploadAsync();
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], "Secret"));
        foreach (var (action, body) in ((string, object?)[])[("", null), ("verify", null), ("forward", new { agencyCode = "DPKP" }), ("resolve", new { note = "Sudah" })])
        {
            using var done = action.Length == 0 ? null : await _api.ActAsync(lodged.Id, action, body);
            Assert.Equal(404, await StatusAsync(_api.Resident, photo, "320"));
            Assert.Equal(404, await StatusAsync(_api.Resident, photo, "1280", ("X-Photo-Key", photo.Key)));
            Assert.Equal(200, await StatusAsync(_api.Operator, photo, "1280"));
        }
    }

    [Fact]
    public async Task The_desk_of_the_region_sees_the_original_the_agency_copies_and_other_roles_what_everybody_sees()
    {
        var original = TestPicture.WithExif(TestPicture.Jpeg(600, 400), TestPicture.Exif(owner: "Pelapor"));
        var photo = await _api.UploadAsync(original);
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], "Secret"));
        using var elsewhere = _api.ClientGranted("operator112 region=35.71.01");
        using var leader = _api.ClientGranted("leader region=35.71");
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");
        using var otherOfficer = _api.ClientGranted("agencyOfficer region=35.71 agency=DINKES");
        using var seen = await ComplaintsApi.GetPhotoAsync(_api.Operator, $"{Upload}/{photo.Id}/original");
        Assert.Equal(original, await seen.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/jpeg", "no-store, private", "inline; filename=\"foto.jpg\""), (seen.Content.Headers.ContentType?.ToString(), seen.Headers.CacheControl?.ToString(), seen.Content.Headers.ContentDisposition?.ToString()));
        Assert.Equal(404, await StatusAsync(officer, photo, "320"));

        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var forwarded = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });
        Assert.Equal((200, 404), (await StatusAsync(officer, photo, "320"), await StatusAsync(officer, photo, "original")));
        foreach (var stranger in (HttpClient[])[elsewhere, leader, otherOfficer])
        {
            Assert.Equal((404, 404), (await StatusAsync(stranger, photo, "320"), await StatusAsync(stranger, photo, "original")));
        }
    }

    [Fact]
    public async Task Who_looked_at_an_original_is_in_the_audit_log()
    {
        var photo = await _api.UploadAsync();
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], "Anonymous"));
        await _api.ReadyAsync();
        await using var identity = await QueueWatcher.StartAsync(_api.Broker, "identity");

        Assert.Equal(200, await StatusAsync(_api.Operator, photo, "320"));
        Assert.Equal(200, await StatusAsync(_api.Operator, photo, "original"));

        await Eventually.TrueAsync(() => Task.FromResult(identity.Events.Any(IsOfThis)), "the audit log is told");
        Assert.Equal("photo_original_read", identity.Events.Single(IsOfThis).GetProperty("message").Text("action"));

        bool IsOfThis(JsonElement envelope) => envelope.GetProperty("message").TryGetProperty("target", out var target) && target.GetString() == lodged.TrackingNumber;
    }

    [Fact]
    public async Task The_reporter_sees_the_copies_of_their_own_report_and_of_no_other_with_number_and_secret()
    {
        var (photo, other) = (await _api.UploadAsync(), await _api.UploadAsync());
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo], "Secret"));
        await _api.LodgeOneAsync(ComplaintsApi.ReportWith([other], "Secret"));
        using var own = await _api.WithSlipAsync(lodged, $"photos/{photo.Id}/320");
        using var original = await _api.WithSlipAsync(lodged, $"photos/{photo.Id}/original");
        using var another = await _api.WithSlipAsync(lodged, $"photos/{other.Id}/320");
        using var guessed = await _api.WithSlipAsync(lodged, $"photos/{photo.Id}/320", secret: "7K2M-9QX1-4TQ8");

        Assert.Equal((HttpStatusCode.OK, "no-store, private"), (own.StatusCode, own.Headers.CacheControl?.ToString()));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [original.StatusCode, another.StatusCode, guessed.StatusCode]);
    }

    [Fact]
    public async Task What_was_done_is_shown_by_photos_that_come_with_the_answer()
    {
        var (before, after) = (await _api.UploadAsync(), await _api.UploadAsync());
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([before]));
        using var verified = await _api.ActAsync(lodged.Id, "verify");
        using var forwarded = await _api.ActAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });
        using var refused = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah", photos = new[] { new { before.Id, before.Key } } });
        Assert.Equal((HttpStatusCode.BadRequest, "photos[0].key", "already_attached"), await FaultAsync(refused));

        using var resolved = await _api.ActAsync(lodged.Id, "resolve", new { note = "Sudah", photos = new[] { new { after.Id, after.Key } } });

        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        Assert.Equal(["Report", "Evidence"], (await _api.TimelineAsync(lodged)).GetProperty("photos").EnumerateArray().Select(photo => photo.Text("stage")));
        Assert.Equal(200, await StatusAsync(_api.Resident, after, "1280"));
    }

    /// <summary>Which photos the report has that everybody sees.</summary>
    private async Task<IReadOnlyList<string?>> PublicPhotosAsync(string number)
    {
        var report = await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/{number}");
        return [.. report.GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("id").GetString())];
    }

    private static (int Width, int Height) SizeOf(byte[] webp) => TestPicture.Look(webp) is var (width, height, _) ? (width, height) : default;

    private static async Task<int> StatusAsync(HttpClient who, UploadedPhoto photo, string size, (string, string)? header = null)
    {
        using var response = await ComplaintsApi.GetPhotoAsync(who, $"{Upload}/{photo.Id}/{size}", header);
        return (int)response.StatusCode;
    }

    private static async Task<(HttpStatusCode, string?, string?)> FaultAsync(HttpResponseMessage response)
    {
        var error = (await response.ProblemAsync()).GetProperty("errors")[0];
        return (response.StatusCode, error.Text("field"), error.Text("code"));
    }

    /// <summary>Zeros behind the start of a JPEG, with or without their number beforehand.</summary>
    private sealed class UnannouncedContent(int bytes, bool announced) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync((byte[])[0xFF, 0xD8, 0xFF, 0xE0]);
            var zeros = new byte[64 * 1024];
            for (var left = bytes - 4; left > 0; left -= zeros.Length)
            {
                await stream.WriteAsync(zeros.AsMemory(0, Math.Min(left, zeros.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return announced;
        }
    }
}
