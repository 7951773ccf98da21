using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PlanningPlatform.Persistence;

public static class Conventions
{
    /// <summary>
    /// Times are stored as UTC ticks on SQLite, which cannot order by DateTimeOffset; a stored time always comes back with offset zero.
    /// </summary>
    public static void UsePlatformConventions(this ModelConfigurationBuilder builder)
        => builder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
