namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Something about a unit is due: whoever looks after it has to act.</summary>
/// <param name="Code">Stable: service_due, service_overdue, tax_due, tax_overdue.</param>
/// <param name="On">The day when it is due, local date.</param>
/// <param name="DaysLeft">Negative once it is overdue.</param>
internal sealed record UnitWarning(string Code, DateOnly On, int DaysLeft)
{
    /// <summary>So many days before. [ours]</summary>
    private const int WarnDaysBefore = 14;

    public static IEnumerable<UnitWarning> Of(string what, DateOnly? dueOn, DateOnly today)
    {
        if (dueOn is { } on && on.DayNumber - today.DayNumber is var left and <= WarnDaysBefore)
        {
            yield return new(left < 0 ? $"{what}_overdue" : $"{what}_due", on, left);
        }
    }
}
