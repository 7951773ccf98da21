using PlanningPlatform.Regions;

namespace PlanningPlatform.Proposals.Domain;

/// <summary>A field of the plan that proposals are grouped and discussed by.</summary>
/// <param name="Code">Stable: <c>INFRASTRUKTUR</c>.</param>
internal sealed record Sector(string Code, string Name);

/// <summary>
/// The sectors of the city this installation serves. Every city has its own, so they are data: rows of <c>Sectors/sectors.csv</c>
/// beside the program, which a city replaces without building anything. A city without rows has none.
/// </summary>
internal sealed class Sectors(Regency regency)
{
    /// <summary>In the order of the file, which is the order people know.</summary>
    public IReadOnlyList<Sector> All { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sectors", "sectors.csv")).Skip(1)
        .Select(line => line.Split(';'))
        .Where(row => row[0] == regency.Code.ToString())
        .Select(row => new Sector(row[1], row[2]))];

    public bool Know(string code) => All.Any(sector => sector.Code == code);
}
