using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The counter of a village office, or an RT/RW's front room: somebody is present, tells, and goes home with a slip.</summary>
internal static class Counter
{
    private const int PageSize = 25;

    public static async Task<IResult> ShowAsync(int? halaman, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var taken = await complaints.TakenAtCounterAsync(Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        var categories = await complaints.CategoriesAsync(cancellationToken);
        return taken.IsValue ? Html.Page<CounterPage>(new CounterModel(taken.Value, categories.Value?.Items ?? [])) : Html.Trouble(taken.Problem);
    }

    public static Task<IResult> ShowFormAsync(ClaimsPrincipal user, Regency regency, ComplaintsApi complaints, TimeProvider time, CancellationToken cancellationToken)
    {
        // Most of what is told at a counter happened around it.
        var own = user.FindAll("region").Select(claim => claim.Value).FirstOrDefault(code => regency.FindVillage(code) is not null);
        return Lodging.ShowAsync(Door.Counter, LodgeForm.New(category: null, own, time), complaints, cancellationToken);
    }

    public static Task<IResult> SubmitAsync(
        Posted posted, HttpContext http, ComplaintsApi complaints, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => Lodging.SubmitAsync(Door.Counter, posted, http, complaints, words, regency, time, cancellationToken);

    /// <summary>Number and secret on paper for the person who is present; afterwards nobody at the counter has the secret.</summary>
    public static async Task<IResult> ShowSlipAsync(string number, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        if (KeptSecret.AtCounter.PathOf(number) is null || KeptSecret.Of(http) is not { } secret)
            return Html.SeeOther("/loket");

        // Also while the service is away: it was taken in, and this is what proves it.
        var answer = await complaints.TrackAsync(number, secret, cancellationToken);
        return answer is { Problem.Status: 404 }
            ? Html.SeeOther("/loket")
            : Html.Page<CounterSlipPage>(new CounterSlip(number, secret, answer.Value?.IsEmergency == true, answer.Value?.ReceivedAt, answer.Value?.ExpectedBy));
    }

    public static IResult Finish(string number, Posted posted, HttpContext http)
    {
        if (posted.IsGenuine)
            KeptSecret.AtCounter.Forget(http, number);
        return Html.SeeOther("/loket");
    }
}

public sealed record CounterModel(Listed<CounterComplaint> Taken, IReadOnlyList<Category> Categories);

public sealed record CounterSlip(string Number, string Secret, bool Emergency, DateTimeOffset? ReceivedAt, DateTimeOffset? ExpectedBy);
