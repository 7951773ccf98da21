namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>Settings <c>Complaints:Calls:...</c>. Every number is a local default. [ours]</summary>
internal sealed class CallLimits
{
    /// <summary>How long a number is blocked when nobody says otherwise.</summary>
    public TimeSpan BlockFor { get; set; } = TimeSpan.FromMinutes(30);

    public TimeSpan LongestBlock { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how many pranks within <see cref="PrankWindow"/> a block is proposed.</summary>
    public int PranksBeforeBlock { get; set; } = 3;

    public TimeSpan PrankWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Code of the category under which a question that was answered on the phone is kept.</summary>
    public string InformationCategory { get; set; } = "INFO";

    /// <summary>What the city published about its calls, to stand beside what is measured.</summary>
    public PublishedCalls Published { get; set; } = new();

    public bool MakesSense => BlockFor > TimeSpan.Zero && LongestBlock >= BlockFor && LongestBlock <= TimeSpan.FromHours(24) && PranksBeforeBlock > 0 && PrankWindow > TimeSpan.Zero;
}

/// <summary>Calls to Lapor 112 of Kota Kediri from April to October 2025, as published; shown only in that city.</summary>
internal sealed class PublishedCalls
{
    /// <summary>Whose figures these are.</summary>
    public string Region { get; set; } = "35.71";

    public DateOnly From { get; set; } = new(2025, 4, 1);
    public DateOnly Until { get; set; } = new(2025, 10, 31);
    public int Total { get; set; } = 86_161;

    /// <summary>Percent.</summary>
    public double Ghost { get; set; } = 75.5;

    /// <summary>Percent.</summary>
    public double Prank { get; set; } = 21.5;

    /// <summary>Percent.</summary>
    public double Information { get; set; } = 2.4;

    /// <summary>Percent; 496 calls.</summary>
    public double Emergency { get; set; } = 0.6;
}
