using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Tests;

public sealed class DoorTests
{
    [Fact]
    public void Every_endpoint_says_who_may_use_it()
    {
        using var identity = new IdentityService();
        var endpoints = identity.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

        var open = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!);
        var closed = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();

        Assert.Equal(
            [
                "/.well-known/jwks.json", "/.well-known/openid-configuration", "/alive", "/api/identity/revoke", "/api/identity/setup",
                "/api/identity/token", "/health", "/openapi/{documentName}.json",
            ],
            open.Order(StringComparer.Ordinal));
        Assert.All(closed, endpoint => Assert.NotNull(
            endpoint.Metadata.GetMetadata<IAuthorizeData>() as object ?? endpoint.Metadata.GetMetadata<AuthorizationPolicy>()));
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
        Assert.Contains("Demo__Password", Missing(new() { ["ConnectionStrings:identity-db"] = "Data Source=x", ["Demo:Enabled"] = "true" }), StringComparison.Ordinal);
        Assert.Null(Missing(new() { ["ConnectionStrings:identity-db"] = "Data Source=x" }));
    }

    private static string? Missing(Dictionary<string, string?> settings)
        => IdentitySettings.WhatIsMissing(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
