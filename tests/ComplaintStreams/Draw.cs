namespace PlanningPlatform.ComplaintStreams;

/// <summary>
/// Chance from a seed, the same on every machine and in every version of .NET, so that a figure can be measured again: SplitMix64
/// (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
/// </summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>Uniform in [from, to].</summary>
    public int Number(int from, int to) => from + (int)(Fraction() * (to - from + 1));

    /// <summary>Uniform in [from, to).</summary>
    public double Between(double from, double to) => from + (Fraction() * (to - from));

    /// <summary>How long until something that happens on average every <paramref name="mean"/>.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Fraction());

    public T Of<T>(IReadOnlyList<T> choices) => choices[Number(0, choices.Count - 1)];

    /// <summary>One of them, as often as its share says.</summary>
    public T Of<T>(IReadOnlyList<T> choices, Func<T, double> share)
    {
        var left = Fraction() * choices.Sum(share);
        foreach (var choice in choices)
        {
            left -= share(choice);
            if (left < 0)
            {
                return choice;
            }
        }

        return choices[^1];
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
