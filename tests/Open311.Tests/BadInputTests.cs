using System.Net;
using PlanningPlatform.Testing;
using Xunit.Abstractions;

namespace PlanningPlatform.Open311.Tests;

/// <summary>Requests that are nearly right, by the thousand: never our fault, never half a record, always in the form that was asked for.</summary>
[Collection(Open311Collection.Name)]
public sealed class BadInputTests(Open311Service service, ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_that_a_client_can_send_breaks_anything()
    {
        var (cases, seed) = (Fuzz.Cases(1500), Fuzz.Seed(311));
        var requests = new Open311Requests(new Random(seed), [service.Key], []);
        var (before, taken) = (await service.TotalAsync(), 0);
        var counts = new SortedDictionary<int, int>();
        for (var number = 0; number < cases; number++)
        {
            using var request = requests.Draw();
            using var answer = await service.Anybody.SendAsync(request);
            var said = $"Case {number} of seed {seed}: {request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())} answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            Assert.True((int)answer.StatusCode is 200 or 400 or 403 or 404 or 405, said);
            // Strictly read, in whichever form.
            _ = answer.Content.Headers.ContentType?.MediaType == "application/json" ? (object)await StrictClient.ReadJsonAsync(answer, answer.StatusCode) : await StrictClient.ReadXmlAsync(answer, answer.StatusCode);
            counts[(int)answer.StatusCode] = counts.GetValueOrDefault((int)answer.StatusCode) + 1;
            taken += answer.StatusCode == HttpStatusCode.OK && request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.StartsWith("/open311/v2/requests", StringComparison.Ordinal) ? 1 : 0;
        }

        output.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")) + $"; taken in: {taken}");
        Assert.Equal(before + taken, await service.TotalAsync());
        Assert.True(taken > 0 && counts.Count >= 4, "Nearly everything is refused for the same reason: nothing is tried.");
    }
}
