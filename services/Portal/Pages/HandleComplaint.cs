using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One complaint at the operator's desk: its history and what can be done next.</summary>
internal static class HandleComplaint
{
    public static Task<IResult> ShowAsync(Guid id, string? kabar, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, kabar, problem: null, sent: null, complaints, cancellationToken);

    public static Task<IResult> VerifyAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "verified", complaints, () => complaints.VerifyAsync(id, cancellationToken), cancellationToken);

    public static Task<IResult> ForwardAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "forwarded", complaints, () => complaints.ForwardAsync(id, posted["agencyCode"], cancellationToken), cancellationToken);

    public static Task<IResult> RequestMobileUnitAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "mobile-unit-requested", complaints, () => complaints.RequestMobileUnitAsync(id, HandleForm.From(posted).ToRequest(), cancellationToken), cancellationToken);

    public static Task<IResult> ResolveAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, posted, "resolved", complaints, () => complaints.ResolveAsync(id, posted["answer"].ReplaceLineEndings("\n"), cancellationToken), cancellationToken, ("note", "answer"));

    private static async Task<IResult> StepAsync(
        Guid id, Posted posted, string news, ComplaintsApi complaints, Func<Task<Answer<Changed>>> step, CancellationToken cancellationToken,
        (string Theirs, string Ours)? field = null)
    {
        var problem = posted.IsGenuine ? (await step()).Problem : Problem.Expired;
        if (field is { } renamed)
            problem = problem?.Renaming(renamed.Theirs, renamed.Ours);

        return problem is null
            ? Html.SeeOther($"/operator/{id}?kabar={news}")
            : await PageAsync(id, news: null, problem, posted, complaints, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        Guid id, string? news, Problem? problem, Posted? sent, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (file, agencies, categories) = (complaints.FindAsync(id, cancellationToken), complaints.AgenciesAsync(cancellationToken), complaints.CategoriesAsync(cancellationToken));
        var found = await file;
        if (!found.IsValue)
            return Html.Trouble(found.Problem, sent);

        var typed = sent is null ? HandleForm.Empty : HandleForm.From(sent);
        var category = Category.ByCode(await categories).GetValueOrDefault(found.Value.Complaint.CategoryCode);
        return Html.Page<HandleComplaintPage>(
            new HandleComplaintModel(found.Value, (await agencies).Value?.Items ?? [], category, news, problem, typed), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <summary>The fields of all steps, as typed.</summary>
public sealed record HandleForm(string AgencyCode, string Purpose, string Passengers, bool Wheelchair, string Note, string Answer)
{
    public static HandleForm Empty { get; } = new("", "", "1", Wheelchair: false, "", "");

    internal static HandleForm From(Posted posted) => new(
        posted["agencyCode"], posted["purpose"], posted["passengers"], posted["needsWheelchair"].Length > 0, posted["note"], posted["answer"]);

    internal MobileUnitWish ToRequest() => new(
        Posted.Said(Purpose), Posted.Said(Note), int.TryParse(Passengers, System.Globalization.CultureInfo.InvariantCulture, out var people) ? people : null, Wheelchair);
}

/// <param name="Typed">What a refused step had in its fields.</param>
public sealed record HandleComplaintModel(
    ComplaintFile File, IReadOnlyList<Agency> Agencies, Category? Category, string? News, Problem? Problem, HandleForm Typed);
