namespace PlanningPlatform.Identity.Demo;

/// <summary>Section <c>Demo</c> of the configuration.</summary>
internal sealed class DemoSettings
{
    public bool Enabled { get; init; }

    /// <summary>The one password of all demo accounts.</summary>
    public string? Password { get; init; }
}
