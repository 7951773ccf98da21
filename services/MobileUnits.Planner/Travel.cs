namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Ways between locations, which are numbered from 0. Neither symmetry nor the triangle inequality is assumed. The same question always gets the same answer.</summary>
public interface ITravel
{
    /// <summary>How many locations there are.</summary>
    int Locations { get; }

    /// <summary>In the caller's unit of distance (metres), finite and 0 or more.</summary>
    double Distance(int from, int to);

    /// <summary>In the problem's unit of time (seconds), finite and 0 or more.</summary>
    double Duration(int from, int to);
}

/// <summary>Ways kept in two square tables.</summary>
public sealed class TravelMatrix : ITravel
{
    private readonly double[] _distances;
    private readonly double[] _durations;

    /// <param name="locations">How many, above 0.</param>
    /// <param name="distances">Row by row: from <c>a</c> to <c>b</c> at <c>a * locations + b</c>. Kept, not copied.</param>
    /// <param name="durations">Likewise; may be the same array.</param>
    /// <exception cref="ArgumentException">An array has not <c>locations * locations</c> numbers, or one of them is negative, infinite or NaN.</exception>
    public TravelMatrix(int locations, double[] distances, double[] durations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(locations);
        Check(locations, distances, nameof(distances));
        if (!ReferenceEquals(distances, durations))
        {
            Check(locations, durations, nameof(durations));
        }

        (Locations, _distances, _durations) = (locations, distances, durations);
    }

    public int Locations { get; }

    public double Distance(int from, int to) => _distances[(from * Locations) + to];

    public double Duration(int from, int to) => _durations[(from * Locations) + to];

    private static void Check(int locations, double[] table, string name)
    {
        ArgumentNullException.ThrowIfNull(table, name);
        if (table.Length != (long)locations * locations)
        {
            throw new ArgumentException($"{table.Length} numbers are not {locations} x {locations}.", name);
        }

        for (var index = 0; index < table.Length; index++)
        {
            if (!double.IsFinite(table[index]) || table[index] < 0)
            {
                throw new ArgumentException($"From {index / locations} to {index % locations}: {table[index]} is no finite number of 0 or more.", name);
            }
        }
    }
}
