using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using PlanningPlatform.Testing;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A question is answered from a standard answer and closed on the phone.</summary>
public sealed class CallInformationTests(CallLine line) : IClassFixture<CallLine>
{
    [Fact]
    public async Task Asked_for_the_requirements_of_a_KIA_the_operator_says_the_standard_answer_and_all_is_closed()
    {
        // A14.
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());
        await SortAsync(desk, call, "Information");
        line.Time.Advance(TimeSpan.FromSeconds(10));
        var found = (await GetAsync(desk, "/answers?q=syarat%20kia")).GetProperty("items")[0];

        var closed = await DoAsync(desk, $"/{call}/answer-question", new { code = found.Text("code"), question = "Syarat KIA?" });

        Assert.Equal("Closed", closed.Text("status"));
        var ended = (await CallAsync(desk, call)).GetProperty("call");
        Assert.Equal(("Ended", "Information", "KIA"), (ended.Text("state"), ended.Text("kind"), ended.Text("standardAnswerCode")));
        Assert.InRange(ended.GetProperty("handledSeconds").GetInt32(), 10, 40);
        var id = closed.GetProperty("id").GetGuid();
        var file = await desk.GetFromJsonElementAsync($"/api/complaints/{id}");
        var complaint = file.GetProperty("complaint");
        Assert.Equal(("INFO", "InformationRequest", "Call112", "Syarat KIA?"), (complaint.Text("categoryCode"), complaint.Text("kind"), complaint.Text("channel"), complaint.Text("description")));
        var timeline = file.GetProperty("timeline").EnumerateArray().ToList();
        Assert.Equal(["Received", "Answered"], timeline.Select(entry => entry.Text("code")));
        Assert.Equal(found.Text("text"), timeline[1].Text("note"));

        // Answered and ended in the same moment as the call, and both on record.
        var received = await StampAsync(id, "ReceivedAt");
        Assert.Equal([received, received, received], [await StampAsync(id, "FollowedUpAt"), await StampAsync(id, "ResolvedAt"), await StampAsync(id, "EndedAt")]);
        Assert.Equal(ended.GetProperty("endedAt").GetDateTimeOffset(), timeline[1].GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_caller_who_wants_to_can_follow_it_and_say_that_this_was_no_answer()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());
        var closed = await DoAsync(desk, $"/{call}/answer-question", new { code = "KIA" });
        var again = await DoAsync(desk, $"/{call}/answer-question", new { code = "KIA" });
        var lodged = new Lodged(closed.GetProperty("id").GetGuid(), closed.Text("trackingNumber")!, closed.Text("trackingSecret")!, "Closed", null, default);

        Assert.Equal(closed.GetRawText(), again.GetRawText());
        Assert.True((await line.Api.TimelineAsync(lodged)).GetProperty("canReopen").GetBoolean());
        using var reopened = await line.Api.WithSlipAsync(lodged, "reopen", new { reason = "Anak saya sudah 6 tahun" });
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
        Assert.Equal(["Received", "Answered", "Reopened"], await line.Api.CodesAsync(lodged));
    }

    [Fact]
    public async Task Monitoring_hears_first_that_it_was_received_and_then_that_it_is_closed()
    {
        await line.Api.ReadyAsync();
        await using var monitoring = await QueueWatcher.StartAsync(line.Api.Broker, "monitoring");
        var desk = line.Desk("petugas-a");
        var id = (await DoAsync(desk, $"/{await TakeAsync(desk, line.NewNumber())}/answer-question", new { code = "NOMOR" })).GetProperty("id").GetGuid();

        await Eventually.TrueAsync(() => Task.FromResult(Heard().Count == 2), "both are told");

        Assert.Equal(["ComplaintReceived:1", "ComplaintStatusChanged:2"], Heard());

        List<string> Heard() => [.. monitoring.Events.Where(each => each.GetProperty("message").TryGetProperty("complaintId", out var about) && about.GetGuid() == id)
            .Select(each => $"{each.GetProperty("messageType")[0].GetString()!.Split(':')[^1]}:{each.GetProperty("message").GetProperty("version").GetInt32()}")];
    }

    [Theory]
    [InlineData("kia", "KIA")]
    [InlineData("kartu anak", "KIA")]
    [InlineData("KTP ANAK", "KIA")]
    [InlineData("ktp", "KTP")]
    [InlineData("akte", "AKTA-LAHIR")]
    [InlineData("mobil antar", "MOBMAS")]
    [InlineData("ambulans", "NOMOR")]
    public async Task The_right_answer_stands_first_while_the_operator_types(string typed, string code)
        => Assert.Equal(code, (await GetAsync(line.Desk("petugas-a"), $"/answers?q={Uri.EscapeDataString(typed)}")).GetProperty("items")[0].Text("code"));

    [Fact]
    public async Task What_fits_nothing_finds_nothing_and_nothing_typed_finds_all()
    {
        var desk = line.Desk("petugas-a");
        Assert.Equal(0, (await GetAsync(desk, "/answers?q=syarat%20terbang")).GetProperty("total").GetInt32());
        Assert.True((await GetAsync(desk, "/answers")).GetProperty("total").GetInt32() >= 7);
    }

    [Fact]
    public async Task A_supervisor_writes_corrects_and_retires_answers_and_no_correction_is_lost()
    {
        var supervisor = line.Desk("ketua", "supervisor112 region=35.71");
        const string path = "/api/complaints/calls/answers/POSYANDU";
        var first = new { title = "Jadwal posyandu", text = "Setiap tanggal 10.", keywords = "imunisasi" };

        using var written = await supervisor.PutAsJsonAsync(path, first);
        using var blind = await supervisor.PutAsJsonAsync(path, first);
        using var corrected = await supervisor.PutAsJsonAsync(path, new { first.title, text = "Setiap tanggal 12.", version = 1 });
        using var late = await supervisor.PutAsJsonAsync(path, new { first.title, text = "Setiap tanggal 11.", version = 1 });
        using var empty = await supervisor.PutAsJsonAsync(path, new { title = "", text = " ", version = 2 });
        Assert.Equal("Setiap tanggal 12.", (await GetAsync(supervisor, "/answers?q=posyandu")).GetProperty("items")[0].Text("text"));
        using var retired = await supervisor.DeleteAsync(new Uri(path, UriKind.Relative));
        using var again = await supervisor.DeleteAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (written.StatusCode, corrected.StatusCode, retired.StatusCode, again.StatusCode));
        Assert.Equal(("changed_meanwhile", "changed_meanwhile", "invalid_input"), (await blind.CodeAsync(), await late.CodeAsync(), await empty.CodeAsync()));
        Assert.Equal(0, (await GetAsync(supervisor, "/answers?q=posyandu")).GetProperty("total").GetInt32());
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, null);
        Assert.Equal("invalid_input", await RefusedAsync(desk, $"/{call}/answer-question", new { code = "POSYANDU" }));
        await SortAsync(desk, call, "Ghost");
    }

    private async Task<string> StampAsync(Guid id, string column)
        => Convert.ToString(await line.Api.Database.ValueAsync<object>($"SELECT \"{column}\" FROM \"Complaints\" WHERE \"TrackingNumber\" = '{await NumberAsync(id)}'"), CultureInfo.InvariantCulture)!;

    private async Task<string?> NumberAsync(Guid id) => (await line.Desk("petugas-a").GetFromJsonElementAsync($"/api/complaints/{id}")).GetProperty("complaint").Text("trackingNumber");
}
