namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>From which places to which a routing service is asked in one request, by their positions.</summary>
internal sealed record Table(IReadOnlyList<int> From, IReadOnlyList<int> To)
{
    /// <summary>
    /// Tables that hold every missing pair and few that are known. Of a place that is new a row and a column are missing, and two
    /// narrow tables do; where nearly everything is, the whole is one.
    /// </summary>
    /// <param name="places">How many there are.</param>
    /// <param name="isMissing">From and to.</param>
    /// <param name="size">Places on either side at most.</param>
    public static IReadOnlyList<Table> Covering(int places, Func<int, int, bool> isMissing, int size)
    {
        var missing = (from pair in Enumerable.Range(0, places * places)
                       let way = (From: pair / places, To: pair % places)
                       where isMissing(way.From, way.To)
                       select way).ToList();
        var partners = missing.Concat(missing.Select(way => (From: way.To, To: way.From))).ToLookup(way => way.From, way => way.To);
        int[] involved = [.. partners.OrderByDescending(place => place.Count()).Select(place => place.Key)];

        // Every missing pair has at least one end in here, so that its row or its column is asked for.
        var fresh = new HashSet<int>();
        foreach (var place in involved)
        {
            if (partners[place].Any(partner => !fresh.Contains(partner)))
            {
                fresh.Add(place);
            }
        }

        var starts = missing.Select(way => way.From).ToHashSet();
        int[] rest = [.. involved.Where(place => !fresh.Contains(place))];
        List<Table> narrow = [.. InPieces([.. fresh.Where(starts.Contains)], involved, size), .. InPieces([.. rest.Where(starts.Contains)], [.. fresh], size)];
        List<Table> whole = [.. InPieces(involved, involved, size)];
        return whole.Count <= narrow.Count && 2 * narrow.Sum(table => table.Pairs) >= whole.Sum(table => table.Pairs) ? whole : narrow;
    }

    private int Pairs => From.Count * To.Count;

    private static IEnumerable<Table> InPieces(int[] from, int[] to, int size)
        => from rows in @from.Chunk(size) from columns in to.Chunk(size) select new Table(rows, columns);
}
