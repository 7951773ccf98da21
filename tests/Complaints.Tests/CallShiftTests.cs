using System.Text.Json;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>One shift hands the line to the next, and a supervisor sees it as it is.</summary>
public sealed class CallShiftTests(CallLine line) : IClassFixture<CallLine>
{
    [Fact]
    public async Task A_call_that_rang_before_the_shift_is_one_of_the_shift_that_answered_it()
    {
        var desk = line.Desk("petugas-k");
        var rang = await RingAsync(line.Desk("petugas-a"), line.NewNumber());
        line.Time.Advance(TimeSpan.FromSeconds(40));
        await DoAsync(desk, $"/{rang}/answer");
        await SortAsync(desk, rang, "Prank");

        var handover = await DoAsync(desk, "/shifts/end");

        Assert.Equal(1, handover.GetProperty("taken").GetProperty("prank").GetInt32());
    }

    [Fact]
    public async Task A_shift_ends_with_a_handover_of_what_is_open_and_the_next_operator_takes_it_over()
    {
        var (desk, next) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
        await DoAsync(desk, "/shifts/start");
        await SortAsync(desk, await TakeAsync(desk, line.NewNumber()), "Ghost");
        var emergency = await TakeAsync(desk, line.NewNumber());
        var lodged = await DoAsync(desk, $"/{emergency}/lodge", new { categoryCode = "EM-POHON", villageCode = "35.71.02.1012", description = "Pohon tumbang", unit = "BPBD" });
        await DoAsync(desk, $"/{emergency}/finish");
        var unfinished = await TakeAsync(desk, line.NewNumber());
        await DoAsync(desk, $"/{unfinished}/note", new { text = "Menunggu keluarga" });

        var handover = await DoAsync(desk, "/shifts/end", new { note = "Genset sudah diisi" });

        Assert.Equal(("petugas-a", "Genset sudah diisi"), (handover.Text("writtenBy"), handover.Text("note")));
        Assert.Contains(handover.GetProperty("emergencies").EnumerateArray(), each => each.Text("trackingNumber") == lodged.Text("trackingNumber"));
        Assert.Contains(handover.GetProperty("cards").EnumerateArray(), card => card.Text("unit") == "BPBD" && card.Text("trackingNumber") == lodged.Text("trackingNumber"));
        Assert.Contains(handover.GetProperty("calls").EnumerateArray(), call => call.GetProperty("callId").GetGuid() == unfinished && call.Text("operator") == "petugas-a");
        Assert.True(handover.GetProperty("taken").GetProperty("ghost").GetInt32() >= 1);
        // Neither who called nor what they said.
        Assert.DoesNotContain("Menunggu keluarga", handover.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Pohon tumbang", handover.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await GetAsync(desk, "/desk")).GetProperty("shift").ValueKind);
        Assert.Equal("not_on_duty", await RefusedAsync(desk, "/shifts/end"));

        var id = handover.GetProperty("id").GetGuid();
        Assert.Contains((await GetAsync(next, "/desk")).GetProperty("handovers").EnumerateArray(), each => each.GetProperty("id").GetGuid() == id);
        Assert.Equal("own_handover", await RefusedAsync(desk, $"/handovers/{id}/acknowledge"));
        await DoAsync(next, $"/handovers/{id}/acknowledge");
        await DoAsync(next, $"/handovers/{id}/acknowledge");
        Assert.Equal("handover_taken", await RefusedAsync(line.Desk("petugas-h"), $"/handovers/{id}/acknowledge"));
        await DoAsync(next, $"/{unfinished}/take-over");
        await SortAsync(next, unfinished, "Prank");

        var kept = await GetAsync(desk, $"/handovers/{id}");
        Assert.Equal(("petugas-i", handover.GetProperty("calls").GetRawText()), (kept.Text("acknowledgedBy"), kept.GetProperty("calls").GetRawText()));
        Assert.DoesNotContain((await GetAsync(next, "/desk")).GetProperty("handovers").EnumerateArray(), each => each.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task Whoever_answers_is_on_duty_and_back_from_the_break_and_nobody_is_on_duty_twice()
    {
        var desk = line.Desk("petugas-f");
        await Task.WhenAll(DoAsync(desk, "/shifts/start"), DoAsync(desk, "/shifts/start"));
        Assert.NotEqual(JsonValueKind.Null, (await DoAsync(desk, "/shifts/break")).GetProperty("breakSince").ValueKind);
        var call = await TakeAsync(desk, line.NewNumber());

        Assert.Equal("call_open", await RefusedAsync(desk, "/shifts/break"));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(desk, "/desk")).GetProperty("shift").GetProperty("breakSince").ValueKind);
        await SortAsync(desk, call, "Ghost");
        await DoAsync(desk, "/shifts/break");
        await DoAsync(desk, "/shifts/resume");
        var supervisor = line.Desk("ketua", "supervisor112 region=35.71");
        Assert.Single((await GetAsync(supervisor, "/live")).GetProperty("operators").EnumerateArray(), each => each.Text("operator") == "petugas-f");
        await DoAsync(desk, "/shifts/end");
    }

    [Fact]
    public async Task The_supervisor_sees_who_is_on_a_call_on_a_break_and_free_and_who_waits()
    {
        var (busy, resting, free, supervisor) = (line.Desk("petugas-g"), line.Desk("petugas-e"), line.Desk("petugas-d"), line.Desk("ketua", "supervisor112 region=35.71"));
        await DoAsync(resting, "/shifts/start");
        await DoAsync(resting, "/shifts/break");
        await DoAsync(free, "/shifts/start");
        var call = await TakeAsync(busy, line.NewNumber());
        await SortAsync(busy, call, "Information");
        var waits = await RingAsync(busy, line.NewNumber());

        var live = await GetAsync(supervisor, "/live");

        var operators = live.GetProperty("operators").EnumerateArray().ToDictionary(each => each.Text("operator")!);
        Assert.Equal((call, "Information"), (operators["petugas-g"].GetProperty("callId").GetGuid(), operators["petugas-g"].Text("kind")));
        Assert.NotEqual(JsonValueKind.Null, operators["petugas-e"].GetProperty("breakSince").ValueKind);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (operators["petugas-d"].GetProperty("callId").ValueKind, operators["petugas-d"].GetProperty("breakSince").ValueKind));
        Assert.Contains(live.GetProperty("waiting").EnumerateArray(), each => each.GetProperty("id").GetGuid() == waits);
        Assert.Equal(24, live.GetProperty("today").GetProperty("hours").GetArrayLength());
        using var forOperators = await busy.GetAsync(new Uri("/api/complaints/calls/live", UriKind.Relative));
        Assert.Equal("forbidden", await forOperators.CodeAsync());
        await SortAsync(busy, call, "Ghost");
        await HangAllUpAsync(busy);
    }

    [Fact]
    public async Task Calls_are_counted_by_the_region_s_hour_and_by_kind_beside_what_the_city_published()
    {
        var (desk, leader) = (line.Desk("petugas-j"), line.Desk("wali kota", "leader region=35.71"));
        // Tomorrow, which no other test counts by then: no call of today is among them.
        line.Time.Advance(TimeSpan.FromDays(1));
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(line.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).DateTime);
        foreach (var (kind, count) in ((string, int)[])[("Ghost", 3), ("Prank", 1)])
        {
            for (var time = 0; time < count; time++)
            {
                await SortAsync(desk, await TakeAsync(desk, line.NewNumber()), kind);
            }
        }

        await RingAsync(desk, line.NewNumber());
        var hour = TimeZoneInfo.ConvertTime(line.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).Hour;

        var counted = await GetAsync(leader, $"/statistics?from={day:yyyy-MM-dd}");

        var total = counted.GetProperty("total");
        Assert.Equal((3, 1, 1, 5), (total.GetProperty("ghost").GetInt32(), total.GetProperty("prank").GetInt32(), total.GetProperty("unsorted").GetInt32(), total.GetProperty("total").GetInt32()));
        var kinds = counted.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal((75, 25), (kinds[0].GetProperty("percent").GetDouble(), kinds[1].GetProperty("percent").GetDouble()));
        Assert.Equal((86161, 75.5), (counted.GetProperty("published").GetProperty("total").GetInt32(), counted.GetProperty("published").GetProperty("percent").GetProperty("Ghost").GetDouble()));
        var busiest = counted.GetProperty("hours").EnumerateArray().MaxBy(each => each.GetProperty("calls").GetProperty("total").GetInt32());
        Assert.InRange(hour - busiest.GetProperty("hour").GetInt32(), 0, 1);
        await HangAllUpAsync(desk);
    }

    [Theory]
    [InlineData("?from=2026-11-02&to=2026-11-01")]
    [InlineData("?from=2025-01-01&to=2026-01-02")]
    [InlineData("?from=kemarin")]
    public async Task A_span_without_sense_is_refused(string query)
    {
        using var answer = await line.Desk("wali kota", "leader region=35.71").GetAsync(new Uri($"/api/complaints/calls/statistics{query}", UriKind.Relative));
        Assert.Equal("invalid_input", await answer.CodeAsync());
    }
}
