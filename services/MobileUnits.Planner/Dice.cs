namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Numbers by chance (xorshift64*, Vigna 2016): the same from the same seed on every machine and version of .NET.</summary>
internal sealed class Dice(ulong seed)
{
    // 0 would stay 0 for ever; the first multiplication spreads small seeds over all bits.
    private ulong _state = ((seed + 1) * 0x9E3779B97F4A7C15) | 1;

    /// <summary>0 or more and below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>0 or more and below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1D;
    }
}
