using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PlanningPlatform.Persistence;

public static class UniqueViolation
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>True when saving failed because somebody else already stored a row with the same unique key.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception)
        => exception.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey or SqliteConstraintUnique };
}
