using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The leaders' report of a day, of complaints that went every way, on a Tuesday and a Wednesday.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Wednesday = new(2026, 11, 25, 5, 0, 0, TimeSpan.Zero);

    private readonly SettableTime _time = new();
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync()
    {
        _time.SetTo(Wednesday.AddDays(-1));
        _api = await ComplaintsApi.StartAsync(_time, new KeyValuePair<string, string>("Complaints:Clocks:Interval", "1.00:00:00"));
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_day_is_told_in_figures_and_in_a_text_to_forward_and_nothing_secret_is_named()
    {
        using var leader = _api.ClientFor(Roles.Leader);
        await _api.LodgeOneAsync("PJU");
        var late = await _api.LodgeOneAsync("AIR");
        await _api.DoAsync(late.Id, "verify");
        await _api.DoAsync(late.Id, "forward", new { agencyCode = "PDAM" });
        var secret = await _api.LodgeOneAsync("PUNGLI");
        await _api.DoAsync(secret.Id, "verify");
        await _api.DoAsync(secret.Id, "forward", new { agencyCode = "INSPEKTORAT" });
        _time.SetTo(Wednesday);
        await _api.LodgeOneAsync("PJU");
        var answered = await _api.LodgeOneAsync("INFO");
        await _api.DoAsync(answered.Id, "answer", new { text = "Syaratnya kartu keluarga." });
        await _api.LodgeOneAsync("PJU");
        await _api.LodgeOneAsync("EM-API");

        var report = await leader.GetFromJsonAsync<JsonElement>("/api/complaints/reports/daily?day=2026-11-25");

        var figures = report.GetProperty("figures");
        Assert.Equal((4, 3, 1), (Count(figures, "received"), Count(figures, "receivedBefore"), Count(figures, "emergencies")));
        Assert.Equal((1, 1, 6), (Count(figures, "answered"), Count(figures, "answeredInTime"), Count(figures, "open")));
        Assert.Equal(("PJU", 2), (figures.GetProperty("categories")[0].Text("code"), figures.GetProperty("categories")[0].GetProperty("count").GetInt32()));
        var text = report.Text("text")!;
        Assert.StartsWith("*Lapor 112 Kota Kediri: laporan harian*\nRabu, 25 November 2026\n", text, StringComparison.Ordinal);
        Assert.Contains("*Masuk* 4 laporan (hari sebelumnya 3), 1 darurat.", text, StringComparison.Ordinal);
        Assert.Contains("Terbanyak: Lampu jalan padam 2, ", text, StringComparison.Ordinal);
        Assert.Contains("*Dijawab* 1 laporan, 1 dalam batas waktu; separuhnya dalam 1 jam.", text, StringComparison.Ordinal);

        // Of the day before, what is secret counts and is named in no list: one in a village would give itself away.
        var dayBefore = await leader.GetFromJsonAsync<JsonElement>("/api/complaints/reports/daily?day=2026-11-24");
        Assert.Equal(3, Count(dayBefore.GetProperty("figures"), "received"));
        Assert.Equal(["AIR", "PJU"], dayBefore.GetProperty("figures").GetProperty("categories").EnumerateArray().Select(part => part.Text("code")));
        Assert.Equal(2, dayBefore.GetProperty("figures").GetProperty("villages")[0].GetProperty("count").GetInt32());
        Assert.DoesNotContain("Pungutan", dayBefore.Text("text"), StringComparison.Ordinal);

        // Weeks later everything is late, and the list names all but the secret one.
        _time.SetTo(Wednesday.AddDays(120));
        var after = await leader.GetFromJsonAsync<JsonElement>("/api/complaints/reports/daily?day=2026-11-25");
        Assert.Equal((6, 6), (Count(after.GetProperty("figures"), "open"), Count(after.GetProperty("figures"), "late")));
        Assert.Contains(late.TrackingNumber, after.Text("text"), StringComparison.Ordinal);
        Assert.Contains("PDAM Tirta Dhaha (BUMD) 1 dari 1", after.Text("text"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret.TrackingNumber, after.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Inspektorat", after.Text("text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weekly?day=2026-11-25", "2026-11-23", "2026-11-29")]
    [InlineData("weekly?day=2026-11-22", "2026-11-16", "2026-11-22")]
    [InlineData("weekly", "2026-11-16", "2026-11-22")]
    [InlineData("daily", "2026-11-24", "2026-11-24")]
    public async Task Weeks_run_from_Monday_to_Sunday_and_what_has_ended_is_told_unless_said_otherwise(string path, string from, string to)
    {
        using var supervisor = _api.ClientFor(Roles.Supervisor112);
        _time.SetTo(Wednesday);

        var report = await supervisor.GetFromJsonAsync<JsonElement>($"/api/complaints/reports/{path}");

        Assert.Equal((from, to), (report.Text("from"), report.Text("to")));
        Assert.Contains("*Masuk* 0 laporan", report.Text("text"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("figures").GetProperty("medianHours").ValueKind);
    }

    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2019-12-31")]
    public async Task A_day_to_come_has_no_report(string day)
    {
        using var leader = _api.ClientFor(Roles.Leader);

        using var refused = await leader.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/api/complaints/reports/daily?day={day}"), UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, "day"), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    private static int Count(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
