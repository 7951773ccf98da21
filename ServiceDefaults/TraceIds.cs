using System.Diagnostics;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// The activities that carry a trace from process to process exist also when nobody records them. Otherwise a message of a trace that was
/// not sampled would begin a trace of its own at its consumer, and log lines of one request in several services would not share an id.
/// </summary>
internal static class TraceIds
{
    public static void AlwaysCarry() => ActivitySource.AddActivityListener(new ActivityListener { ShouldListenTo = Carries, Sample = OnlyTheIds });

    private static bool Carries(ActivitySource source) => source.Name is "Microsoft.AspNetCore" or "MassTransit" || source.Name.StartsWith("PlanningPlatform.", StringComparison.Ordinal);

    private static ActivitySamplingResult OnlyTheIds(ref ActivityCreationOptions<ActivityContext> options) => ActivitySamplingResult.PropagationData;
}
