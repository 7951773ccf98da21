using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using PlanningPlatform.Gateway;
using Yarp.ReverseProxy.Model;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>No endpoint without a policy, a limit and documentation.</summary>
public sealed class EndpointTests
{
    /// <summary>Of every service, for whoever runs it and whoever programs against it: in no document, and (the gateway's own apart) in no table.</summary>
    private static readonly string[] Plumbing = ["* /health", "* /alive", "GET /health", "GET /alive", "GET /openapi/{documentName}.json"];

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

        foreach (var endpoint in (await RunningEndpoints.AllAsync()).Single(service => service.Service == "gateway").Endpoints.Where(endpoint => !IsPlumbing(endpoint)))
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
            var operations = service.OpenApi!["paths"]!.AsObject()
                .SelectMany(path => path.Value!.AsObject().Select(method => (Call: $"{method.Key.ToUpperInvariant()} {path.Key}", Path: path.Key, Operation: method.Value!.AsObject()))).ToList();
            missing.AddRange(service.Endpoints.SelectMany(CallsOf).Except([.. Plumbing, .. operations.Select(operation => operation.Call)]).Select(call => $"{service.Service}: {call} is not in the OpenAPI document."));
            missing.AddRange(operations.SelectMany(operation => WhatIsMissing(operation.Path, operation.Operation).Select(what => $"{service.Service}: {operation.Call} {what}")));
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    /// <summary>The services' own are compared, and called, by Platform.Tests/AuthorisationTests; the gateway describes its few in no document.</summary>
    [Fact]
    public async Task The_table_of_who_may_call_what_names_each_of_the_gateway_s_own_endpoints_and_no_other()
    {
        var gateway = (await RunningEndpoints.AllAsync()).Single(service => service.Service == "gateway");
        var own = gateway.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RouteModel>() is null && !Routes.Nowhere.Contains(endpoint.RoutePattern.RawText!)).SelectMany(CallsOf);
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "authorisation.md")).Where(line => line.StartsWith("| gateway | ", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(own.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
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
            .Where(pair => !IsPlumbing(pair.endpoint));

    private static bool IsPlumbing(RouteEndpoint endpoint) => CallsOf(endpoint).All(Plumbing.Contains);

    /// <summary>Method and path; of an endpoint that takes every method <c>*</c>, which no document and no table can name.</summary>
    private static IEnumerable<string> CallsOf(RouteEndpoint endpoint)
        => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["*"]).Select(method => $"{method} {WithoutConstraints(PathOf(endpoint))}");

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static bool Covers(string route, string path)
        => route.IndexOf("/{**", StringComparison.Ordinal) is >= 0 and var end ? path.Length == end || path.StartsWith(route[..(end + 1)], StringComparison.Ordinal) || end == 0 : route == path;

    private static string WithoutConstraints(string path)
        => string.Join('/', path.Split('/').Select(part => part is ['{', .., '}'] ? $"{{{part[1..^1].Split(':')[0]}}}" : part));
}
