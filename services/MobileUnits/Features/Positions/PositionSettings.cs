namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>Section <c>Positions</c> of the configuration. Durations are written <c>00:00:30</c>. All are local defaults without a source.</summary>
internal sealed class PositionSettings
{
    /// <summary>Farther than this from every village and district of the region a position is refused: a mistake, or a lost telephone.</summary>
    public double MostKilometresFromRegion { get; init; } = 150;

    /// <summary>A tracker's clock may be ahead by so much.</summary>
    public TimeSpan MostClockAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A unit that is no farther than this from a stop is there. A position less accurate than this says nothing about it.</summary>
    public double ArriveWithinMetres { get; init; } = 100;

    /// <summary>Only beyond this it is away again.</summary>
    public double LeaveBeyondMetres { get; init; } = 200;

    /// <summary>How long it has to be there to have arrived, by the tracker's clock, and in how many positions.</summary>
    public TimeSpan ArriveAfter { get; init; } = TimeSpan.FromSeconds(30);

    public int ArriveAfterPositions { get; init; } = 3;

    /// <summary>After a longer silence nobody knows whether it stayed there: the time counts anew.</summary>
    public TimeSpan MostSilence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who is faster drives past.</summary>
    public double FastestStandingKilometresPerHour { get; init; } = 15;

    /// <summary>The log keeps at most one position of a unit in this time ...</summary>
    public TimeSpan LogEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>... and, while it has moved less than this, ...</summary>
    public double LogBeyondMetres { get; init; } = 50;

    /// <summary>... one in this time.</summary>
    public TimeSpan LogStandingEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long positions are gathered for one transaction: their answers wait as long.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many may wait for it; more are turned away with 503.</summary>
    public int MostWaiting { get; init; } = 5_000;

    /// <summary>How often in a minute one address may name devices that do not exist.</summary>
    public int UnknownDevicesPerAddress { get; init; } = 60;

    public bool MakesSense
        => MostKilometresFromRegion > 0 && MostClockAhead >= TimeSpan.Zero && ArriveWithinMetres > 0 && LeaveBeyondMetres >= ArriveWithinMetres
            && ArriveAfter >= TimeSpan.Zero && ArriveAfterPositions > 0 && MostSilence > TimeSpan.Zero && FastestStandingKilometresPerHour > 0
            && LogEvery > TimeSpan.Zero && LogBeyondMetres >= 0 && LogStandingEvery >= LogEvery
            && Gather > TimeSpan.Zero && Gather <= TimeSpan.FromSeconds(5) && MostWaiting > 0 && UnknownDevicesPerAddress > 0;

}
