namespace PlanningPlatform.MobileUnits.Features.Positions;

internal static class PositionsRegistration
{
    /// <summary>What takes positions and what follows from them; settings under <c>Positions:</c> (docs/positions.md).</summary>
    public static void AddPositions(this IServiceCollection services)
    {
        services.AddOptions<PositionSettings>().BindConfiguration("Positions")
            .Validate(settings => settings.MakesSense, "Every number under Positions: must be above 0, LeaveBeyondMetres at least ArriveWithinMetres, LogStandingEvery at least LogEvery, and Gather at most 5 seconds.")
            .ValidateOnStart();
        services.AddSingleton<KnownDevices>().AddSingleton<UnknownDevices>().AddSingleton<PositionQueue>();
        services.AddHostedService<StorePositions>();
    }
}
