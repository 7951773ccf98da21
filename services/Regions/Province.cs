namespace PlanningPlatform.Regions;

/// <summary>A province (name in proper case: "Jawa Timur", "DKI Jakarta") and the legal time its regencies keep.</summary>
public sealed record Province(RegionCode Code, string Name, RegionTimeZone TimeZone);
