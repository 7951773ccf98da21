namespace PlanningPlatform.Regions;

/// <summary>A data file of the region, above all one that a setting such as <c>Region:HolidayFile</c> names, cannot be used. Meant to end
/// start-up: its text is one sentence for an administrator, with the line that is wrong.</summary>
public sealed class RegionFileException : Exception
{
    internal RegionFileException(string file, string problem)
        : base($"{file} {problem.ReplaceLineEndings(" ").TrimEnd('.')}.")
    {
    }

    /// <summary>The sentence alone, as <see cref="UnknownRegionException.ToString"/>.</summary>
    public override string ToString() => Message;
}
