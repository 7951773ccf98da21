using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PlanningPlatform.Persistence;

public static class Conventions
{
    /// <summary>
    /// What the model is the same by on every engine: a stored time always comes back in UTC (SQLite, which cannot order by
    /// DateTimeOffset, stores its ticks), and text is compared letter by letter (SQL Server would take <c>A</c> for <c>a</c>).
    /// </summary>
    public static void UsePlatformConventions(this ModelConfigurationBuilder builder, DatabaseFacade database)
    {
        switch (database.Provider())
        {
            case DatabaseProvider.Sqlite:
                builder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
                break;
            case DatabaseProvider.PostgreSql:
                builder.Properties<DateTimeOffset>().HaveConversion<Utc>();
                break;
            case DatabaseProvider.SqlServer:
                builder.Properties<DateTimeOffset>().HaveConversion<Utc>();
                builder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
                break;
        }
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time.ToUniversalTime());
}
