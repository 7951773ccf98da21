namespace PlanningPlatform.Complaints.Features;

internal static class Medians
{
    /// <summary>The middle one, or half-way between the two in the middle; null of none.</summary>
    public static double? Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
