using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PlanningPlatform.Persistence;

/// <summary>The database engines the platform runs on, as written in <c>Database:Provider</c>.</summary>
public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

public static class DatabaseProviders
{
    /// <summary>Sqlite when nothing is given.</summary>
    /// <exception cref="InvalidOperationException">There is no such provider.</exception>
    public static DatabaseProvider Parse(string? name)
        => string.IsNullOrEmpty(name) ? DatabaseProvider.Sqlite
            : Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider
            : throw new InvalidOperationException($"Database:Provider '{name}' is unknown. Known: {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");

    /// <summary>
    /// The context type whose migrations fit the provider. EF Core keeps one series of migrations per context type, so beside
    /// <c>ComplaintsDb</c> (SQLite) stand the empty <c>ComplaintsDbOnPostgreSql</c> and <c>ComplaintsDbOnSqlServer</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Type ContextFor(Type context, DatabaseProvider provider)
        => provider == DatabaseProvider.Sqlite ? context
            : context.Assembly.GetType($"{context.FullName}On{provider}") is { } own && own.IsSubclassOf(context) ? own
            : throw new InvalidOperationException($"{context.Name}On{provider} is missing beside {context.Name}.");

    internal static DatabaseProvider Provider(this DatabaseFacade database)
        => database.IsNpgsql() ? DatabaseProvider.PostgreSql : database.IsSqlServer() ? DatabaseProvider.SqlServer : DatabaseProvider.Sqlite;
}
