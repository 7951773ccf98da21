using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What becomes of photos and their files.</summary>
public sealed class PhotoRetentionTests : IAsyncLifetime
{
    private readonly SettableTime _time = new();
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync()
        => _api = await ComplaintsApi.StartAsync(_time, new("Retention:Interval", "00:00:00.1"), new("Retention:ComplaintContent", "30.00:00:00"));

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_photo_that_nobody_attached_is_gone_after_a_day_with_its_files_and_one_that_was_attached_stays()
    {
        var (left, used) = (await _api.UploadAsync(), await _api.UploadAsync());
        await _api.LodgeOneAsync(ComplaintsApi.ReportWith([used]));
        Assert.Equal(3, FilesOf(left).Count);
        _time.Advance(TimeSpan.FromHours(23));
        var newer = await _api.UploadAsync();
        Assert.Equal(3, FilesOf(left).Count);

        _time.Advance(TimeSpan.FromHours(2));

        await Eventually.TrueAsync(() => Task.FromResult(FilesOf(left).Count == 0), "its files are gone");
        Assert.Equal((0, 3, 3), (await RowsAsync(left), FilesOf(used).Count, FilesOf(newer).Count));
        using var late = await _api.LodgeAsync(ComplaintsApi.ReportWith([left]));
        Assert.Equal("unknown_photo", (await late.ProblemAsync()).GetProperty("errors")[0].Text("code"));
    }

    [Fact]
    public async Task When_a_report_is_erased_its_photos_go_at_once_and_those_of_what_was_done_stay()
    {
        var (report, evidence) = (await _api.UploadAsync(), await _api.UploadAsync());
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.ReportWith([report]));
        await ResolveAsync(lodged, evidence);
        using var officer = _api.ClientFor(Roles.InformationOfficer);
        using var asked = await _api.WithSlipAsync(lodged, "erasure", new { scope = "Everything" });
        var request = (await officer.GetFromJsonAsync<JsonElement>("/api/complaints/erasure-requests")).GetProperty("items")[0].GetProperty("id").GetGuid();

        using var granted = await officer.PostAsync(new Uri($"/api/complaints/erasure-requests/{request}/grant", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal((0, 0), (await RowsAsync(report), FilesOf(report).Count));
        Assert.Equal((1, 3), (await RowsAsync(evidence), FilesOf(evidence).Count));
        foreach (var who in (HttpClient[])[_api.Resident, _api.Operator])
        {
            using var gone = await ComplaintsApi.GetPhotoAsync(who, $"/api/complaints/photos/{report.Id}/320");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task When_the_time_of_what_was_written_is_over_its_photos_go_too()
    {
        var (report, evidence) = (await _api.UploadAsync(), await _api.UploadAsync());
        await ResolveAsync(await _api.LodgeOneAsync(ComplaintsApi.ReportWith([report])), evidence);

        _time.Advance(TimeSpan.FromDays(31));
        await Eventually.TrueAsync(async () => await RowsAsync(report) == 0, "the row is gone");
        _time.Advance(TimeSpan.FromHours(25));

        await Eventually.TrueAsync(() => Task.FromResult(FilesOf(report).Count == 0), "the files are gone");
        Assert.Equal((0, 1, 3), (await RowsAsync(report), await RowsAsync(evidence), FilesOf(evidence).Count));
    }

    [Fact]
    public async Task Files_without_a_row_are_swept_and_those_that_are_just_being_stored_are_not()
    {
        var photo = await _api.UploadAsync();
        await _api.LodgeOneAsync(ComplaintsApi.ReportWith([photo]));
        var (orphan, foreign) = (PathOf("original", "0199a0a000007000800000000000003f"), PathOf("copy", "0199a0a000007000800000000000003f-640"));
        var abandoned = Path.Combine(_api.PhotoFolder, "incoming", "half");
        foreach (var file in (string[])[orphan, foreign, abandoned])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "RAHASIA");
        }

        _time.Advance(TimeSpan.FromHours(25));
        var young = PathOf("original", "0199a0a000007000800000000000013f");
        await File.WriteAllTextAsync(young, "RAHASIA");
        File.SetLastWriteTimeUtc(young, _time.GetUtcNow().UtcDateTime);

        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(orphan) && !File.Exists(foreign) && !File.Exists(abandoned)), "what belongs to nothing is gone");
        Assert.Equal(3, FilesOf(photo).Count);
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task Where_photos_cannot_be_stored_the_answer_says_to_send_the_report_without()
    {
        await using var full = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Photos:Folder", "/proc/self/nowhere"));
        using var response = await full.SendPhotoAsync(TestPicture.Jpeg(20, 20));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "photos_unavailable"), (response.StatusCode, await response.CodeAsync()));
        Assert.NotNull(response.Headers.RetryAfter);
        await full.LodgeOneAsync();
    }

    [Fact]
    public async Task Photos_that_nobody_attaches_take_no_more_room_than_is_set_aside_for_them()
    {
        await using var small = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Photos:UnattachedBytes", "1000"));
        var photo = await small.UploadAsync();
        using var refused = await small.SendPhotoAsync(TestPicture.Jpeg(20, 20));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "photos_unavailable"), (refused.StatusCode, await refused.CodeAsync()));

        await small.LodgeOneAsync(ComplaintsApi.ReportWith([photo]));
        await small.UploadAsync();
    }

    private async Task ResolveAsync(Lodged lodged, UploadedPhoto evidence)
    {
        foreach (var (action, body) in ((string, object?)[])
            [("verify", null), ("forward", new { agencyCode = "DPKP" }), ("resolve", new { note = "Sudah", photos = new[] { new { evidence.Id, evidence.Key } } })])
        {
            using var done = await _api.ActAsync(lodged.Id, action, body);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }
    }

    private string PathOf(string kind, string name) => Path.Combine(_api.PhotoFolder, kind, "3f", name);

    private List<string> FilesOf(UploadedPhoto photo)
        => [.. Directory.EnumerateFiles(_api.PhotoFolder, $"{photo.Id:N}*", SearchOption.AllDirectories)];

    private async Task<int> RowsAsync(UploadedPhoto photo)
    {
        // Ids are stored as the engine likes them; the key's hash is bytes everywhere.
        var stored = await _api.Database.EverythingStoredAsync();
        return stored.Contains(photo.Id.ToString(), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }
}
