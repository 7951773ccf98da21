using System.Net;
using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Proposals.Tests;

public sealed class SubmittingTests(ProposalsService service) : IClassFixture<ProposalsService>
{
    private const string Banjaran = "35.71.02.1012";

    private static readonly object Drain = new
    {
        title = "Drainase Gang II",
        problem = "Saluran RT 03/RW 04 meluap tiap hujan",
        villageCode = Banjaran,
        sector = "INFRASTRUKTUR",
        location = new { latitude = -7.8166, longitude = 112.0184 },
        proposer = new { name = "Warga", phone = "0812-0000-0000", email = "warga@example.org", privacyNotice = PrivacyNotice.Version },
    };

    [Fact]
    public async Task A_resident_submits_a_proposal_and_follows_it()
    {
        var submitted = await service.SubmitAsync(Drain);

        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        var answer = await submitted.JsonAsync();
        var number = answer.Text("trackingNumber");
        Assert.Matches(new Regex("^USL-[0-9A-Z]{4}-[0-9A-Z]{4}$", RegexOptions.None, TimeSpan.FromSeconds(1)), number);
        Assert.Equal("Submitted", answer.Text("status"));
        Assert.Equal(Banjaran, answer.Text("villageCode"));
        Assert.EndsWith("Z", answer.Text("submittedAt"), StringComparison.Ordinal);
        Assert.Equal(["id", "trackingNumber", "trackingSecret", "status", "villageCode", "submittedAt"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal($"/api/proposals/track/{number}", submitted.Headers.Location?.OriginalString);

        var followed = await (await service.TrackAsync(number, answer.Text("trackingSecret"))).JsonAsync();
        Assert.Equal(number, followed.Text("trackingNumber"));
        Assert.Equal("Drainase Gang II", followed.Text("title"));
        Assert.Equal("Submitted", followed.Text("status"));
        var entry = Assert.Single(followed.GetProperty("timeline").EnumerateArray());
        Assert.Equal(("Submitted", "Submitted", answer.Text("submittedAt")), (entry.Text("code"), entry.Text("status"), entry.Text("at")));
        Assert.DoesNotContain("0812", followed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_problem_and_village_are_enough()
    {
        var submitted = await service.SubmitAsync(new { title = "?", problem = "Peteng ndedet", villageCode = Banjaran });

        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
    }

    [Fact]
    public async Task The_same_key_and_body_is_answered_the_same_and_taken_in_once()
    {
        var before = await service.StoredAsync();

        var first = await (await service.SubmitAsync(Drain, "the-same-key-0001")).Content.ReadAsStringAsync();
        var again = await service.SubmitAsync(Drain, "the-same-key-0001");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(first, await again.Content.ReadAsStringAsync());
        Assert.Equal(before + 1, await service.StoredAsync());
    }

    [Fact]
    public async Task Twins_that_arrive_together_make_one_proposal()
    {
        var before = await service.StoredAsync();

        var twins = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.SubmitAsync(Drain, "the-twins-key-0001")));

        Assert.All(twins, twin => Assert.Equal(HttpStatusCode.Created, twin.StatusCode));
        Assert.Single((await Task.WhenAll(twins.Select(twin => twin.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(before + 1, await service.StoredAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await service.SubmitAsync(Drain, "a-key-for-one-body");
        var before = await service.StoredAsync();

        var other = await service.SubmitAsync(new { title = "Lampu", problem = "Gelap", villageCode = Banjaran }, "a-key-for-one-body");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency_key_reused", (await other.JsonAsync()).Text("code"));
        Assert.Equal(before, await service.StoredAsync());
    }

    [Fact]
    public async Task The_proposer_and_the_secret_never_lie_in_the_database_in_the_clear()
    {
        const string phone = "0899-1234-5678";
        var submitted = await service.SubmitAsync(
            new { title = "Posyandu", problem = "Belum ada", villageCode = Banjaran, proposer = new { name = "Nama Rahasia", phone, privacyNotice = PrivacyNotice.Version } }, "a-key-with-a-proposer");
        var secret = (await submitted.JsonAsync()).Text("trackingSecret");

        var stored = await service.Database.EverythingStoredAsync();
        Assert.DoesNotContain(phone, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("Nama Rahasia", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.Contains("Belum ada", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_are_told_where_and_about_what_but_neither_by_whom_nor_in_which_words()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var alone = await ProposalsService.StartedWithAsync(broker);
        try
        {
            var answer = await (await alone.SubmitAsync(Drain)).JsonAsync();

            await using var monitoring = await QueueWatcher.StartAsync(broker, "monitoring");
            await Eventually.TrueAsync(() => Task.FromResult(monitoring.Events.Count > 0), "the event waits for monitoring");
            var told = monitoring.Events[0].GetProperty("message");
            Assert.Equal(answer.Text("id"), told.Text("proposalId"));
            Assert.Equal((1, Banjaran, "INFRASTRUKTUR"), (told.GetProperty("version").GetInt32(), told.Text("villageCode"), told.Text("sector")));
            Assert.Equal(["proposalId", "version", "occurredAt", "villageCode", "sector"], told.EnumerateObject().Select(member => member.Name));
        }
        finally
        {
            await alone.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_proposal_is_taken_in_while_the_broker_is_down()
    {
        var alone = await ProposalsService.StartedWithAsync("amqp://nobody:nothing@127.0.0.1:1/");
        try
        {
            var submitted = await alone.SubmitAsync(Drain);

            Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
            Assert.Equal(1, await alone.StoredAsync());
        }
        finally
        {
            await alone.DisposeAsync();
        }
    }
}
