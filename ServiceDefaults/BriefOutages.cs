using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// On the console, a broker or database that does not answer is one sentence: where our code was when it noticed says nothing,
/// and every try would add pages. Faults of our own keep their stack trace; collectors of telemetry get all of them.
/// </summary>
internal sealed class BriefOutages(ConsoleFormatter inner) : ConsoleFormatter(inner.Name)
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Exception is { } exception && IsOutage(exception))
        {
            var formatter = logEntry.Formatter;
            inner.Write(
                new LogEntry<TState>(logEntry.LogLevel, logEntry.Category, logEntry.EventId, logEntry.State, exception: null,
                    (state, _) => $"{formatter(state, exception)}: {exception.GetBaseException().Message}"),
                scopeProvider,
                textWriter);
        }
        else
        {
            inner.Write(in logEntry, scopeProvider, textWriter);
        }
    }

    private static bool IsOutage(Exception? exception)
        => exception is SocketException or DbException { IsTransient: true }
            || exception is { InnerException: { } inner } && IsOutage(inner);
}

internal static class BriefOutagesRegistration
{
    /// <summary>Puts itself before each of the console's formatters.</summary>
    public static void AddBriefOutages(this IServiceCollection services)
    {
        for (var at = 0; at < services.Count; at++)
        {
            if (services[at] is { ServiceType: var type, ImplementationType: { } formatter } && type == typeof(ConsoleFormatter))
            {
                services[at] = ServiceDescriptor.Singleton<ConsoleFormatter>(
                    provider => new BriefOutages((ConsoleFormatter)ActivatorUtilities.CreateInstance(provider, formatter)));
            }
        }
    }
}
