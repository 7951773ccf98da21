using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Persistence;

/// <summary>
/// For work that goes on while the database is away, trying again and again: the log says when it went and when it was back. A line for each try,
/// of every worker of every service, would hide what else happens. Safe for several at once.
/// </summary>
public sealed partial class OutageNotice(ILogger logger)
{
    private bool _away;

    /// <summary>After a fault.</summary>
    /// <returns>False when it was no outage: then it is the caller's to log.</returns>
    public bool Took(Exception exception)
    {
        if (!exception.IsDatabaseOutage())
        {
            return false;
        }

        if (!Interlocked.Exchange(ref _away, true))
        {
            Log.Away(logger, exception.GetBaseException().Message);
        }

        return true;
    }

    /// <summary>After work that the database did.</summary>
    public void IsOver()
    {
        if (Interlocked.Exchange(ref _away, false))
        {
            Log.Back(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The database does not answer: {Reason}. It is tried again until it does.")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "The database answers again.")]
        public static partial void Back(ILogger logger);
    }
}
