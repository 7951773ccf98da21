using System.Net;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Proposals.Tests;

/// <summary>The second way in: what residents reported becomes a proposal, without a proposer.</summary>
public sealed class MadeOfComplaintsTests(ProposalsService service) : IClassFixture<ProposalsService>
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_complaint_becomes_one_proposal_however_often_it_is_asked_for_and_its_number_and_state_are_told()
    {
        await using var desk = await EventPublisher.StartAsync(service.Broker, typeof(ComplaintProposed).Assembly);
        await using var complaints = await QueueWatcher.StartAsync(service.Broker, "complaints");
        await using var monitoring = await QueueWatcher.StartAsync(service.Broker, "monitoring");
        var drain = Proposed("INFRASTRUKTUR", affected: 9);

        await desk.PublishAsync(drain, drain, drain with { Version = 5, Title = "Lain" });
        var last = Proposed("SIHIR", affected: 1);
        await desk.PublishAsync(last);

        // Whatever is tried again comes later than what was sent after it.
        await Eventually.TrueAsync(() => Task.FromResult(About(last.ComplaintId).Count > 0 && About(drain.ComplaintId).Count > 0), "both are told");
        var told = Assert.Single(About(drain.ComplaintId));
        Assert.Equal("Submitted", told.Text("status"));
        Assert.Matches("^USL-[0-9A-Z]{4}-[0-9A-Z]{4}$", told.Text("trackingNumber"));

        var stored = await service.FindAsync(drain.ComplaintId);
        Assert.Equal(
            ("Perbaikan saluran", "Banjir tiap hujan", "35.71.02.1012", "INFRASTRUKTUR", "ADU-7K2M-9QX1", 9, -7.82),
            (stored.Title, stored.Problem, stored.VillageCode, stored.Sector, stored.ComplaintNumber, stored.Affected, stored.Latitude));
        Assert.Equal((told.Text("trackingNumber"), Monday, (string?)null), (stored.TrackingNumber, stored.SubmittedAt, stored.ProtectedProposer));
        Assert.Null((await service.FindAsync(last.ComplaintId)).Sector);

        // It counts among the proposals of its village as any other.
        await Eventually.TrueAsync(() => Task.FromResult(monitoring.Events.Count(each => each.GetProperty("message").Text("villageCode") == "35.71.02.1012") >= 2), "monitoring counts both");

        List<JsonElement> About(Guid complaint) => [.. complaints.Events.Select(each => each.GetProperty("message")).Where(message => message.Text("complaintId") == complaint.ToString())];
    }

    [Fact]
    public async Task Nobody_follows_it_by_its_number_alone()
    {
        await using var desk = await EventPublisher.StartAsync(service.Broker, typeof(ComplaintProposed).Assembly);
        var drain = Proposed(sector: null, affected: 2);
        await desk.PublishAsync(drain);
        await Eventually.TrueAsync(async () => await service.KnowsAsync(drain.ComplaintId), "the proposal is there");

        using var answer = await service.TrackAsync((await service.FindAsync(drain.ComplaintId)).TrackingNumber, secret: null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task When_the_report_is_erased_the_proposal_keeps_the_village_and_loses_the_point()
    {
        await using var desk = await EventPublisher.StartAsync(service.Broker, typeof(ComplaintProposed).Assembly);
        var drain = Proposed(sector: null, affected: 1);

        await desk.PublishAsync(drain, new ComplaintErased(drain.ComplaintId, 9, Monday));

        await Eventually.TrueAsync(async () => await service.KnowsAsync(drain.ComplaintId) && (await service.FindAsync(drain.ComplaintId)).Latitude is null, "the point is gone");
        Assert.Equal("35.71.02.1012", (await service.FindAsync(drain.ComplaintId)).VillageCode);
    }

    private static ComplaintProposed Proposed(string? sector, int affected) => new(
        Guid.CreateVersion7(Monday), 3, Monday, "ADU-7K2M-9QX1", "Perbaikan saluran", "Banjir tiap hujan", "35.71.02.1012", sector, -7.82, 112.01, affected);
}
