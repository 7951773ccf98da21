namespace PlanningPlatform.ComplaintStreams;

/// <summary>
/// Complaints as a city would receive them over 120 days, with the truth about which are of the same thing. Made up throughout: places, words, people's
/// habits. Different things of one category close to each other in space and time are frequent on purpose, because they are what makes the task hard.
/// </summary>
/// <remarks>
/// Numbers that describe residents (how many say the gang, how far off a phone's point is, how many forward a neighbour's message) are assumptions [ours];
/// they were set before anything was tuned on the streams, and stay.
/// </remarks>
public sealed class ComplaintStream
{
    private const int VillageCount = 6;
    private const int Roots = 450;
    private const double Days = 120;
    private const double MetresPerDegree = 111_320;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly Draw _draw;
    private readonly PhraseBank _bank;
    private readonly List<Village> _villages;
    private readonly List<StreamReport> _reports = [];
    private readonly List<(Kind Kind, Spot Spot, double First, double Last)> _placed = [];
    private int _things;

    private ComplaintStream(int seed, PhrasePool pool)
    {
        _draw = new((ulong)seed);
        _bank = PhraseBank.Of(pool);
        var names = _bank.Villages.ToList();
        _villages = [.. Enumerable.Range(0, VillageCount).Select(_ =>
        {
            var name = _draw.Of(names);
            names.Remove(name);
            return new Village(name, _bank, _draw);
        })];
    }

    /// <summary>Seeds an engine may be tuned on; they speak in <see cref="PhrasePool.Tuning"/>.</summary>
    public static IReadOnlyList<int> TuningSeeds { get; } = [1, 2, 3, 4, 5];

    /// <summary>Seeds from here on speak in <see cref="PhrasePool.HeldOut"/> and are for measuring only.</summary>
    public const int FirstUnseenSeed = 1000;

    /// <summary>All villages of the city: official names, which any engine may know.</summary>
    public static IReadOnlyList<string> VillageNames { get; } = [.. PhraseBank.Of(PhrasePool.Tuning).Villages.Concat(PhraseBank.Of(PhrasePool.HeldOut).Villages).Select(village => village.Name)];

    /// <summary>Words that only unseen seeds use, in small letters: whoever wrote them here may have thought of them elsewhere, too.</summary>
    public static IReadOnlySet<string> WordsHeldOut { get; } = PhraseBank.Of(PhrasePool.HeldOut).Words.Except(PhraseBank.Of(PhrasePool.Tuning).Words, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    /// <summary>The stream of a seed, in the order of arrival.</summary>
    public static IReadOnlyList<StreamReport> Of(int seed)
    {
        var stream = new ComplaintStream(seed, seed >= FirstUnseenSeed ? PhrasePool.HeldOut : PhrasePool.Tuning);
        for (var root = 0; root < Roots; root++)
        {
            stream.Happen();
        }

        return [.. stream._reports.OrderBy(report => report.At).Select((report, index) => report with { Id = index + 1 })];
    }

    private void Happen()
    {
        var kind = _draw.Of(_bank.Kinds, kind => kind.Share);
        var spot = _draw.Of(_villages).AnySpot(_draw);
        var first = _draw.Between(0, Days);
        if (kind.Spread == Spread.Person)
        {
            // Neighbours with the same trouble: each about themselves.
            for (var households = _draw.Chance(0.3) ? 2 : 1; households > 0; households--)
            {
                Report(kind, spot.Village.HomeNear(spot, 150, _draw), first + _draw.Between(0, 14), reporters: 1);
            }

            return;
        }

        if (IsAnothersTwin(kind, spot, first))
        {
            return;
        }

        var (last, problem) = Report(kind, spot, first, ReportersOf(kind));
        if (!kind.IsUrgent && _draw.Chance(0.08))
        {
            Report(kind, spot, last + _draw.Between(31, 55), ReportersOf(kind));
        }

        if (_draw.Chance(kind.IsUrgent ? 0.15 : 0.5))
        {
            Rival(kind, spot, first + _draw.Between(-12, 12), problem);
        }
    }

    /// <summary>Nobody could call it another thing: the same is wrong within 12 m at the same time, or within 300 m where it is felt all around.</summary>
    private bool IsAnothersTwin(Kind kind, Spot spot, double first) => _placed.Exists(placed => placed.Kind == kind && placed.Spot.Village == spot.Village
        && placed.Spot.MetresTo(spot) < (kind.Spread == Spread.Area ? 300 : 12) && first < placed.Last + 31 && first > placed.First - 31);

    /// <summary>Another thing of the same category, close by, at about the same time.</summary>
    private void Rival(Kind kind, Spot spot, double first, Problem problem)
    {
        var village = spot.Village;
        var way = _draw.Number(0, 99);
        Spot other;
        if (spot.Gang is not { } gang)
        {
            other = way < 70 ? village.OnStreet(spot.Street, spot.East + ((_draw.Chance(0.5) ? 1 : -1) * _draw.Between(40, 120))) : village.InGang(spot.Street, _draw.Number(1, Village.GangsPerStreet), _draw);
        }
        else if (way < 35 && kind.Spread == Spread.Point)
        {
            var depth = spot.North % 150;
            other = village.InGang(spot.Street, gang, depth < 50 ? depth + _draw.Between(25, 45) : depth - _draw.Between(25, 45));
        }
        else if (way < 60 && kind.Spread == Spread.Point)
        {
            other = village.InGang(spot.Street, gang == Village.GangsPerStreet ? gang - 1 : gang + 1, _draw);
        }
        else if (way < 75 && kind.Spread == Spread.Point)
        {
            other = village.InGang(spot.Street == Village.StreetCount - 1 ? spot.Street - 1 : spot.Street + 1, gang, _draw);
        }
        else
        {
            other = spot;
            var others = _bank.Kinds.Where(candidate => candidate.Category == kind.Category && candidate != kind && candidate.Spread != Spread.Person).ToList();
            if (others.Count == 0)
            {
                return;
            }

            kind = _draw.Of(others);
        }

        if (IsAnothersTwin(kind, other, first))
        {
            return;
        }

        // The same sentence about another place is frequent: people copy what a neighbour was answered to.
        Report(kind, other, first, ReportersOf(kind), _draw.Chance(0.3) && kind.Name == problem.Kind ? problem : null);
    }

    private int ReportersOf(Kind kind) => kind.Spread == Spread.Area
        ? _draw.Of([1, 2, 3, 4, 6, 8], count => count <= 2 ? 3 : 2)
        : _draw.Of([1, 2, 3, 4, 5, 7], count => count switch { 1 => 48, 2 => 23, 3 => 14, 4 => 8, 5 => 4, _ => 3 });

    /// <summary>All reports of one thing. <paramref name="first"/> is in days from the start of the stream.</summary>
    /// <returns>When the last arrived, and in which words it was reported first.</returns>
    private (double Last, Problem Words) Report(Kind kind, Spot spot, double first, int reporters, Problem? words = null)
    {
        var thing = ++_things;
        var onset = kind.IsUrgent ? first : first - _draw.Exponential(6);
        var at = first;
        Problem? firstWords = null;
        string? previous = null;
        for (var index = 0; index < reporters; index++)
        {
            at = index == 0 ? first : Math.Min(at + (kind.IsUrgent ? _draw.Exponential(0.02) : _draw.Exponential(4)), first + 27);
            var reporter = new Reporter(_bank, _draw);
            var problem = words ?? reporter.ProblemOf(kind);
            words = null;
            firstWords ??= problem;
            // What everybody feels is told from where each lives; what is in one spot is sometimes told from home.
            var told = kind.Spread == Spread.Area ? spot.Village.HomeNear(spot, 100, _draw) : spot;
            var forwards = previous is not null && !kind.IsUrgent && _draw.Chance(0.08);
            var text = forwards
                ? reporter.Forward(previous!)
                : reporter.Write(problem, _draw.Chance(0.88) ? reporter.WhereaboutsOf(told, mayErr: true) : new(null, null, null, null, null, null), at - onset);
            previous = text;
            Add(thing, kind, reporter, text, told, at);
        }

        _placed.Add((kind, spot, first, at));
        return (at, firstWords!);
    }

    private void Add(int thing, Kind kind, Reporter reporter, string text, Spot told, double at)
    {
        var hasPoint = _draw.Chance(0.72);
        var (latitude, longitude) = PointOf(told);
        var street = _draw.Chance(0.35) ? reporter.StreetField(told) : null;
        var knowsNeighbourhood = _draw.Chance(0.35);
        var landmark = _draw.Chance(0.22) ? reporter.LandmarkAsSaid(told) : null;
        if (!hasPoint && street is null && landmark is null)
        {
            street = reporter.StreetField(told);
        }

        _reports.Add(new()
        {
            Id = 0,
            Thing = thing,
            Category = kind.Category,
            Kind = kind.Name,
            Spread = kind.Spread,
            Language = reporter.Language,
            Description = text,
            Latitude = hasPoint ? latitude : null,
            Longitude = hasPoint ? longitude : null,
            VillageCode = told.Village.Name.Code,
            Street = street,
            Rt = knowsNeighbourhood ? reporter.Padded(told.Rt) : null,
            Rw = knowsNeighbourhood ? reporter.Padded(told.Rw) : null,
            Landmark = landmark,
            At = Start.AddDays(at),
        });
    }

    /// <summary>Where a phone says it is: most people stand before it, some report from down the street or from home.</summary>
    private (double Latitude, double Longitude) PointOf(Spot spot)
    {
        var metres = _draw.Number(0, 99) switch { < 55 => _draw.Between(5, 25), < 85 => _draw.Between(25, 60), _ => _draw.Between(60, 120) };
        var angle = _draw.Between(0, 2 * Math.PI);
        var village = spot.Village.Name;
        var latitude = village.Latitude + ((spot.North + (metres * Math.Sin(angle))) / MetresPerDegree);
        var longitude = village.Longitude + ((spot.East + (metres * Math.Cos(angle))) / (MetresPerDegree * Math.Cos(village.Latitude * Math.PI / 180)));
        // Clients send six places, 0.1 m; it also keeps the stream equal where the last bit of a sine is not.
        return (Math.Round(latitude, 6), Math.Round(longitude, 6));
    }
}
