using System.Net;
using System.Text.Json;
using FsCheck.Fluent;
using PlanningPlatform.Complaints.Calls.Domain;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A block is short, of one number, lifted by anybody, on record, and never stands in the way of an emergency.</summary>
public sealed class CallBlockTests(CallLine line) : IClassFixture<CallLine>
{
    private static readonly object Why = new { reason = "Iseng berulang" };

    [Fact]
    public async Task After_three_pranks_a_block_is_proposed_and_nothing_happens_by_itself()
    {
        var desk = line.Desk("petugas-a");
        var number = line.NewNumber();
        var proposed = new List<bool>();
        for (var prank = 0; prank < 3; prank++)
        {
            var call = await TakeAsync(desk, number);
            await SortAsync(desk, call, "Prank");
            var known = (await CallAsync(desk, call)).GetProperty("caller");
            proposed.Add(known.GetProperty("blockProposed").GetBoolean());
            Assert.Equal(JsonValueKind.Null, known.GetProperty("block").ValueKind);
        }

        Assert.Equal([false, false, true], proposed);
        var later = await TakeAsync(desk, number);
        Assert.False((await CallAsync(desk, later)).GetProperty("call").GetProperty("blocked").GetBoolean());
        await SortAsync(desk, later, "Ghost");
    }

    [Fact]
    public async Task A_block_lasts_half_an_hour_unless_said_otherwise_at_most_a_day_and_the_record_says_who_why_until_when_and_who_lifted_it()
    {
        var (desk, other) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
        var call = await SortedAsync(desk, line.NewNumber());

        var block = await DoAsync(desk, $"/{call}/block", Why);
        Assert.Equal(TimeSpan.FromMinutes(30), block.GetProperty("until").GetDateTimeOffset() - block.GetProperty("placedAt").GetDateTimeOffset());
        Assert.Equal("already_blocked", await RefusedAsync(other, $"/{call}/block", Why));
        var id = block.GetProperty("id").GetGuid();
        await DoAsync(other, $"/blocks/{id}/lift");
        Assert.Equal("not_in_force", await RefusedAsync(desk, $"/blocks/{id}/lift"));
        Assert.Equal("invalid_input", await RefusedAsync(desk, $"/{call}/block", new { reason = "Iseng", minutes = 1441 }));
        Assert.Equal("invalid_input", await RefusedAsync(desk, $"/{call}/block", new { minutes = 30 }));
        Assert.Equal(TimeSpan.FromDays(1), await LengthAsync(desk, call, 1440));

        var record = (await GetAsync(desk, "/blocks")).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("id").GetGuid() == id);
        Assert.Equal(("petugas-a", "Iseng berulang", "petugas-i", "Lifted", false), (record.Text("placedBy"), record.Text("reason"), record.Text("liftedBy"), record.Text("end"), record.GetProperty("inForce").GetBoolean()));
        Assert.StartsWith("+62***", record.Text("number"), StringComparison.Ordinal);
        await LiftAllAsync(desk);
    }

    [Fact]
    public async Task A_blocked_number_rings_is_announced_and_waits_behind_everybody_else()
    {
        var desk = line.Desk("petugas-a");
        await HangAllUpAsync(desk);
        var blocked = line.NewNumber();
        await DoAsync(desk, $"/{await SortedAsync(desk, blocked)}/block", Why);

        var first = await DoAsync(desk, "", new { number = blocked });
        var second = await RingAsync(desk, line.NewNumber());
        var emergency = await RingAsync(desk, line.NewNumber(), emergency: true);

        Assert.True(first.GetProperty("blocked").GetBoolean());
        var waiting = (await GetAsync(desk, "/desk")).GetProperty("waiting").EnumerateArray().Select(call => call.GetProperty("id").GetGuid());
        Assert.Equal([emergency, second, first.GetProperty("id").GetGuid()], waiting);
        await CleanAsync(desk, emergency);
    }

    [Fact]
    public async Task A_blocked_number_is_answered_or_turned_away_and_another_one_only_answered()
    {
        var desk = line.Desk("petugas-a");
        var blocked = line.NewNumber();
        await DoAsync(desk, $"/{await SortedAsync(desk, blocked)}/block", Why);
        var (prank, other) = (await RingAsync(desk, blocked), await RingAsync(desk, line.NewNumber()));

        Assert.Equal("not_blocked", await RefusedAsync(desk, $"/{other}/turn-away"));
        Assert.Equal("TurnedAway", (await DoAsync(desk, $"/{prank}/turn-away")).Text("state"));
        var again = await RingAsync(desk, blocked);
        Assert.Equal("Open", (await DoAsync(desk, $"/{again}/answer")).Text("state"));
        await SortAsync(desk, again, "Prank");
        await LiftAllAsync(desk);
        await HangAllUpAsync(desk);
    }

    [Fact]
    public async Task An_emergency_from_a_blocked_number_lifts_the_block_at_once_and_the_record_says_so()
    {
        var desk = line.Desk("petugas-a");
        var number = line.NewNumber();
        await DoAsync(desk, $"/{await SortedAsync(desk, number)}/block", Why);
        var call = await RingAsync(desk, number);
        Assert.Equal("TurnedAway", (await DoAsync(desk, $"/{call}/turn-away")).Text("state"));

        // The caller pressed the key a moment too late for the operator: the call rings again.
        var marked = await DoAsync(line.Desk("telefoni"), $"/{call}/emergency");

        Assert.Equal(("Ringing", "Emergency", false), (marked.Text("state"), marked.Text("kind"), marked.GetProperty("blocked").GetBoolean()));
        var record = (await GetAsync(desk, "/blocks?pageSize=1")).GetProperty("items")[0];
        Assert.Equal(("Emergency", "telefoni", false), (record.Text("end"), record.Text("liftedBy"), record.GetProperty("inForce").GetBoolean()));
        Assert.Equal("emergency_is_never_refused", await RefusedAsync(desk, $"/{call}/turn-away"));
        Assert.Equal("emergency_open", await RefusedAsync(desk, $"/{call}/block", Why));
        Assert.False((await DoAsync(desk, "", new { number })).GetProperty("blocked").GetBoolean());
        await CleanAsync(desk, call);
    }

    [Fact]
    public async Task A_block_and_an_emergency_in_the_same_moment_leave_no_block()
    {
        var (desk, other) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
        for (var round = 0; round < 24; round++)
        {
            var number = line.NewNumber();
            var before = await SortedAsync(desk, number);
            var rings = round % 2 == 0 ? await RingAsync(desk, number) : (Guid?)null;

            // A call that rings already, or a new one.
            var all = await Task.WhenAll(
                SendAsync(other, $"/{before}/block", Why), rings is { } call ? SendAsync(desk, $"/{call}/emergency") : SendAsync(desk, "", new { number, emergency = true }), SendAsync(other, $"/{before}/block", Why));

            Assert.InRange((int)all[1].Status, 200, 201);
            Assert.False((await DoAsync(desk, "", new { number })).GetProperty("blocked").GetBoolean());
            await CleanAsync(desk, all[1].Json.GetProperty("id").GetGuid());
        }
    }

    [Fact]
    public void A_call_that_was_ever_marked_an_emergency_cannot_be_turned_away_even_if_a_block_stood()
    {
        var now = line.Time.GetUtcNow();
        var call = Call.Ring(Caller.Meet([1], "", now), blocked: true, externalHash: null, now, "petugas-a", now);
        Assert.True(call.CanBeTurnedAway(blocked: true));

        call.MarkEmergency("telefoni", now);

        Assert.False(call.CanBeTurnedAway(blocked: true));
        Assert.Throws<InvalidOperationException>(() => call.TurnAway(blocked: true, "petugas-a", now));
    }

    [Fact]
    public async Task Turning_away_and_marking_an_emergency_in_the_same_moment_leave_a_call_that_rings()
    {
        var (desk, other) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
        for (var round = 0; round < 15; round++)
        {
            var number = line.NewNumber();
            await DoAsync(desk, $"/{await SortedAsync(desk, number)}/block", Why);
            var call = await RingAsync(desk, number);

            var both = await Task.WhenAll(SendAsync(other, $"/{call}/turn-away"), SendAsync(desk, $"/{call}/emergency"));

            Assert.Equal(HttpStatusCode.OK, both[1].Status);
            Assert.Equal(("Ringing", "Emergency"), ((await CallAsync(desk, call)).GetProperty("call").Text("state"), (await CallAsync(desk, call)).GetProperty("call").Text("kind")));
            await CleanAsync(desk, call);
        }
    }

    /// <summary>What can be done with two numbers, in any order: the machine looks for a way to have an emergency refused.</summary>
    internal enum Act
    {
        Ring,
        RingEmergency,
        Mark,
        Block,
        Lift,
        TurnAway,
        Answer,
        Prank,
        HangUp,
        HalfAnHour,
    }

    [Fact]
    public async Task No_sequence_of_acts_leads_to_an_emergency_that_is_refused()
    {
        var acts = Gen.Elements(Enum.GetValues<Act>()).Zip(Gen.Choose(0, 1)).ListOf(14);
        var seen = new HashSet<Act>();
        foreach (var sequence in acts.Sample(40, 25))
        {
            var numbers = new[] { line.NewNumber(), line.NewNumber() };
            var newest = new Guid?[2];
            var emergencies = new HashSet<Guid>();
            var (desk, other) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
            foreach (var (act, of) in sequence)
            {
                if (await ActAsync(act, numbers[of], newest[of], desk, other, emergencies) is { } rang)
                {
                    newest[of] = rang;
                }

                seen.Add(act);
                foreach (var emergency in emergencies)
                {
                    var file = await CallAsync(desk, emergency);
                    var call = file.GetProperty("call");
                    Assert.True(call.Text("state") != "TurnedAway", Told());
                    // One that turned out to be a prank is one.
                    Assert.True(call.Text("kind") != "Emergency" || !call.GetProperty("blocked").GetBoolean(), Told());
                    if (call.Text("kind") == "Emergency" && call.Text("state") is "Ringing" or "Open")
                    {
                        Assert.True(file.GetProperty("caller").GetProperty("block").ValueKind == JsonValueKind.Null, Told());
                    }
                }

                string Told() => $"{string.Join(", ", sequence)}; at {act} {of}";
            }

            // Whoever is free answers every one of them.
            var free = line.Desk("petugas-e");
            foreach (var ringing in emergencies)
            {
                if ((await CallAsync(desk, ringing)).GetProperty("call").Text("state") == "Ringing")
                {
                    await DoAsync(free, $"/{ringing}/answer");
                    await SortAsync(free, ringing, "Prank", "Percobaan");
                }
            }

            await HangAllUpAsync(desk);
            if ((await GetAsync(other, "/desk")).GetProperty("open") is { ValueKind: JsonValueKind.Object } open)
            {
                await SortAsync(other, open.GetProperty("call").GetProperty("id").GetGuid(), "Prank", "Percobaan");
            }
        }

        Assert.Equal(Enum.GetValues<Act>().Length, seen.Count);
        await LiftAllAsync(line.Desk("petugas-a"));
    }

    /// <returns>The call that rings now; null when none does.</returns>
    private async Task<Guid?> ActAsync(Act act, string number, Guid? newest, HttpClient desk, HttpClient other, HashSet<Guid> emergencies)
    {
        if (act is Act.Ring or Act.RingEmergency)
        {
            var (status, call) = await SendAsync(desk, "", new { number, emergency = act == Act.RingEmergency });
            Assert.Equal((HttpStatusCode.Created, "Ringing"), (status, call.Text("state")));
            var id = call.GetProperty("id").GetGuid();
            if (act == Act.RingEmergency)
            {
                emergencies.Add(id);
                // Whoever is free gets it before everybody who is none.
                var waiting = (await GetAsync(desk, "/desk")).GetProperty("waiting").EnumerateArray().Select(each => each.Text("kind") == "Emergency").ToList();
                Assert.Equal(waiting.OrderByDescending(each => each), waiting);
            }

            return id;
        }

        if (act == Act.HalfAnHour)
        {
            line.Time.Advance(TimeSpan.FromMinutes(30));
        }
        else if (newest is { } call)
        {
            switch (act)
            {
                case Act.Mark:
                    Assert.Equal(HttpStatusCode.OK, (await SendAsync(other, $"/{call}/emergency")).Status);
                    emergencies.Add(call);
                    break;
                case Act.Block:
                    await SendAsync(other, $"/{call}/block", Why);
                    break;
                case Act.Lift:
                    await LiftAllAsync(other);
                    break;
                case Act.TurnAway:
                    var (status, _) = await SendAsync(other, $"/{call}/turn-away");
                    Assert.False(status == HttpStatusCode.OK && emergencies.Contains(call));
                    break;
                case Act.Answer:
                    var answered = await SendAsync(other, $"/{call}/answer");
                    Assert.True(answered.Status == HttpStatusCode.OK || answered.Json.Text("code") is "call_open" or "not_ringing", answered.Json.GetRawText());
                    break;
                case Act.Prank:
                    await SendAsync(other, $"/{call}/categorise", new { kind = "Prank", reason = "Ternyata iseng" });
                    break;
                default:
                    await DoAsync(other, $"/{call}/hang-up");
                    break;
            }
        }

        return null;
    }

    private static async Task<Guid> SortedAsync(HttpClient desk, string number)
    {
        var call = await TakeAsync(desk, number);
        await SortAsync(desk, call, "Prank");
        return call;
    }

    private static async Task<TimeSpan> LengthAsync(HttpClient desk, Guid call, int minutes)
    {
        var block = await DoAsync(desk, $"/{call}/block", new { reason = "Iseng", minutes });
        return block.GetProperty("until").GetDateTimeOffset() - block.GetProperty("placedAt").GetDateTimeOffset();
    }

    private static async Task LiftAllAsync(HttpClient desk)
    {
        foreach (var block in (await GetAsync(desk, "/blocks?inForce=true&pageSize=200")).GetProperty("items").EnumerateArray())
        {
            await DoAsync(desk, $"/blocks/{block.GetProperty("id").GetGuid()}/lift");
        }
    }

    /// <summary>Leaves nobody waiting and nobody to call back.</summary>
    private static async Task CleanAsync(HttpClient desk, Guid emergency)
    {
        await HangAllUpAsync(desk);
        await SortAsync(desk, emergency, "Prank", "Percobaan");
    }
}
