using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One step for many complaints of the queue, one after another in its order. Each is done or refused for itself.</summary>
internal static class BulkSteps
{
    /// <summary>More than a page of the queue shows; so many take a few seconds.</summary>
    public const int Most = 50;

    /// <summary>Those that need no thought about the single case. In the order in which a complaint has them.</summary>
    public static IReadOnlyList<CaseStep> Steps { get; } = [CaseStep.Of("Verify"), CaseStep.Of("Forward"), CaseStep.Of("Reject"), CaseStep.Of("Close")];

    public static async Task<IResult> DoAsync(Posted posted, ClaimsPrincipal user, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (filter, form) = (QueueFilter.From(posted), BulkForm.From(posted));
        if (Check(posted, form) is { } problem)
        {
            return await ComplaintQueue.PageAsync(filter, form with { Problem = problem }, user, complaints, cancellationToken);
        }

        var step = form.Step!;
        var body = form.ToRequest();
        List<BulkOutcome> outcomes = [];
        foreach (var chosen in form.Chosen)
        {
            // A service that is away would be away for the rest, too, and each would have to wait for it.
            var isAway = outcomes is [.., { Problem.IsFromServer: true }];
            outcomes.Add(new(chosen, isAway ? BulkOutcome.NotTried : (await complaints.StepAsync(chosen.Id, step.Call, body, cancellationToken)).Problem));
        }

        return Html.Page<BulkStepsPage>(new BulkStepsModel(step, outcomes, filter));
    }

    private static Problem? Check(Posted posted, BulkForm form)
    {
        if (!posted.IsGenuine)
        {
            return Problem.Expired;
        }

        List<FieldProblem> errors = [];
        if (form.Chosen.Count is 0 or > Most)
        {
            errors.Add(new("pilih", form.Chosen.Count == 0 ? "none" : "too_many", ""));
        }

        if (form.Step is null)
        {
            errors.Add(new("langkah", "required", ""));
        }

        if (form.Step?.Move == "Forward" && form.AgencyCode.Length == 0)
        {
            errors.Add(new($"{BulkForm.Prefix}.agencyCode", "required", ""));
        }

        if (form.Step?.Move is "Reject" or "Close" && string.IsNullOrWhiteSpace(form.Words))
        {
            errors.Add(new($"{BulkForm.Prefix}.words", "required", ""));
        }

        return errors.Count == 0 ? null : new(StatusCodes.Status400BadRequest, "invalid_input", "", errors);
    }
}

/// <summary>What was ticked and typed.</summary>
/// <param name="Step">Null when none of ours was chosen.</param>
/// <param name="Words">The reason, or the note on closing.</param>
/// <param name="Problem">What has to be put right first.</param>
public sealed record BulkForm(IReadOnlyList<BulkChoice> Chosen, CaseStep? Step, string AgencyCode, string Words, Problem Problem)
{
    /// <summary>Of the fields' names.</summary>
    public const string Prefix = "banyak";

    internal static BulkForm From(Posted posted) => new(
        [.. posted.Values("pilih").Select(BulkChoice.From).OfType<BulkChoice>().DistinctBy(choice => choice.Id)],
        BulkSteps.Steps.FirstOrDefault(step => string.Equals(step.Move, posted["langkah"], StringComparison.Ordinal)),
        posted[$"{Prefix}.agencyCode"], posted[$"{Prefix}.words"], Problem.Expired);

    internal object? ToRequest() => Step?.Move switch
    {
        "Forward" => new { agencyCode = AgencyCode },
        "Reject" => new { reason = Words.ReplaceLineEndings("\n") },
        "Close" => new { note = Words.ReplaceLineEndings("\n") },
        _ => null,
    };

    public bool Has(Guid id) => Chosen.Any(choice => choice.Id == id);
}

/// <summary>One ticked complaint, with the number that people know it by.</summary>
public sealed record BulkChoice(Guid Id, string Number)
{
    public string Value => $"{Id} {Number}";

    internal static BulkChoice? From(string value)
        => value.Split(' ', 2) is [var id, { Length: <= 20 } number] && Guid.TryParse(id, out var parsed) ? new(parsed, number) : null;
}

/// <param name="Problem">Why it was refused; null when it is done.</param>
public sealed record BulkOutcome(BulkChoice Choice, Problem? Problem)
{
    /// <summary>The one before found the service away.</summary>
    public static Problem NotTried { get; } = new(StatusCodes.Status503ServiceUnavailable, "not_tried", "", []);
}

public sealed record BulkStepsModel(CaseStep Step, IReadOnlyList<BulkOutcome> Outcomes, QueueFilter Filter)
{
    public int Done => Outcomes.Count(outcome => outcome.Problem is null);
}
