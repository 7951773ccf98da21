namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>How many units a village has and needs.</summary>
/// <param name="PlannedOn">When the next one is to be handed over; null when nobody plans one.</param>
internal sealed record VillageCoverage(int Units, int Need, DateOnly? PlannedOn)
{
    /// <summary>Units that are missing; one more than needed makes up for no other village.</summary>
    public int Gap => Math.Max(0, Need - Units);
}

/// <summary>
/// Whether every village has its units by the end of the target year, by two ways of looking ahead: as fast as units were handed over so far, and as they are planned.
/// </summary>
/// <param name="Units">Today, those of districts too.</param>
/// <param name="Needed">By all villages.</param>
/// <param name="Gap">Units missing today. A unit of a district closes none: the target is of villages.</param>
/// <param name="HandedOver">Units handed over in the last three years.</param>
/// <param name="Years">Since the first of these, 1 to 3.</param>
/// <param name="RatePerYear"><paramref name="HandedOver"/> / <paramref name="Years"/>, rounded to two decimals.</param>
/// <param name="ReachedInYearByRate">When the gap is closed at that rate; null when not within thirty years.</param>
internal sealed record CoverageForecast(
    int TargetYear, int Units, int Needed, int Gap, int HandedOver, double Years, double RatePerYear, IReadOnlyList<ForecastYear> ByYear, bool ReachedByRate, bool ReachedByPlan, int? ReachedInYearByRate)
{
    /// <summary>What was handed over before says little about the next years. [ours]</summary>
    private const int YearsLookedBack = 3;

    private const int YearsLookedAhead = 30;
    private const double DaysPerYear = 365.25;

    /// <param name="units">That serve today.</param>
    /// <param name="handedOver">Of all units that ever joined, where it was written down.</param>
    public static CoverageForecast Of(int targetYear, DateOnly today, int units, IReadOnlyCollection<DateOnly> handedOver, IReadOnlyCollection<VillageCoverage> villages)
    {
        var recent = handedOver.Where(day => day > today.AddYears(-YearsLookedBack) && day <= today).ToList();
        var years = recent.Count == 0 ? 1 : Math.Clamp((today.DayNumber - recent.Min().DayNumber) / DaysPerYear, 1, YearsLookedBack);
        var rate = Math.Round(recent.Count / years, 2);
        var gap = villages.Sum(village => village.Gap);
        var byYear = Enumerable.Range(today.Year, Math.Max(1, targetYear - today.Year + 1)).Select(year => At(year, today, units, gap, rate, villages)).ToList();
        var last = byYear[^1];
        var reached = Enumerable.Range(today.Year, YearsLookedAhead + 1).Where(year => gap <= NewBy(year, today, rate)).Select(year => (int?)year).FirstOrDefault();
        return new(
            targetYear, units, villages.Sum(village => village.Need), gap, recent.Count, Math.Round(years, 2), rate, byYear, targetYear >= today.Year && last.GapByRate == 0,
            targetYear >= today.Year && last.GapByPlan == 0, reached);
    }

    private static ForecastYear At(int year, DateOnly today, int units, int gap, double rate, IReadOnlyCollection<VillageCoverage> villages)
    {
        var byRate = NewBy(year, today, rate);
        // A plan whose day has passed without a unit is none any more.
        var planned = villages.Where(village => village.PlannedOn >= today && village.PlannedOn <= EndOf(year)).ToList();
        return new(year, units + byRate, Math.Max(0, gap - byRate), units + planned.Count, gap - planned.Count(village => village.Gap > 0));
    }

    private static int NewBy(int year, DateOnly today, double rate) => (int)(rate * (EndOf(year).DayNumber - today.DayNumber) / DaysPerYear);

    private static DateOnly EndOf(int year) => new(year, 12, 31);
}

/// <param name="Year">At its end.</param>
/// <param name="GapByRate">Units still missing then.</param>
internal sealed record ForecastYear(int Year, int UnitsByRate, int GapByRate, int UnitsByPlan, int GapByPlan);
