using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>The dispatcher has a day planned, watches, looks at what came of it, puts in who came since, and makes journeys of it.</summary>
internal static class DayPlans
{
    public const string Path = "/armada/rencana";

    private const int PageSize = 20;

    /// <summary>From this hour on the next day is the one to plan. [ours]</summary>
    private const int NextDayFrom = 15;

    /// <summary>In seconds; what the list offers. The first is enough for a day of this city.</summary>
    public static IReadOnlyList<int> Limits { get; } = [10, 30, 60, 300];

    /// <param name="hari">The day that the form begins with.</param>
    public static Task<IResult> ShowAsync(string? hari, int? halaman, GrantedScope scope, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => ListAsync(Posted.ReadDay(hari ?? ""), problem: null, sent: null, Math.Clamp(halaman ?? 1, 1, 10_000), scope, dispatch, regency, time, cancellationToken);

    public static async Task<IResult> AskAsync(Posted posted, GrantedScope scope, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = Posted.ReadDay(posted["day"]);
        var asked = posted.IsGenuine ? await dispatch.AskForPlanAsync(day, int.TryParse(posted["seconds"], CultureInfo.InvariantCulture, out var seconds) ? seconds : null, cancellationToken) : Problem.Expired;
        return asked.IsValue ? Html.SeeOther($"{Path}/{asked.Value.Id}") : await ListAsync(day, asked.Problem, posted, page: 1, scope, dispatch, regency, time, cancellationToken);
    }

    /// <param name="masuk">The request that has just gone in.</param>
    public static Task<IResult> ShowOneAsync(Guid planId, Guid? masuk, string? kabar, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(new(planId, kabar, masuk), dispatch, regency, time, cancellationToken);

    public static async Task<IResult> StopAsync(Guid planId, Posted posted, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await dispatch.StopPlanAsync(planId, cancellationToken)).Problem : Problem.Expired;
        // It was over already: what came of it is what was wanted.
        return problem is null or { Code: "not_running" } ? Html.SeeOther($"{Path}/{planId}") : await PageAsync(new(planId, Problem: problem, Sent: posted), dispatch, regency, time, cancellationToken);
    }

    /// <summary>Answers with what came of each ride: that is nowhere to be read later.</summary>
    public static async Task<IResult> AdoptAsync(Guid planId, Posted posted, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var adopted = posted.IsGenuine ? await dispatch.AdoptPlanAsync(planId, cancellationToken) : Problem.Expired;
        return await PageAsync(new(planId, Problem: adopted.Problem, Sent: posted, Adopted: adopted.Value), dispatch, regency, time, cancellationToken);
    }

    public static async Task<IResult> InsertAsync(Guid planId, Posted posted, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await dispatch.InsertIntoPlanAsync(planId, posted["requestId"], cancellationToken)).Problem : Problem.Expired;
        return problem is null
            ? Html.SeeOther($"{Path}/{planId}?masuk={Uri.EscapeDataString(posted["requestId"])}")
            : await PageAsync(new(planId, Problem: problem, Sent: posted), dispatch, regency, time, cancellationToken);
    }

    private static async Task<IResult> ListAsync(
        DateOnly? day, Problem? problem, Posted? sent, int page, GrantedScope scope, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var plans = await dispatch.PlansAsync(page, PageSize, cancellationToken);
        var now = regency.TimeZone.ToLocal(time.GetUtcNow());
        var usual = DateOnly.FromDateTime(now.Date).AddDays(now.Hour >= NextDayFrom ? 1 : 0);
        return plans.IsValue
            ? Html.Page<DayPlansPage>(
                new DayPlansModel(plans.Value, day ?? usual, DateOnly.FromDateTime(now.Date), sent?["seconds"] ?? "", [.. scope.Regions.Select(region => region.ToString())], problem),
                problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(plans.Problem, sent);
    }

    private static async Task<IResult> PageAsync(PlanAsked asked, DispatchApi dispatch, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await dispatch.PlanAsync(asked.PlanId, cancellationToken);
        if (!found.IsValue)
            return Html.Trouble(found.Problem, asked.Sent);

        if (found.Value.Plan.IsRunning)
            return Html.Page<DayPlanPage>(DayPlanModel.Of(asked, found.Value, waiting: null, journeys: null, fleet: null, regency, time.GetUtcNow()), asked.Problem?.Status ?? StatusCodes.Status200OK);

        var (waiting, journeys, fleet) = (dispatch.WaitingAsync(looking: true, cancellationToken), dispatch.OpenJourneysAsync(cancellationToken), dispatch.FleetAsync(cancellationToken));
        return Html.Page<DayPlanPage>(
            DayPlanModel.Of(asked, found.Value, (await waiting).Value?.Items, (await journeys).Value?.Items, (await fleet).Value?.Items, regency, time.GetUtcNow()),
            asked.Problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Day">What the form begins with.</param>
/// <param name="Seconds">As typed; empty before.</param>
/// <param name="Regions">Codes of what is planned.</param>
public sealed record DayPlansModel(Listed<DayPlan> Plans, DateOnly Day, DateOnly Today, string Seconds, IReadOnlyList<string> Regions, Problem? Problem);

/// <summary>What the address, or the form, asks for.</summary>
/// <param name="Problem">Why the last step was refused.</param>
/// <param name="Adopted">What came of adopting, just now.</param>
public sealed record PlanAsked(Guid PlanId, string? News = null, Guid? Inserted = null, Problem? Problem = null, Posted? Sent = null, AdoptedPlan? Adopted = null);
