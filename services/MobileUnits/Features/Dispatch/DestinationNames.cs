using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>
/// Which words about a place may stand in a list that others look at, too: the name of one of the region's destinations. Whatever else was written says by which door
/// somebody lives, also as the place that a way back leads to; it is in the opened request, and on the crew's phone.
/// </summary>
internal sealed class DestinationNames
{
    private readonly HashSet<(string? VillageCode, string? Name)> _known;

    private DestinationNames(HashSet<(string?, string?)> known) => _known = known;

    public static async Task<DestinationNames> ReadAsync(MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var all = await db.Destinations.AsNoTracking().Select(destination => new { destination.VillageCode, destination.Name }).ToListAsync(cancellationToken);
        return new([.. all.Select(each => ((string?)each.VillageCode, (string?)each.Name))]);
    }

    /// <returns>Null for words that are no destination's name.</returns>
    public string? Of(string? villageCode, string? name) => _known.Contains((villageCode, name)) ? name : null;
}
