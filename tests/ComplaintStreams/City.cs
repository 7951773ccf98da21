namespace PlanningPlatform.ComplaintStreams;

/// <summary>A place in a village: metres east and north of its first corner, and the gang it lies in, or none on the street itself.</summary>
internal sealed record Spot(Village Village, int Street, int? Gang, double East, double North)
{
    /// <summary>Gangs I and II of a street are one RT, III to V another.</summary>
    public int Rt => (Street % 2 * 2) + ((Gang ?? 1) <= 2 ? 1 : 2);

    public int Rw => Village.FirstRw + (Street / 2);

    public double MetresTo(Spot other) => Math.Sqrt(((East - other.East) * (East - other.East)) + ((North - other.North) * (North - other.North)));
}

internal sealed record Landmark(string Sort, string Mosque, Spot Spot);

/// <summary>
/// Four parallel streets, 150 m apart, each with five gangs, 70 m apart. The numbers of gangs repeat from street to street, as they do in a real kampung:
/// "Gang II" alone names no place.
/// </summary>
internal sealed class Village
{
    public const int StreetCount = 4;
    public const int GangsPerStreet = 5;
    private const double StreetLength = 400;
    private const double StreetDistance = 150;
    private const double GangLength = 100;

    private readonly string?[] _namedGangs = new string?[StreetCount];

    public Village(VillageName name, PhraseBank bank, Draw draw)
    {
        Name = name;
        FirstRw = draw.Number(1, 5);
        var streets = bank.Streets.ToList();
        Streets = [.. Enumerable.Range(0, StreetCount).Select(_ =>
        {
            var street = draw.Of(streets);
            streets.Remove(street);
            return street;
        })];
        for (var street = 0; street < StreetCount; street++)
        {
            _namedGangs[street] = draw.Chance(0.5) ? draw.Of(bank.Gangs) : null;
        }

        // Some sorts twice: "the musala" does not say which.
        var sorts = bank.Landmarks.Select(group => group.Key).ToList();
        Landmarks = [.. sorts.Where(_ => draw.Chance(0.7)).Concat(["musala", "musala", "warung", "toko"])
            .Select(sort => new Landmark(sort, draw.Of(bank.Mosques), AnySpot(draw)))];
    }

    public VillageName Name { get; }
    public int FirstRw { get; }
    public IReadOnlyList<string> Streets { get; }
    public IReadOnlyList<Landmark> Landmarks { get; }

    /// <summary>The fourth gang of some streets has a name instead of a number.</summary>
    public string? NameOfGang(int street, int gang) => gang == 4 ? _namedGangs[street] : null;

    public Spot AnySpot(Draw draw) => draw.Chance(0.7)
        ? InGang(draw.Number(0, StreetCount - 1), draw.Number(1, GangsPerStreet), draw)
        : OnStreet(draw.Number(0, StreetCount - 1), draw.Between(0, StreetLength));

    public Spot InGang(int street, int gang, Draw draw) => InGang(street, gang, draw.Between(5, GangLength - 5));

    /// <param name="depth">Metres from the street.</param>
    public Spot InGang(int street, int gang, double depth) => new(this, street, gang, GangAt(gang), (street * StreetDistance) + depth);

    public Spot OnStreet(int street, double along) => new(this, street, Gang: null, along, street * StreetDistance);

    /// <summary>Where somebody lives who is within <paramref name="metres"/> of a place.</summary>
    public Spot HomeNear(Spot spot, double metres, Draw draw)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var home = AnySpot(draw);
            if (home.MetresTo(spot) <= metres)
            {
                return home;
            }
        }

        return spot;
    }

    private static double GangAt(int gang) => 40 + ((gang - 1) * 70);
}
