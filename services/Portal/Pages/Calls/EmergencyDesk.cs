using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>One emergency: whom to call, who was called, and what they say.</summary>
internal static class EmergencyDesk
{
    public static Task<IResult> ShowAsync(Guid id, string? kabar, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, kabar, problem: null, sent: null, calls, complaints, cancellationToken);

    public static Task<IResult> CallUnitAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "unit-called", () => calls.CallUnitAsync(id, posted["unit"], cancellationToken), calls, complaints, cancellationToken);

    public static Task<IResult> ReportUnitAsync(Guid id, Guid card, string step, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(
            id, posted, "unit-reported", () => calls.ReportUnitAsync(id, card, step, step == "Confirmed" ? new StepFields(posted, HandOffCard.PrefixOf(card)).Text("outcome") : null, cancellationToken), calls,
            complaints, cancellationToken, card);

    public static Task<IResult> HandOverAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "handed-over", () => calls.HandOverAsync(id, posted["party"], Posted.Said(posted["ticket"]), cancellationToken), calls, complaints, cancellationToken);

    private static async Task<IResult> StepAsync(
        Guid id, Posted posted, string news, Func<Task<Answer<Changed>>> step, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken, Guid? card = null)
    {
        var problem = posted.IsGenuine ? (await step()).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"/112/darurat/{id}?kabar={news}") : await PageAsync(id, news: null, problem, posted, calls, complaints, cancellationToken, card);
    }

    private static async Task<IResult> PageAsync(Guid id, string? news, Problem? problem, Posted? sent, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken, Guid? of = null)
    {
        var (asked, categories, units) = (calls.EmergencyAsync(id, cancellationToken), complaints.CategoriesAsync(cancellationToken), calls.UnitsAsync(cancellationToken));
        var card = await asked;
        if (!card.IsValue)
            return Html.Trouble(card.Problem, sent);

        var category = Category.ByCode(await categories).GetValueOrDefault(card.Value.CategoryCode);
        return Html.Page<EmergencyDeskPage>(
            new EmergencyDeskModel(card.Value, category, (await units).Value?.Items ?? [], news, of is null ? problem : null, sent?["party"] ?? "", sent?["ticket"] ?? "")
            {
                Refused = problem is null || of is not { } handOff ? null : new RefusedStep(HandOffCard.PrefixOf(handOff), sent!, problem),
            },
            problem?.Status ?? StatusCodes.Status200OK);
    }
}

public sealed record EmergencyDeskModel(EmergencyCard Card, Category? Category, IReadOnlyList<EmergencyUnit> Units, string? News, Problem? Problem, string Party, string Ticket)
{
    /// <summary>What a unit said and was refused; null otherwise.</summary>
    public RefusedStep? Refused { get; init; }

    /// <summary>
    /// Those of the category's agencies first, then the others of the city, then whom the city does not lead; the one that is out already is not offered again. Each keeps its key meanwhile:
    /// whoever presses once too often calls nobody else.
    /// </summary>
    public IEnumerable<(EmergencyUnit Unit, int Key)> Offered => Units.OrderBy(unit => unit.Outside).ThenBy(AgencyRank).Select((unit, index) => (Unit: unit, Key: index + 1)).Where(each => !IsOut(each.Unit));

    /// <summary>Where a Mobmas would stand; null when it is out already.</summary>
    public EmergencyUnit? Ambulance => Units.FirstOrDefault(unit => unit.Ambulance) is { } ambulance && !IsOut(ambulance) ? ambulance : null;

    public string Typed(HandOff unit) => ProblemOf(unit) is null ? "" : Refused!.Sent[$"{Refused.Form}.outcome"];

    public Problem? ProblemOf(HandOff unit) => Refused?.Form == HandOffCard.PrefixOf(unit.Id) ? Refused.Problem : null;

    private bool IsOut(EmergencyUnit unit) => Card.Units.Any(called => called.IsOpen && called.Unit == unit.Name);

    private int AgencyRank(EmergencyUnit unit)
    {
        var agencies = Category?.AgencyCodes ?? [];
        for (var rank = 0; rank < agencies.Count; rank++)
        {
            if (agencies[rank] == unit.AgencyCode)
                return rank;
        }

        return agencies.Count;
    }
}
