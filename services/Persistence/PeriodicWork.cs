using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Persistence;

/// <summary>
/// What a service does by itself, on every replica: once at its start, so that it is also done where services restart often, and then at
/// each interval. In small steps, so that nobody waits long for it; what fails comes again at the next interval, and what an outage of the database
/// kept from being done when that is over: who starts in an outage would otherwise wait a day for the first time.
/// </summary>
public abstract partial class PeriodicWork(IServiceScopeFactory scopes, TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan RetryInOutage = TimeSpan.FromSeconds(1);

    private readonly OutageNotice _outage = new(logger);

    /// <param name="services">Its own.</param>
    /// <returns>True when there may be more to do right now: then it is done again.</returns>
    protected delegate Task<bool> Step(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>They are done one after the other; one that fails does not keep the others from their work.</summary>
    protected abstract IEnumerable<Step> Steps { get; }

    /// <summary>Does all that is due now, up to the first failure.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var step in Steps)
        {
            await RunAsync(step, cancellationToken);
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            foreach (var step in Steps)
            {
                while (!await TryAsync(step, stoppingToken))
                {
                    await Task.Delay(RetryInOutage, time, stoppingToken);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>False in an outage of the database.</returns>
    private async Task<bool> TryAsync(Step step, CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(step, stoppingToken);
            _outage.IsOver();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; what that interrupted fails in its own way.
        }
        catch (Exception exception) when (_outage.Took(exception))
        {
            // The log says so once, and when it is over.
            return false;
        }
        catch (Exception exception) when (exception.WasOvertaken())
        {
            // Another replica, or somebody at work on the same rows, was faster; what is left is found at the next interval.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, interval);
        }

        return true;
    }

    private async Task RunAsync(Step step, CancellationToken cancellationToken)
    {
        bool more;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            more = await step(scope.ServiceProvider, time.GetUtcNow(), cancellationToken);
        }
        while (more);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What comes due by itself could not be done; the next try comes in {Interval}.")]
        public static partial void Failed(ILogger logger, Exception exception, TimeSpan interval);
    }
}
