using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Tests;

public sealed partial class DoorTests
{
    [Fact]
    public void The_table_in_the_documentation_is_what_the_service_answers_and_to_whom()
    {
        using var identity = new IdentityService();
        var endpoints = identity.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not ("/alive" or "/health" or "/openapi/{documentName}.json"));

        Assert.Equal(
            TableRow().Matches(File.ReadAllText(Documentation())).Select(row => $"{row.Groups["call"].Value} for {row.Groups["who"].Value}").Order(StringComparer.Ordinal),
            endpoints.Select(endpoint => $"{Call(endpoint)} for {Who(endpoint)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_model_and_its_migrations_agree()
    {
        using var identity = new IdentityService(demo: false);
        await using var scope = identity.Services.CreateAsyncScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_body_larger_than_any_sign_in_is_refused_and_an_unknown_path_is_a_404()
    {
        using var identity = new IdentityService();
        identity.Listen();

        using var large = await identity.PostAsync("/api/identity/token", new { username = new string('a', 100_000), password = "x" });
        await large.IsProblemAsync(413, "too_large");
        using var client = identity.CreateClient();
        await (await client.GetAsync("/api/identity/nothing")).IsProblemAsync(404, "not_found");
        await (await client.GetAsync("/api/identity/token")).IsProblemAsync(405, "method_not_allowed");
    }

    [Fact]
    public void Started_alone_it_says_in_one_sentence_what_is_missing()
    {
        Assert.Contains("ConnectionStrings__identity-db", Missing([]), StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__messaging", Missing(new() { ["ConnectionStrings:identity-db"] = "Data Source=x" }), StringComparison.Ordinal);
        Assert.Contains("Demo__Password", Missing(With("Demo:Enabled", "true")), StringComparison.Ordinal);
        Assert.Contains("Identity__Retention__Audit", Missing(With("Identity:Retention:Audit", "5")), StringComparison.Ordinal);
        Assert.Contains("Identity__Retention__DeactivatedAccounts", Missing(With("Identity:Retention:DeactivatedAccounts", "00:00:00")), StringComparison.Ordinal);
        Assert.Null(Missing(With("Identity:Retention:Audit", "365.00:00:00")));

        static Dictionary<string, string?> With(string name, string value)
            => new() { ["ConnectionStrings:identity-db"] = "Data Source=x", ["ConnectionStrings:messaging"] = "amqp://x", [name] = value };
    }

    private static string? Missing(Dictionary<string, string?> settings)
        => IdentitySettings.WhatIsMissing(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static string Call(RouteEndpoint endpoint)
        => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal)}".TrimEnd('/');

    private static string Who(RouteEndpoint endpoint)
        => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "everybody"
            : endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Roles is { } roles ? roles.Replace(",", ", ", StringComparison.Ordinal)
            : endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null ? "signed in"
            : "nobody";

    private static string Documentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "identity.md");
    }

    [GeneratedRegex(@"^\| (?<who>[^|]+) \| `(?<call>(?:GET|POST|PUT) [^`]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableRow();
}
