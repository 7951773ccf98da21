using System.Runtime.InteropServices;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>One way from a place to another along the streets.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Drive(double Seconds, double Metres)
{
    /// <summary>200 km/h: faster than any van, also on a toll road at night.</summary>
    private const double FastestMetresPerSecond = 200 / 3.6;

    /// <summary>A routing service moves each end to the nearest street, and in the fields that may be a kilometre away.</summary>
    private const double BesideTheStreetMetres = 2 * 1000;

    /// <summary>A city's cars are back the same day.</summary>
    private const double LongestSeconds = 24 * 60 * 60;

    /// <summary>Across all of Java and back.</summary>
    private const double LongestMetres = 2_000_000;

    /// <summary>A service answered that no street leads there.</summary>
    public static Drive Unreachable { get; } = new(double.NaN, double.NaN);

    public bool IsUnreachable => double.IsNaN(Seconds);

    /// <summary>False for what cannot be, whoever says it: no number, negative, endless, shorter than the crow flies, or too fast.</summary>
    /// <param name="crowMetres">Between the two places as the crow flies.</param>
    public bool IsPossibleOver(double crowMetres)
        => Seconds is >= 0 and <= LongestSeconds
            && Metres is >= 0 and <= LongestMetres
            && Metres >= crowMetres - BesideTheStreetMetres
            && Seconds >= (crowMetres - BesideTheStreetMetres) / FastestMetresPerSecond
            // Some services round to whole seconds.
            && Seconds + 1 >= Metres / FastestMetresPerSecond;
}
