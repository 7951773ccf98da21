using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PlanningPlatform.Persistence;

/// <summary>What a failed command means, whichever engine says it.</summary>
public static class Failures
{
    /// <summary>True when saving failed because somebody else already stored a row with the same unique key.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception) => Cause(exception) switch
    {
        // https://sqlite.org/rescode.html: CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE.
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        // Duplicate key in a unique index; violation of a unique constraint.
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    };

    /// <summary>True when the database or its disk fails for a while (busy, full, away, restarting), whatever was asked of it.</summary>
    public static bool IsDatabaseOutage(this Exception exception) => Cause(exception) switch
    {
        // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 } => true,
        // https://www.postgresql.org/docs/15/errcodes-appendix.html: connection, resources, operator intervention, system error.
        PostgresException postgres => postgres.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] or ['5', '8', ..],
        // No connection at all.
        NpgsqlException => true,
        // Time-out, no connection, out of memory, log or disk full, I/O errors, the database is starting or not available.
        SqlException { Number: -2 or 0 or 2 or 20 or 53 or 64 or 121 or 233 or 258 or 701 or 823 or 824 or 922 or 1105 or 4060 or 9002 or 10053 or 10054 or 10060 or 10061 or 40613 } => true,
        _ => false,
    };

    /// <summary>True when somebody else changed the same rows at the same time, or two transactions stood in each other's way: done again, it will pass.</summary>
    public static bool WasOvertaken(this Exception exception) => exception is DbUpdateConcurrencyException || Cause(exception) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => true,
        SqlException { Number: 1205 } => true,
        _ => false,
    };

    /// <summary>True when text holds a character that the engine cannot store or compare: PostgreSQL takes no U+0000.</summary>
    internal static bool IsUnstorableText(this Exception exception)
        => Cause(exception) is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter };

    /// <summary>True when another replica created the same database, table or column a moment earlier.</summary>
    internal static bool WasCreatedMeanwhile(this Exception exception) => Cause(exception) switch
    {
        // 55006: the template database is being copied; unique violations are those of PostgreSQL's own catalogue.
        PostgresException { SqlState: PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ObjectInUse } => true,
        SqlException { Number: 1801 or 1913 or 2705 or 2714 } => true,
        _ => false,
    };

    /// <summary>The engine's own words: EF Core and Npgsql wrap them once or twice.</summary>
    private static Exception? Cause(Exception? exception)
    {
        while (exception is not (null or SqliteException or NpgsqlException or SqlException))
        {
            exception = exception.InnerException;
        }

        return exception;
    }
}
