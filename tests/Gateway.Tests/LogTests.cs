using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Tests;

public sealed class LogTests
{
    [Theory]
    [InlineData(ConsoleFormatterNames.Simple)]
    [InlineData(ConsoleFormatterNames.Json)]
    public async Task What_does_not_answer_is_said_in_a_sentence_and_only_a_fault_of_our_own_with_its_trace(string form)
    {
        await using var app = Host();

        var outage = Written(app, form, Thrown(new SocketException((int)SocketError.ConnectionRefused)));
        var fault = Written(app, form, Thrown(new InvalidOperationException("kosong")));

        Assert.Contains("Connection failed: Connection refused", outage, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outage, StringComparison.Ordinal);
        Assert.Contains("   at ", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.Error)]
    [InlineData("MassTransit", LogLevel.Information)]
    public async Task Frameworks_do_not_say_again_and_again_what_health_says(string category, LogLevel level)
    {
        await using var app = Host();

        Assert.False(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level));
    }

    private static WebApplication Host()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddHostDefaults("complaints");
        return builder.Build();
    }

    private static string Written(WebApplication app, string form, Exception exception)
    {
        using var text = new StringWriter();
        app.Services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == form)
            .Write(new LogEntry<string>(LogLevel.Warning, "MassTransit", default, "Connection failed", exception, (state, _) => state), null, text);
        return text.ToString();
    }

    private static Exception Thrown(Exception cause)
    {
        try
        {
            throw new InvalidOperationException("outer", cause);
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }
}
