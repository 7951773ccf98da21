using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.Gateway.Tests;

public sealed class BindAddressTests
{
    [Theory]
    [InlineData("--urls=http://0.0.0.0:8080")]
    [InlineData("--urls=http://127.0.0.1:8080;http://*:8081")]
    [InlineData("--urls=http://[::]:8080")]
    [InlineData("--urls=http://lapor.kedirikota.go.id:8080")]
    [InlineData("--http_ports=8080")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://+:8080")]
    public async Task With_the_demo_on_the_gateway_stays_on_loopback_unless_somebody_chose_the_password(string address)
    {
        Assert.NotNull(Choose(address, "--Demo:Enabled=true"));
        Assert.Null(Choose(address, "--Demo:Enabled=true", "--Demo:PasswordSetByUser=true"));
        Assert.Null(Choose(address, "--Demo:Enabled=false"));
        Assert.Equal(1, await RunAsync(address, "--Demo:Enabled=true", "--services:portal:http:0=http://127.0.0.1:1"));
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:8080")]
    [InlineData("--urls=http://localhost:8080;http://[::1]:8080")]
    public void On_loopback_the_demo_needs_no_password_of_one_s_own(string address)
        => Assert.Null(Choose(address, "--Demo:Enabled=true"));

    [Fact]
    public void Told_nothing_it_listens_on_loopback_only()
    {
        var builder = WebApplication.CreateBuilder();
        Assert.Null(BindAddress.Choose(builder));
        Assert.Equal("http://127.0.0.1:8080", builder.Configuration["urls"]);
    }

    [Fact]
    public async Task Started_alone_it_says_what_is_missing_and_ends()
    {
        Assert.Contains("services__complaints__http__0", Routes.WhatIsMissing(new ConfigurationBuilder().Build()), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("--urls=http://127.0.0.1:0"));
    }

    private static string? Choose(params string[] args) => BindAddress.Choose(WebApplication.CreateBuilder(args));

    // The program as it is started, up to its exit code.
    private static async Task<int> RunAsync(params string[] args)
        => await Task.Run(() => (int)typeof(Routes).Assembly.EntryPoint!.Invoke(null, [args])!).WaitAsync(TimeSpan.FromSeconds(20));
}
