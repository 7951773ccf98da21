namespace PlanningPlatform.Gateway.Limits;

/// <summary>A token bucket.</summary>
internal sealed class Rate
{
    /// <summary>Requests per second, sustained; may be a fraction.</summary>
    public double PerSecond { get; set; }

    /// <summary>Requests at once after a quiet time.</summary>
    public int Burst { get; set; }
}

/// <summary>
/// Section <c>Limits</c> of the configuration. Mobile carriers put whole towns behind one address, so what counts by address is
/// generous; what counts by person is not, nor are sign-ins, which only staff need.
/// </summary>
internal sealed class LimitSettings
{
    public Rate Address { get; init; } = new() { PerSecond = 300, Burst = 1500 };

    public Rate Credential { get; init; } = new() { PerSecond = 100, Burst = 500 };

    public Rate TrackingNumber { get; init; } = new() { PerSecond = 10, Burst = 50 };

    /// <summary>A device says where it is once a second, and a hundred times at once after a dead spot.</summary>
    public Rate Device { get; init; } = new() { PerSecond = 10, Burst = 100 };

    /// <summary>Positions from an address whose device is not named in the address but in the body.</summary>
    public Rate Positions { get; init; } = new() { PerSecond = 300, Burst = 1500 };

    public Rate Intake { get; init; } = new() { PerSecond = 300, Burst = 1500 };

    /// <summary>Right and wrong attempts alike; wrong ones in a row are what the identity service locks out. Twenty is a class that shares a demo account.</summary>
    public Rate SignInPerAccount { get; init; } = new() { PerSecond = 0.5, Burst = 20 };

    /// <summary>
    /// Less than the identity service can check (five passwords a second on two cores, fifty waiting), so that one address keeps no other out;
    /// more than an office that begins its day.
    /// </summary>
    public Rate SignInPerAddress { get; init; } = new() { PerSecond = 2, Burst = 40 };

    /// <summary>
    /// Everything from one address. The gateway cannot tell a made-up credential or tracking number from a real one, and each has an
    /// allowance of its own: this is where making them up ends.
    /// </summary>
    public Rate Everything { get; init; } = new() { PerSecond = 1000, Burst = 3000 };

    /// <summary>Largest request body, in bytes.</summary>
    public long RequestBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>
    /// Largest photo, in bytes. Where photos are taken one more of them is let through, so that the service can say which is too large and a
    /// form keeps its text.
    /// </summary>
    public long PhotoBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Largest body of a sign-in, in bytes: it is read before it is known who asks.</summary>
    public int SignInBytes { get; init; } = 16 * 1024;
}
