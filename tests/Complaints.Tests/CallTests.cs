using System.Net;
using System.Text.Json;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>From the first ring to the end of a call.</summary>
public sealed class CallTests(CallLine line) : IClassFixture<CallLine>
{
    [Theory]
    [InlineData("Ghost")]
    [InlineData("Prank")]
    public async Task A_ghost_or_a_prank_is_over_with_one_keystroke(string kind)
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());

        var sorted = await SortAsync(desk, call, kind);

        Assert.Equal(("Ended", kind), (sorted.Text("state"), sorted.Text("kind")));
        Assert.Equal(JsonValueKind.Null, (await GetAsync(desk, "/desk")).GetProperty("open").ValueKind);
        Assert.Equal(["Rang", "Answered", "Categorised", "Ended"], (await CallAsync(desk, call)).GetProperty("steps").EnumerateArray().Select(step => step.Text("code")));
    }

    [Fact]
    public async Task Of_two_operators_who_answer_the_same_call_one_has_it_and_the_other_hears_who()
    {
        var desks = new[] { "petugas-b", "petugas-c", "petugas-d", "petugas-e" }.Select(name => line.Desk(name)).ToList();
        for (var round = 0; round < 5; round++)
        {
            var call = await RingAsync(desks[0], line.NewNumber());

            var answers = await Task.WhenAll(desks.Select(desk => SendAsync(desk, $"/{call}/answer")));

            var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).Json.Text("operator");
            Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
            {
                Assert.Equal((HttpStatusCode.Conflict, "call_taken", winner), (answer.Status, answer.Json.Text("code"), answer.Json.Text("operator")));
                Assert.Contains(winner!, answer.Json.Text("detail"), StringComparison.Ordinal);
            });
            await SortAsync(line.Desk(winner!), call, "Ghost");
        }
    }

    [Fact]
    public async Task Two_operators_who_ask_for_the_next_call_at_once_get_two_callers()
    {
        var desks = new[] { "petugas-b", "petugas-c", "petugas-d" }.Select(name => line.Desk(name)).ToList();
        await HangAllUpAsync(desks[0]);
        foreach (var _ in desks)
        {
            await RingAsync(desks[0], line.NewNumber());
        }

        var answers = await Task.WhenAll(desks.Select(desk => DoAsync(desk, "/next")));

        Assert.Equal(3, answers.Select(answer => answer.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal("nobody_waits", await RefusedAsync(line.Desk("petugas-f"), "/next"));
        await Task.WhenAll(desks.Zip(answers, (desk, call) => SortAsync(desk, call.GetProperty("id").GetGuid(), "Ghost")));
    }

    [Fact]
    public async Task An_operator_has_one_open_call_whatever_they_press_at_once()
    {
        var desk = line.Desk("petugas-g");
        var calls = new List<Guid>();
        for (var call = 0; call < 4; call++)
        {
            calls.Add(await RingAsync(desk, line.NewNumber()));
        }

        var answers = await Task.WhenAll(calls.Select(call => SendAsync(desk, $"/{call}/answer")));

        var open = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).Json.GetProperty("id").GetGuid();
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(("call_open", open), (answer.Json.Text("code"), answer.Json.GetProperty("callId").GetGuid())));
        await SortAsync(desk, open, "Ghost");
        await HangAllUpAsync(desk);
    }

    [Fact]
    public async Task A_call_that_the_telephone_system_announces_twice_rings_once()
    {
        var desk = line.Desk("telefoni");
        var announced = new { number = line.NewNumber(), externalId = "pbx-0001" };

        var both = await Task.WhenAll(DoAsync(desk, "", announced), DoAsync(desk, "", announced));

        Assert.Equal(both[0].GetProperty("id").GetGuid(), both[1].GetProperty("id").GetGuid());
        await HangAllUpAsync(desk);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anonymous")]
    [InlineData("sip:4711@exchange.invalid;phone-context=+62")]
    [InlineData("0812\u202e3456")]
    [InlineData("999999999999999999999999999999999999999999999999")]
    public async Task A_call_rings_whatever_the_exchange_says_about_its_number(string? number)
    {
        var desk = line.Desk("telefoni");

        var (status, call) = await SendAsync(desk, "", new { number, emergency = true });

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("Ringing", "Emergency"), (call.Text("state"), call.Text("kind")));
        await SortOutAsync(desk, call.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_number_is_masked_in_lists_and_whole_for_whoever_has_the_call_open()
    {
        var (desk, other) = (line.Desk("petugas-h"), line.Desk("petugas-i"));
        var number = line.NewNumber();
        var whole = $"+62{number[1..].Replace("-", "", StringComparison.Ordinal)}";

        var call = await TakeAsync(desk, number);

        Assert.Equal(whole, (await CallAsync(desk, call)).Text("number"));
        var elsewhere = await CallAsync(other, call);
        Assert.Null(elsewhere.Text("number"));
        Assert.Equal($"+62***{whole[^3..]}", elsewhere.GetProperty("call").Text("number"));
        Assert.DoesNotContain(whole, (await GetAsync(desk, "?pageSize=200")).GetRawText(), StringComparison.Ordinal);
        await SortAsync(desk, call, "Ghost");
        Assert.Null((await CallAsync(desk, call)).Text("number"));
    }

    [Fact]
    public async Task What_is_known_about_a_number_stands_beside_its_call()
    {
        var desk = line.Desk("petugas-a");
        var number = line.NewNumber();
        await SortAsync(desk, await TakeAsync(desk, number), "Ghost");
        await SortAsync(desk, await TakeAsync(desk, number), "Prank");
        var earlier = await TakeAsync(desk, number);
        var lodged = await DoAsync(desk, $"/{earlier}/lodge", new { categoryCode = "PJU", description = "Lampu padam", villageCode = "35.71.02.1012" });
        await DoAsync(desk, $"/{earlier}/finish");

        // Written as the exchange writes it, and so the same number.
        var call = await TakeAsync(desk, $"+62 {number[1..]}");
        var known = (await CallAsync(desk, call)).GetProperty("caller");

        var before = known.GetProperty("before");
        Assert.Equal((1, 1, 1, 0), (before.GetProperty("ghost").GetInt32(), before.GetProperty("prank").GetInt32(), before.GetProperty("complaint").GetInt32(), before.GetProperty("emergency").GetInt32()));
        Assert.Equal(lodged.Text("trackingNumber"), Assert.Single(known.GetProperty("openComplaints").EnumerateArray()).Text("trackingNumber"));
        await SortAsync(desk, call, "Ghost");
    }

    [Fact]
    public async Task A_complaint_by_telephone_goes_the_one_way_in_and_names_who_took_it()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());
        var report = new { categoryCode = "PJU", description = "Lampu jalan padam", villageCode = "35.71.02.1012", news = true, name = "Warga" };

        Assert.Equal("complaint_not_lodged", await RefusedAsync(desk, $"/{(await SortAsync(desk, call, "Complaint")).GetProperty("id").GetGuid()}/finish"));
        var lodged = await DoAsync(desk, $"/{call}/lodge", report);
        var again = await DoAsync(desk, $"/{call}/lodge", report);
        var other = await RefusedAsync(desk, $"/{call}/lodge", new { categoryCode = "PJU", description = "Lampu lain", villageCode = "35.71.02.1012" });
        await DoAsync(desk, $"/{call}/finish");

        Assert.Equal(lodged.GetRawText(), again.GetRawText());
        Assert.Equal("call_has_complaint", other);
        var complaint = await desk.GetFromJsonElementAsync($"/api/complaints/{lodged.GetProperty("id").GetGuid()}");
        Assert.Equal("Call112", complaint.GetProperty("complaint").Text("channel"));
        Assert.Equal(("Received", "petugas-a"), (complaint.GetProperty("timeline")[0].Text("code"), complaint.GetProperty("timeline")[0].Text("actor")));
        var data = await line.Api.PersonalDataAsync(new(lodged.GetProperty("id").GetGuid(), lodged.Text("trackingNumber")!, lodged.Text("trackingSecret")!, "Received", null, default));
        Assert.Equal("Warga", data.GetProperty("contact").Text("name"));
        Assert.Equal("Complaint", (await CallAsync(desk, call)).GetProperty("call").Text("kind"));
    }

    [Fact]
    public async Task A_complaint_without_words_is_refused_and_the_call_stays_open_for_them()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());

        var (status, problem) = await SendAsync(desk, $"/{call}/lodge", new { categoryCode = "PJU" });

        Assert.Equal((HttpStatusCode.BadRequest, "description"), (status, problem.Text("field")));
        Assert.Equal("Open", (await CallAsync(desk, call)).GetProperty("call").Text("state"));
        await SortAsync(desk, call, "Ghost");
    }

    [Fact]
    public async Task A_wrong_key_is_put_right_by_another_and_both_are_on_record()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, line.NewNumber());
        await SortAsync(desk, call, "Prank");

        await SortAsync(desk, call, "Ghost");

        var file = await CallAsync(desk, call);
        Assert.Equal("Ghost", file.GetProperty("call").Text("kind"));
        Assert.Equal(["Prank", "Ghost"], file.GetProperty("steps").EnumerateArray().Where(step => step.Text("code") == "Categorised").Select(step => step.Text("detail")));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_leaves_a_missed_call_or_one_that_waits_to_be_sorted()
    {
        var desk = line.Desk("petugas-a");
        var missed = await RingAsync(desk, line.NewNumber());
        Assert.Equal("Missed", (await DoAsync(desk, $"/{missed}/hang-up")).Text("state"));
        Assert.Equal("not_ringing", await RefusedAsync(desk, $"/{missed}/answer"));

        var call = await TakeAsync(desk, line.NewNumber());
        var dead = await DoAsync(line.Desk("telefoni"), $"/{call}/hang-up");

        Assert.Equal("Open", dead.Text("state"));
        Assert.NotEqual(JsonValueKind.Null, dead.GetProperty("hungUpAt").ValueKind);
        Assert.Equal("not_sorted", await RefusedAsync(desk, $"/{call}/finish"));
        await SortAsync(desk, call, "Ghost");
    }

    [Fact]
    public async Task Another_operator_s_call_is_not_worked_on_but_taken_over()
    {
        var (desk, other) = (line.Desk("petugas-h"), line.Desk("petugas-i"));
        var call = await TakeAsync(desk, line.NewNumber());

        Assert.Equal("call_taken", await RefusedAsync(other, $"/{call}/categorise", new { kind = "Ghost" }));
        Assert.Equal("call_taken", await RefusedAsync(other, $"/{call}/lodge", new { categoryCode = "PJU", description = "x", villageCode = "35.71.02.1012" }));
        await DoAsync(other, $"/{call}/take-over");

        Assert.Equal("call_taken", await RefusedAsync(desk, $"/{call}/note", new { text = "x" }));
        await SortAsync(other, call, "Prank");
    }

    [Fact]
    public async Task A_day_s_calls_are_paged_newest_first_and_filtered_by_kind()
    {
        var desk = line.Desk("petugas-a");
        var first = await TakeAsync(desk, null);
        await SortAsync(desk, first, "Prank");
        var second = await TakeAsync(desk, null);
        await SortAsync(desk, second, "Prank");

        var page = await GetAsync(desk, "?kind=Prank&operator=petugas-a&pageSize=1");
        var next = await GetAsync(desk, "?kind=Prank&operator=petugas-a&pageSize=1&page=2");

        Assert.Equal(second, page.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Equal(first, next.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.True(page.GetProperty("total").GetInt32() >= 2);
        Assert.Equal(0, (await GetAsync(desk, "?day=2020-01-01")).GetProperty("total").GetInt32());
    }

    private static async Task SortOutAsync(HttpClient desk, Guid call)
    {
        await DoAsync(desk, $"/{call}/hang-up");
        await SortAsync(desk, call, "Prank", "Percobaan");
    }
}

internal static class Reading
{
    public static async Task<JsonElement> GetFromJsonElementAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
