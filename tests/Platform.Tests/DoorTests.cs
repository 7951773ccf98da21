using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>What a stranger can send through the gateway.</summary>
[Collection(PlatformCollection.Name)]
public sealed class DoorTests(PlatformFixture fixture)
{
    [Fact]
    public async Task The_platform_is_healthy_when_every_service_is()
    {
        using var client = fixture.Platform.CreateClient();

        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await client.GetAsync(new Uri("/health", UriKind.Relative));
                return response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString() == "Healthy";
            }, "the platform is healthy");
    }

    [Theory]
    [InlineData("/api/complaints", "{\"categoryCode\":\"PJU\",\"descripton\":\"x\"}", 400)]
    [InlineData("/api/complaints", "{", 400)]
    [InlineData("/api/proposals", "{\"title\":7}", 400)]
    [InlineData("/api/identity/token", "{\"username\":\"operator112\",\"password\":\"salah\"}", 401)]
    [InlineData("/api/dispatch/requests/01a1ff92-82a6-7d46-aa9f-9ac467833d1c/assign", "{}", 401)]
    [InlineData("/api/nothing", "{}", 404)]
    [InlineData("/api/complaints/categories", "{}", 405)]
    public async Task Every_refusal_is_a_problem_with_a_stable_code(string path, string body, int status)
    {
        using var client = fixture.Platform.CreateClient();

        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("code").GetString()!);
        if (status == 400)
        {
            Assert.NotEmpty(problem.GetProperty("field").GetString()!);
        }
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/lapor", 200)]
    [InlineData("/tidak-ada", 404)]
    [InlineData("/health", 200)]
    [InlineData("/api/complaints/categories", 200)]
    [InlineData("/api/complaints", 401)]
    public async Task Whoever_only_asks_whether_something_is_there_is_answered_as_whoever_reads_it(string path, int status)
    {
        using var client = fixture.Platform.CreateClient();

        using var answer = await client.SendAsync(new(HttpMethod.Head, path));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_megabyte_of_text_is_refused_by_field_and_more_than_the_limit_by_size()
    {
        using var client = fixture.Platform.CreateClient();

        using var megabyte = await client.PostAsJsonAsync("/api/complaints", new { categoryCode = "PJU", description = new string('a', 1_000_000), villageCode = "35.71.02.1012", visibility = "Public" });
        using var braces = await client.PostAsync(new Uri("/api/complaints", UriKind.Relative), new StringContent(new string('{', 100_000), Encoding.UTF8, "application/json"));
        using var huge = await client.PostAsync(new Uri("/api/complaints", UriKind.Relative), new StringContent(new string('a', 5_000_000), Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, "description"), (megabyte.StatusCode, (await megabyte.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, braces.StatusCode);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (huge.StatusCode, (await huge.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Three_hundred_complaints_at_once_from_one_address_are_taken_in()
    {
        using var client = fixture.Platform.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(async index =>
        {
            using var response = await client.PostAsJsonAsync("/api/complaints", new { categoryCode = "PJU", description = $"Lampu padam {index}", villageCode = "35.71.02.1012", visibility = "Public" });
            return response.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Created, status));
    }
}
