using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlanningPlatform.Testing;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What is kept of a caller: the number encrypted, for a time, and a record of whoever looks at it.</summary>
public sealed class CallPrivacyTests(CallLine line) : IClassFixture<CallLine>
{
    private const string Secret = "0812-9876-5432";
    private const string Whole = "+6281298765432";

    [Fact]
    public async Task No_row_holds_a_number_in_the_clear_nor_a_hash_that_could_be_guessed()
    {
        var desk = line.Desk("petugas-a");
        await SortAsync(desk, await TakeAsync(desk, Secret), "Prank");

        var stored = await line.Api.Database.EverythingStoredAsync();

        Assert.DoesNotContain("81298765432", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.Latin1.GetString(SHA256.HashData(Encoding.UTF8.GetBytes(Whole))), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_a_whole_number_is_in_the_city_s_audit_log_and_the_operator_on_the_line_is_not()
    {
        await line.Api.ReadyAsync();
        await using var identity = await QueueWatcher.StartAsync(line.Api.Broker, "identity");
        var (desk, other) = (line.Desk("petugas-a"), line.Desk("petugas-i"));
        var call = await TakeAsync(desk, line.NewNumber());

        await DoAsync(desk, $"/{call}/reveal-number");
        await DoAsync(other, $"/{call}/reveal-number");

        await Eventually.TrueAsync(() => Task.FromResult(Seen().Count > 0), "it is said");
        var seen = Assert.Single(Seen());
        Assert.Equal(("petugas-i", call.ToString()), (seen.Text("actor"), seen.Text("target")));
        Assert.DoesNotContain("+62", seen.GetRawText(), StringComparison.Ordinal);
        await SortAsync(desk, call, "Ghost");

        List<JsonElement> Seen() => [.. identity.Events.Select(each => each.GetProperty("message")).Where(message => message.TryGetProperty("action", out var action) && action.GetString() == "caller_number_seen")];
    }

    [Fact]
    public async Task Ghosts_lose_their_number_after_a_week_pranks_after_a_month_emergencies_later_and_the_rows_stay()
    {
        var desk = line.Desk("petugas-a");
        var ghost = await TakeAsync(desk, line.NewNumber());
        await DoAsync(desk, $"/{ghost}/note", new { text = "Bunyi televisi" });
        await SortAsync(desk, ghost, "Ghost");
        var prank = await TakeAsync(desk, line.NewNumber());
        await SortAsync(desk, prank, "Prank");
        var emergency = await TakeAsync(desk, line.NewNumber());
        var lodged = await DoAsync(desk, $"/{emergency}/lodge", new { categoryCode = "EM-API" });
        await DoAsync(desk, $"/{emergency}/finish");
        Assert.All(await NumbersAsync(desk, ghost, prank, emergency), number => Assert.NotNull(number));

        line.Time.Advance(TimeSpan.FromDays(8));
        await Eventually.TrueAsync(async () => (await NumbersAsync(desk, ghost))[0] is null, "the ghost's number is gone");
        Assert.Null((await CallAsync(desk, ghost)).GetProperty("call").Text("note"));
        Assert.All(await NumbersAsync(desk, prank, emergency), number => Assert.NotNull(number));

        line.Time.Advance(TimeSpan.FromDays(23));
        await Eventually.TrueAsync(async () => (await NumbersAsync(desk, prank))[0] is null, "the prank's number is gone");
        Assert.NotNull((await NumbersAsync(desk, emergency))[0]);

        line.Time.Advance(TimeSpan.FromDays(335));
        await Eventually.TrueAsync(async () => (await NumbersAsync(desk, emergency))[0] is null, "the emergency's number is gone");
        await Eventually.TrueAsync(async () => Convert.ToInt32(await line.Api.Database.ValueAsync<object>("SELECT COUNT(*) FROM \"Callers\""), null) == 0, "the numbers themselves are gone");
        Assert.Equal("number_withheld", await RefusedAsync(desk, $"/{emergency}/reveal-number"));
        Assert.Equal(("Emergency", lodged.GetProperty("id").GetGuid()), ((await CallAsync(desk, emergency)).GetProperty("call").Text("kind"), (await CallAsync(desk, emergency)).GetProperty("call").GetProperty("complaintId").GetGuid()));
    }

    [Fact]
    public async Task The_caller_reads_what_is_held_of_the_call_and_takes_the_number_back()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, "0813-5555-0001");
        await DoAsync(desk, $"/{call}/note", new { text = "Suaranya gemetar" });
        var lodged = await LodgedAsync(desk, call);
        var held = Assert.Single((await line.Api.PersonalDataAsync(lodged)).GetProperty("calls").EnumerateArray());
        Assert.Equal(("+6281355550001", "Suaranya gemetar"), (held.Text("number"), held.Text("note")));
        Assert.True((await line.Api.TimelineAsync(lodged)).GetProperty("contactIsKept").GetBoolean());

        using var erased = await line.Api.WithSlipAsync(lodged, "erasure", new { scope = "Contact" });

        Assert.False((await erased.ProblemAsync()).GetProperty("contactIsKept").GetBoolean());
        Assert.Empty((await line.Api.PersonalDataAsync(lodged)).GetProperty("calls").EnumerateArray());
        Assert.Equal("number_withheld", await RefusedAsync(desk, $"/{call}/reveal-number"));
    }

    [Fact]
    public async Task What_is_erased_on_request_takes_number_and_note_of_the_call_with_it()
    {
        var desk = line.Desk("petugas-a");
        var call = await TakeAsync(desk, "0813-5555-0002");
        await DoAsync(desk, $"/{call}/note", new { text = "Menyebut tetangga di depan rumah" });
        var lodged = await LodgedAsync(desk, call);
        using var officer = line.Api.ClientFor(ServiceDefaults.Roles.InformationOfficer);
        using var asked = await line.Api.WithSlipAsync(lodged, "erasure", new { scope = "Everything" });
        var request = Assert.Single((await officer.GetFromJsonElementAsync("/api/complaints/erasure-requests")).GetProperty("items").EnumerateArray());

        using var granted = await officer.PostAsJsonAsync($"/api/complaints/erasure-requests/{request.GetProperty("id").GetGuid()}/grant", new { });

        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Null((await NumbersAsync(desk, call))[0]);
        Assert.DoesNotContain("tetangga di depan", await line.Api.Database.EverythingStoredAsync(), StringComparison.Ordinal);
    }

    private static async Task<Lodged> LodgedAsync(HttpClient desk, Guid call)
    {
        var lodged = await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "PJU", description = "Lampu padam", villageCode = "35.71.02.1012" });
        await DoAsync(desk, $"/{call}/finish");
        return new(lodged.GetProperty("id").GetGuid(), lodged.Text("trackingNumber")!, lodged.Text("trackingSecret")!, "Received", null, default);
    }

    private static async Task<List<string?>> NumbersAsync(HttpClient desk, params Guid[] calls)
    {
        var numbers = new List<string?>();
        foreach (var call in calls)
        {
            numbers.Add((await CallAsync(desk, call)).GetProperty("call").Text("number"));
        }

        return numbers;
    }
}
