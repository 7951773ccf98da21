namespace PlanningPlatform.Regions;

/// <summary>The setting <c>Region:Code</c> names no regency. Meant to end start-up: its text is one sentence for an administrator.</summary>
public sealed class UnknownRegionException : Exception
{
    internal UnknownRegionException(string setting, IReadOnlyList<RegencyName> nearest)
        : base($"Region:Code \"{setting}\" tidak dikenal (unknown); yang terdekat (nearest): "
            + $"{string.Join(", ", nearest.Select(regency => $"{regency.Code} {regency.Name}"))}.") =>
        Nearest = nearest;

    /// <summary>The regencies whose code or name is nearest to what was written, best first.</summary>
    public IReadOnlyList<RegencyName> Nearest { get; }

    /// <summary>The sentence alone: a stack trace says nothing about a mistyped setting.</summary>
    public override string ToString() => Message;
}
