namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// The privacy notice, whose words are a page of the Portal. Whoever leaves contact details says which version they read, because the
/// controller must be able to show what was consented to (UU 27/2022, Pasal 22 and 24).
/// </summary>
public static class PrivacyNotice
{
    /// <summary>The day the words last changed in substance. Changing it is all that it takes: forms then ask anew.</summary>
    public const string Version = "2026-11-23";

    /// <summary>Path of this site.</summary>
    public const string Address = "/privasi";

    /// <summary>Earlier versions are not among them: whoever read an older notice reads the new one before leaving anything.</summary>
    public static bool Knows(string? version) => version == Version;
}
