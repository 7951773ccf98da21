using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Proposals.Contracts;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>A complaint leads elsewhere: it becomes a proposal for the plan, with all that follows it, or is about a Merata work.</summary>
public sealed class ProposeTests(ProposeFixture fixture) : IClassFixture<ProposeFixture>
{
    private static readonly object Drain = new { title = "Perbaikan saluran Gang II", problem = "Saluran tersumbat, banjir tiap hujan", sector = "INFRASTRUKTUR" };

    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task Three_reports_of_one_drain_become_one_proposal_and_whoever_reported_follows_both()
    {
        var master = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("PJU"));
        var merged = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport("PJU"));
        await _api.DoAsync(merged.Id, "merge", new { masterNumber = master.TrackingNumber });
        using var joined = await _api.LodgeAsync(new { categoryCode = "PJU", joins = master.TrackingNumber, visibility = "Anonymous" });
        await _api.DoAsync(master.Id, "verify");

        await _api.DoAsync(master.Id, "propose", Drain);
        var second = await _api.DoAsync(master.Id, "propose", new { title = "Lain", problem = "Lain" });

        Assert.Equal("Verified", second.Text("status"));
        var told = await fixture.ToldAsync(master.Id);
        Assert.Equal(
            (master.TrackingNumber, "Perbaikan saluran Gang II", "Saluran tersumbat, banjir tiap hujan", "35.71.02.1012", "INFRASTRUKTUR", 3),
            (told.Text("trackingNumber"), told.Text("title"), told.Text("problem"), told.Text("villageCode"), told.Text("sector"), told.GetProperty("affected").GetInt32()));
        Assert.Equal(-7.8215, told.GetProperty("latitude").GetDouble());
        Assert.DoesNotContain("lansia", told.GetRawText(), StringComparison.Ordinal);

        var waiting = (await _api.TimelineAsync(master)).GetProperty("proposal");
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("trackingNumber").ValueKind);

        var proposal = Guid.CreateVersion7(master.ReceivedAt);
        await fixture.Proposals.PublishAsync(Stands(proposal, 1, "Submitted", master.Id));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(master)).Contains("ProposalMade"), "the number is known");

        Assert.Equal(["Received", "Verified", "Proposed", "ProposalMade"], await _api.CodesAsync(master));
        foreach (var reporter in new[] { master, merged })
        {
            var theirs = await _api.TimelineAsync(reporter);
            Assert.Equal(("USL-7K2M-9QXR", "Submitted"), (theirs.GetProperty("proposal").Text("trackingNumber"), theirs.GetProperty("proposal").Text("status")));
        }

        Assert.Contains("ProposalMade", (await _api.TimelineAsync(merged)).GetProperty("master").GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("code")));
        await Eventually.TrueAsync(() => Task.FromResult(fixture.News("complaint-proposed", master.Id, merged.Id).Count == 2), "both are told");
        Assert.All(fixture.News("complaint-proposed", master.Id, merged.Id), news => Assert.Equal("USL-7K2M-9QXR", _api.Open(news).Values["proposal"]));

        // It moves on; what comes late or twice changes nothing.
        await fixture.Proposals.PublishAsync(Stands(proposal, 3, "Village", master.Id), Stands(proposal, 2, "Submitted", master.Id), Stands(proposal, 3, "Village", master.Id));
        await Eventually.TrueAsync(async () => (await _api.CodesAsync(master)).Contains("ProposalMoved"), "the proposal moved on");
        await Eventually.TrueAsync(() => Task.FromResult(fixture.News("complaint-proposal-moved", master.Id, merged.Id).Count == 2), "both hear of it");
        Assert.Equal("Village", (await _api.TimelineAsync(merged)).GetProperty("proposal").Text("status"));
        Assert.Single(await _api.CodesAsync(master), "ProposalMoved");
    }

    [Fact]
    public async Task A_secret_complaint_does_not_become_a_public_proposal_and_the_refusal_says_so()
    {
        var secret = await _api.LodgeOneAsync(ComplaintsApi.Report(visibility: "Secret"));
        await _api.DoAsync(secret.Id, "verify");

        using var refused = await _api.ActAsync(secret.Id, "propose", Drain);

        Assert.Equal((HttpStatusCode.Conflict, "secret_stays_secret"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.DoesNotContain("Propose", await MovesAsync(secret));
        Assert.Equal(["Received", "Verified"], await _api.CodesAsync(secret));
    }

    [Fact]
    public async Task What_nobody_has_read_yet_or_follows_another_becomes_no_proposal()
    {
        var unread = await _api.LodgeOneAsync();
        var merged = await _api.LodgeOneAsync();
        await _api.DoAsync(merged.Id, "merge", new { masterNumber = unread.TrackingNumber });

        foreach (var complaint in new[] { unread, merged })
        {
            using var refused = await _api.ActAsync(complaint.Id, "propose", Drain);
            Assert.Equal((HttpStatusCode.Conflict, "illegal_move"), (refused.StatusCode, await refused.CodeAsync()));
        }
    }

    [Fact]
    public async Task What_became_a_proposal_is_not_merged_away_from_those_who_follow_it()
    {
        var (proposed, other) = (await _api.LodgeOneAsync(), await _api.LodgeOneAsync());
        await _api.DoAsync(proposed.Id, "verify");
        await _api.DoAsync(proposed.Id, "propose", Drain);

        using var refused = await _api.ActAsync(proposed.Id, "merge", new { masterNumber = other.TrackingNumber });

        Assert.Equal((HttpStatusCode.Conflict, "has_proposal"), (refused.StatusCode, await refused.CodeAsync()));
        await _api.DoAsync(other.Id, "merge", new { masterNumber = proposed.TrackingNumber });
    }

    [Fact]
    public async Task A_telephone_number_in_the_words_of_a_proposal_goes_no_further_nor_does_the_place_of_somebody_s_trouble()
    {
        var trip = await _api.LodgeOneAsync(ComplaintsApi.FollowedReport());
        await _api.DoAsync(trip.Id, "verify");

        await _api.DoAsync(trip.Id, "propose", new { title = "Hubungi 0812-3456-7890", problem = "Tulis ke warga@contoh.invalid" });

        var told = await fixture.ToldAsync(trip.Id);
        Assert.Equal(("Hubungi •••", "Tulis ke •••"), (told.Text("title"), told.Text("problem")));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (told.GetProperty("latitude").ValueKind, told.GetProperty("sector").ValueKind));
    }

    [Theory]
    [InlineData("""{"problem":"x"}""", "title")]
    [InlineData("""{"title":"x"}""", "problem")]
    [InlineData("""{"title":"a\nb","problem":"x"}""", "title")]
    [InlineData("""{"title":"x","problem":"x","sector":"0123456789012345678901234567890"}""", "sector")]
    public async Task A_proposal_without_its_words_is_refused(string body, string field)
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "verify");

        using var refused = await _api.ActAsync(lodged.Id, "propose", JsonSerializer.Deserialize<JsonElement>(body));

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
        Assert.Contains("Propose", await MovesAsync(lodged));
    }

    [Fact]
    public async Task A_complaint_about_a_work_keeps_its_number_and_the_last_of_several_with_the_reason_counts()
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "verify");

        await _api.DoAsync(lodged.Id, "attach-to-work", new { workNumber = " MRT-2026/012.1 " });
        await _api.DoAsync(lodged.Id, "attach-to-work", new { workNumber = "MRT-2026/012.1" });
        using var without = await _api.ActAsync(lodged.Id, "attach-to-work", new { workNumber = "MRT-2026/013" });
        await _api.DoAsync(lodged.Id, "attach-to-work", new { workNumber = "MRT-2026/013", reason = "Salah gang" });

        Assert.Equal((HttpStatusCode.BadRequest, "reason"), (without.StatusCode, (await without.ProblemAsync()).Text("field")));
        Assert.Equal("MRT-2026/013", (await _api.TimelineAsync(lodged)).Text("workNumber"));
        var file = await _api.FileAsync(lodged.Id);
        Assert.Equal("MRT-2026/013", file.Text("workNumber"));
        Assert.Equal(
            [("MRT-2026/012.1", null), ("MRT-2026/013", "Salah gang")],
            file.GetProperty("timeline").EnumerateArray().Where(entry => entry.Text("code") == "AttachedToWork").Select(entry => (entry.Text("note"), entry.Text("deskNote"))));
        Assert.DoesNotContain("Salah gang", (await _api.TimelineAsync(lodged)).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MRT 2026")]
    [InlineData("MRT;2026")]
    [InlineData("MRT-é")]
    [InlineData("01234567890123456789012345678901234567890")]
    public async Task What_is_no_number_of_a_work_is_refused(string number)
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "verify");

        using var refused = await _api.ActAsync(lodged.Id, "attach-to-work", new { workNumber = number });

        Assert.Equal((HttpStatusCode.BadRequest, "workNumber"), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task An_agency_neither_proposes_nor_attaches()
    {
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPUPR" });
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPUPR");

        foreach (var step in new[] { "propose", "attach-to-work" })
        {
            using var refused = await officer.PostAsJsonAsync($"/api/complaints/{lodged.Id}/{step}", Drain);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    private async Task<List<string?>> MovesAsync(Lodged lodged)
        => [.. (await _api.FileAsync(lodged.Id)).GetProperty("legalMoves").EnumerateArray().Select(move => move.GetString())];

    private static ProposalStatusChanged Stands(Guid proposal, int version, string status, Guid complaint)
        => new(proposal, version, TimeProvider.System.GetUtcNow(), "USL-7K2M-9QXR", status, complaint);
}

/// <summary>One service for the whole class, with what others hear from it.</summary>
public sealed class ProposeFixture : IAsyncLifetime
{
    private QueueWatcher _proposals = null!;
    private QueueWatcher _notifications = null!;

    internal ComplaintsApi Api { get; private set; } = null!;

    /// <summary>Publishes what the Proposals service would.</summary>
    internal EventPublisher Proposals { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await ComplaintsApi.StartAsync();
        Proposals = await EventPublisher.StartAsync(Api.Broker, typeof(ProposalStatusChanged).Assembly);
        _proposals = await QueueWatcher.StartAsync(Api.Broker, "proposals");
        _notifications = await QueueWatcher.StartAsync(Api.Broker, "notifications");
    }

    public async Task DisposeAsync()
    {
        await _proposals.DisposeAsync();
        await _notifications.DisposeAsync();
        await Proposals.DisposeAsync();
        await Api.DisposeAsync();
    }

    /// <summary>The one event about this complaint.</summary>
    internal async Task<JsonElement> ToldAsync(Guid complaint)
    {
        await Eventually.TrueAsync(() => Task.FromResult(About().Count > 0), "the Proposals service is told");
        return Assert.Single(About());

        List<JsonElement> About() => [.. _proposals.Events.Select(each => each.GetProperty("message")).Where(message => message.GetProperty("complaintId").GetGuid() == complaint)];
    }

    internal IReadOnlyList<JsonElement> News(string template, params Guid[] complaints)
        => [.. _notifications.Events.Where(each => each.GetProperty("message").Text("template") == template && complaints.Contains(each.GetProperty("message").GetProperty("aboutId").GetGuid()))];
}
