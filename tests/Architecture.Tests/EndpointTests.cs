using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using PlanningPlatform.Gateway;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>No endpoint without a policy, a limit and documentation.</summary>
public sealed class EndpointTests
{
    private static readonly string[] Plumbing = ["/health", "/alive", "/openapi/{documentName}.json"];

    [Fact]
    public async Task Every_endpoint_of_a_service_says_who_may_call_it()
    {
        foreach (var (service, endpoint) in await OfServicesAsync())
        {
            Assert.True(
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null,
                $"{service}: {endpoint.DisplayName} needs RequireRoles(...) or AllowAnonymous().");
        }
    }

    [Fact]
    public async Task Every_endpoint_is_reached_over_a_route_of_the_gateway_with_a_limit()
    {
        foreach (var (service, endpoint) in await OfServicesAsync())
        {
            var path = PathOf(endpoint);
            Assert.True(
                Routes.All.Any(route => route.Service == service && route.Limit.Length > 0 && Covers(route.Path, path)),
                $"{service}: no route in gateway/Routes.cs leads to {path}.");
        }

        foreach (var endpoint in (await RunningEndpoints.AllAsync()).Single(service => service.Service == "gateway").Endpoints.Where(endpoint => !Plumbing.Contains(PathOf(endpoint))))
        {
            Assert.True(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null, $"gateway: {endpoint.DisplayName} needs RequireRateLimiting(...).");
        }
    }

    [Fact]
    public async Task Every_endpoint_is_described_with_what_it_answers_and_its_ways_to_say_no()
    {
        List<string> missing = [];
        foreach (var service in (await RunningEndpoints.AllAsync()).Where(service => service.Service is not "gateway" and not "portal"))
        {
            var paths = service.OpenApi!["paths"]!.AsObject();
            missing.AddRange(service.Endpoints.Select(PathOf).Except(Plumbing).Select(WithoutConstraints).Where(path => !paths.ContainsKey(path)).Select(path => $"{service.Service}: {path} is not in the OpenAPI document."));
            foreach (var (path, method, operation) in paths.SelectMany(path => path.Value!.AsObject().Select(method => (path.Key, method.Key, method.Value!.AsObject()))))
            {
                missing.AddRange(WhatIsMissing(path, operation).Select(what => $"{service.Service}: {method.ToUpperInvariant()} {path} {what}"));
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static IEnumerable<string> WhatIsMissing(string path, JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        if (string.IsNullOrEmpty(operation["summary"]?.GetValue<string>()))
        {
            yield return "needs a <summary> on the method or class that handles it.";
        }

        if (responses["4XX"] is null || (operation["security"] is not null && responses["403"] is null))
        {
            yield return "does not declare its refusals.";
        }

        // Discovery (RFC 8414, RFC 7517) has a form of its own.
        if (!path.StartsWith("/.well-known/", StringComparison.Ordinal) && !responses.Any(response => response.Key == "204" || (response.Key[0] == '2' && response.Value!["content"] is not null)))
        {
            yield return "does not say what it answers: return TypedResults.";
        }
    }

    private static async Task<IEnumerable<(string Service, RouteEndpoint Endpoint)>> OfServicesAsync()
        => (await RunningEndpoints.AllAsync()).Where(service => service.Service != "gateway")
            .SelectMany(service => service.Endpoints.Select(endpoint => (service.Service, endpoint)))
            .Where(pair => !Plumbing.Contains(PathOf(pair.endpoint)));

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static bool Covers(string route, string path)
        => route.IndexOf("/{**", StringComparison.Ordinal) is >= 0 and var end ? path.Length == end || path.StartsWith(route[..(end + 1)], StringComparison.Ordinal) || end == 0 : route == path;

    private static string WithoutConstraints(string path)
        => string.Join('/', path.Split('/').Select(part => part is ['{', .., '}'] ? $"{{{part[1..^1].Split(':')[0]}}}" : part));
}
