using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>Drives from each of some places to each, by their positions in the list that was asked for. Not symmetric: streets have directions.</summary>
internal sealed class TravelMatrix
{
    private readonly double[] _seconds;
    private readonly double[] _metres;
    private readonly bool[] _estimated;

    /// <param name="service">The routing service that was asked; null when none is set.</param>
    /// <param name="driveOf">Asked once for each pair of different positions.</param>
    public TravelMatrix(int places, string? service, Func<int, int, (Drive Drive, bool IsEstimated)> driveOf)
    {
        Places = places;
        _seconds = new double[places * places];
        _metres = new double[places * places];
        _estimated = new bool[places * places];
        for (var from = 0; from < places; from++)
        {
            for (var to = 0; to < places; to++)
            {
                if (from != to)
                {
                    var at = (from * places) + to;
                    (var drive, _estimated[at]) = driveOf(from, to);
                    (_seconds[at], _metres[at]) = (drive.Seconds, drive.Metres);
                }
            }
        }

        EstimatedPairs = _estimated.Count(estimated => estimated);
        Source = (service, EstimatedPairs) switch
        {
            ({ } name, 0) => new(name, name),
            ({ } name, var pairs) when pairs < places * (places - 1) => new($"{name}, sebagian perkiraan", $"{name}, partly estimated"),
            _ => new("perkiraan", "estimated"),
        };
    }

    public int Places { get; }

    /// <summary>Who says so, for people: the name of the routing service, "estimated", or both.</summary>
    public Text Source { get; }

    /// <summary>Pairs of which no service knew anything, out of n x (n - 1).</summary>
    public int EstimatedPairs { get; }

    public double Seconds(int from, int to) => _seconds[IndexOf(from, to)];

    /// <summary>Along the streets.</summary>
    public double Metres(int from, int to) => _metres[IndexOf(from, to)];

    /// <summary>No service said so, or the one that did knows no way.</summary>
    public bool IsEstimated(int from, int to) => _estimated[IndexOf(from, to)];

    private int IndexOf(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)Places, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)Places, nameof(to));
        return (from * Places) + to;
    }
}
