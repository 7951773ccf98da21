namespace PlanningPlatform.ServiceDefaults;

/// <summary>The body of an action that takes none: it may be absent or empty, but a field in it is refused like any unknown field.</summary>
public sealed record Nothing;
