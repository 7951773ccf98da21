namespace PlanningPlatform.Gateway.Limits;

/// <summary>How often a route may be asked; the numbers are in <see cref="LimitSettings"/>.</summary>
internal static class RequestClass
{
    /// <summary>Per credential, else per address.</summary>
    public const string General = "general";

    /// <summary>What residents lodge: its own allowance, so that a storm of reading never keeps a complaint out.</summary>
    public const string Intake = "intake";

    /// <summary>Per tracking number when nobody is signed in.</summary>
    public const string Tracking = "tracking";

    /// <summary>Per device that is named in the address, else per address: two hundred cars behind one carrier's address each have their own.</summary>
    public const string Tracker = "tracker";

    /// <summary>Per user name and address, and per address.</summary>
    public const string SignIn = "sign-in";
}
