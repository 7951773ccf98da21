using System.Net;

namespace PlanningPlatform.Proposals.Tests;

public sealed class FollowingTests(ProposalsService service) : IClassFixture<ProposalsService>
{
    private static readonly object Lamp = new { title = "Lampu jalan", problem = "Gang II gelap", villageCode = "35.71.02.1012" };

    [Fact]
    public async Task A_wrong_number_and_a_wrong_secret_get_the_same_answer()
    {
        var submitted = await (await service.SubmitAsync(Lamp)).JsonAsync();

        var wrongSecret = await service.TrackAsync(submitted.Text("trackingNumber"), "0000-0000-0000");
        var noSecret = await service.TrackAsync(submitted.Text("trackingNumber"), secret: null);
        var wrongNumber = await service.TrackAsync("USL-0000-0000", submitted.Text("trackingSecret"));

        foreach (var answer in new[] { wrongSecret, noSecret, wrongNumber })
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var problem = await answer.JsonAsync();
            Assert.Equal("not_found", problem.Text("code"));
            Assert.Equal((await wrongSecret.JsonAsync()).Text("detail"), problem.Text("detail"));
        }
    }

    [Fact]
    public async Task Number_and_secret_may_be_typed_as_people_type()
    {
        var submitted = await (await service.SubmitAsync(Lamp)).JsonAsync();

        var answer = await service.TrackAsync(Sloppily(submitted.Text("trackingNumber")), Sloppily(submitted.Text("trackingSecret")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Wrong_guesses_are_slowed_down_and_never_lock_out_who_holds_the_slip()
    {
        var guessed = await ProposalsService.StartedWithAsync(broker: null, KeyValuePair.Create("Limits:WrongTrackingPerNumber", "3"));
        try
        {
            var submitted = await (await guessed.SubmitAsync(Lamp)).JsonAsync();
            var number = submitted.Text("trackingNumber");
            for (var guess = 0; guess < 3; guess++)
            {
                Assert.Equal(HttpStatusCode.NotFound, (await guessed.TrackAsync(number, $"000{guess}-0000-0000")).StatusCode);
            }

            var tooMany = await guessed.TrackAsync(number, "9999-0000-0000");
            var right = await guessed.TrackAsync(number, submitted.Text("trackingSecret"));

            Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
            Assert.Equal("too_many_guesses", (await tooMany.JsonAsync()).Text("code"));
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }
        finally
        {
            await guessed.DisposeAsync();
        }
    }

    [Fact]
    public async Task Wrong_guesses_from_other_addresses_of_one_network_count_together()
    {
        var guessed = await ProposalsService.StartedWithAsync(broker: null, KeyValuePair.Create("Limits:WrongTrackingPerAddress", "3"));
        try
        {
            // What one household is given of IPv6 has more addresses than anybody can use up.
            for (var guess = 1; guess <= 3; guess++)
            {
                Assert.Equal(HttpStatusCode.NotFound, await GuessAsync($"USL-0000-000{guess}", $"2001:db8:0:1::{guess}"));
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync("USL-0000-0004", "2001:db8:0:1:ffff::4"));
            Assert.Equal(HttpStatusCode.NotFound, await GuessAsync("USL-0000-0005", "2001:db8:0:2::5"));
            Assert.Equal(HttpStatusCode.NotFound, await GuessAsync("USL-0000-0006", "203.0.113.6"));
        }
        finally
        {
            await guessed.DisposeAsync();
        }

        async Task<HttpStatusCode> GuessAsync(string number, string from)
        {
            using var answer = await guessed.TrackAsync(number, "0000-0000-0000", from);
            return answer.StatusCode;
        }
    }

    private static string Sloppily(string text) => $" {text.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l')} ";
}
