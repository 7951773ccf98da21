using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>What a city's collector and its log store are told by the running platform.</summary>
[Collection(PlatformCollection.Name)]
public sealed class TelemetryTests(PlatformFixture fixture)
{
    [Fact]
    public async Task One_trace_leads_from_the_gateway_over_outbox_and_broker_to_every_consumer()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkAsync();

        // The last move of the crew: mobile-units tells it to complaints and to monitoring, and to monitoring alone what the journey took.
        var trace = await TraceAsync("mobile-units", "POST /api/dispatch/journeys/{id:guid}/complete", spans => spans.Count(span => span.Name.EndsWith(" process", StringComparison.Ordinal)) == 3);

        var root = Assert.Single(trace, span => span.ParentId.Length == 0);
        Assert.Equal(("gateway", "POST /api/dispatch/{**rest}"), (root.Service, root.Name));
        Assert.Equal(("POST", "/api/dispatch/{**rest}", "200"), (root.Tags["http.request.method"], root.Tags["http.route"], root.Tags["http.response.status_code"]));
        var called = Assert.Single(trace, span => span.Service == "mobile-units" && span.Name.StartsWith("POST /", StringComparison.Ordinal));
        Assert.Contains(root, Ancestors(called));
        var reached = new List<string>();
        foreach (var relay in trace.Where(span => span.Name == "outbox relay"))
        {
            Assert.Equal((called.SpanId, "mobile-units"), (relay.ParentId, relay.Service));
            var sent = Assert.Single(trace, span => span.ParentId == relay.SpanId);
            Assert.Equal("MassTransit", sent.Source);
            var received = trace.Where(span => span.ParentId == sent.SpanId).ToList();
            Assert.All(received, each => Assert.Single(trace, span => span.Service == each.Service && span.ParentId == each.SpanId && span.Name == $"{each.Service} process"));
            reached.Add(string.Join(' ', received.Select(each => each.Service).Order(StringComparer.Ordinal)));
        }

        Assert.Equal(["complaints monitoring", "monitoring"], reached.Order(StringComparer.Ordinal));

        IEnumerable<ReceivedSpan> Ancestors(ReceivedSpan span)
        {
            for (var parent = span; parent is not null; parent = trace.SingleOrDefault(other => other.SpanId == parent.ParentId))
            {
                yield return parent;
            }
        }
    }

    [Fact]
    public async Task A_caller_does_not_choose_the_trace()
    {
        const string chosen = "0af7651916cd43dd8448eb211c80319c";
        using var client = fixture.Platform.CreateClient();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{chosen}-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.Add("baggage", $"x={LogScan.Marker}");

        using var response = await client.GetAsync(new Uri("/api/proposals/sectors", UriKind.Relative));

        await TraceAsync("proposals", "GET /api/proposals/sectors", _ => true);
        Assert.DoesNotContain(fixture.Collector.Spans, span => span.TraceId == chosen);
    }

    [Fact]
    public async Task What_an_operator_watches_is_measured_and_described()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkAsync();

        var described = await File.ReadAllTextAsync(Path.Combine(PlatformProcess.RepositoryFolder(), "docs", "operations.md"));
        foreach (var instrument in (string[])
            ["planning.outbox.rows", "planning.outbox.oldest.age", "planning.outbox.parked", "planning.queue.messages", "planning.messages.failed", "planning.relay.published", "planning.relay.batch.duration", "planning.handler.duration", "http.server.request.duration"])
        {
            await Eventually.TrueAsync(() => Task.FromResult(fixture.Collector.Metrics.Any(metric => metric.Name == instrument && metric.Service == "complaints")), $"{instrument} of complaints arrives");
            Assert.Contains($"`{instrument}`", described, StringComparison.Ordinal);
        }

        Assert.Contains(fixture.Collector.Metrics, metric => metric.Tags.GetValueOrDefault("queue") == "complaints");
        Assert.Contains(fixture.Collector.Metrics, metric => metric.Name == "planning.handler.duration" && metric.Tags["message"] == "JourneyStateChanged" && metric.Tags["outcome"] == "handled");
    }

    [Fact]
    public async Task Logs_are_JSON_and_carry_the_time_and_the_trace()
    {
        await fixture.WhileAwayAsync("proposals", async client =>
        {
            using var response = await client.PostAsJsonAsync("/api/proposals", new { });
            return (int)response.StatusCode >= 500;
        });

        await Eventually.TrueAsync(() => Task.FromResult(LinesOf("gateway").Any(line =>
            line.GetProperty("Message").GetString()!.StartsWith("A request to proposals failed", StringComparison.Ordinal)
            && line.GetProperty("Scopes").EnumerateArray().Any(scope => scope.TryGetProperty("TraceId", out _)))), "the failure is logged with its trace");
        foreach (var service in fixture.Platform.ProcessIds.Keys.Where(name => !name.StartsWith("messaging", StringComparison.Ordinal)))
        {
            Assert.All(LinesOf(service), line => Assert.EndsWith("Z", line.GetProperty("Timestamp").GetString(), StringComparison.Ordinal));
        }
    }

    private async Task<IReadOnlyList<ReceivedSpan>> TraceAsync(string service, string name, Func<IReadOnlyList<ReceivedSpan>, bool> isWhole)
    {
        IReadOnlyList<ReceivedSpan>? trace = null;
        await Eventually.TrueAsync(() =>
        {
            var spans = fixture.Collector.Spans;
            trace = spans.Where(span => span.Service == service && span.Name == name)
                .Select(found => spans.Where(span => span.TraceId == found.TraceId).ToList())
                // Each service sends its own when it likes: no span of the trace may still wait for the one that it is part of.
                .LastOrDefault(spansOfIt => isWhole(spansOfIt) && spansOfIt.All(span => span.ParentId.Length == 0 || spansOfIt.Any(other => other.SpanId == span.ParentId)));
            return Task.FromResult(trace is not null);
        }, $"the trace of {name} is whole");
        return trace!;
    }

    private List<JsonElement> LinesOf(string service)
        => [.. File.ReadAllText(Path.Combine(fixture.Platform.DataFolder, "logs", service + ".log")).Split('\n')[..^1].Select(line => JsonDocument.Parse(line).RootElement)];
}
