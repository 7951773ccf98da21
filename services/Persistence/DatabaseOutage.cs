using Microsoft.Data.Sqlite;

namespace PlanningPlatform.Persistence;

public static class DatabaseOutage
{
    // https://sqlite.org/rescode.html: BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
    private static readonly int[] PassingCodes = [5, 6, 8, 10, 13, 14];

    /// <summary>True when the database or its disk fails for a while (busy, full, away), whatever was asked of it.</summary>
    public static bool IsDatabaseOutage(this Exception exception)
        => (exception as SqliteException ?? exception.InnerException as SqliteException) is { } failure && PassingCodes.Contains(failure.SqliteErrorCode);
}
