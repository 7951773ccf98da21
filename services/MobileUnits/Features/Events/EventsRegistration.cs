using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Features.Dispatch;

namespace PlanningPlatform.MobileUnits.Features.Events;

internal static class EventsRegistration
{
    /// <summary>What tells the boards; settings under <c>Events:</c> (docs/positions.md).</summary>
    public static void AddBoardEvents(this IServiceCollection services)
    {
        services.AddOptions<EventSettings>().BindConfiguration("Events")
            .Validate(settings => settings.MakesSense, "Every number under Events: must be above 0.")
            .ValidateOnStart();
        services.AddSingleton<BoardSignal>();
        services.AddSingleton(provider => new StreamPlaces(provider.GetRequiredService<IOptions<EventSettings>>().Value));
        services.ConfigureDbContext<MobileUnitsDb>((provider, options) => options.AddInterceptors(
            new StampChanges(provider.GetRequiredService<BoardSignal>(), provider.GetRequiredService<TimeProvider>()), new RingAfterCommit(provider.GetRequiredService<BoardSignal>())));
        services.AddSingleton<BoardFeed>().AddHostedService(provider => provider.GetRequiredService<BoardFeed>());
        services.AddSingleton<QueueWatch>().AddHostedService<RaiseAlarm>();
    }
}
