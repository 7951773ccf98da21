using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One case at the desk or at an agency: its clock, its history, and every step that is legal and the reader's.</summary>
internal static class HandleComplaint
{
    /// <summary>What a called unit says: the last part of our address, and the service's name.</summary>
    public static IReadOnlyList<(string Slug, string Step)> Reports { get; } = [("berangkat", "EnRoute"), ("di-lokasi", "OnScene"), ("tertangani", "Confirmed")];

    public static Task<IResult> ShowAsync(Guid id, string? kabar, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, CancellationToken cancellationToken)
        => PageAsync(id, kabar, refused: null, http, complaints, proposals, bookings, cancellationToken);

    /// <summary>Comes back to the case; an agency that hands it back no longer sees it and comes back to its inbox.</summary>
    public static async Task<IResult> StepAsync(Guid id, string step, Posted posted, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, Words words, Regency regency, CancellationToken cancellationToken)
    {
        var chosen = CaseStep.At(step)!;
        if (!posted.IsGenuine)
            return await AfterAsync(id, chosen.Slug, news: chosen.Call, Problem.Expired, posted, http, complaints, proposals, bookings, cancellationToken);

        // Files have to be chosen anew when a form comes back, photos that are uploaded do not.
        IReadOnlyList<KeptPhoto> photos = [];
        Problem? problem = null;
        if (chosen.TakesPhotos)
            (photos, problem) = await LodgePhotos.UploadAsync(LodgePhotos.In(posted), posted.Files(LodgePhotos.Field), $"{id:N}-{chosen.Slug}", complaints, words, cancellationToken);

        var fields = new StepFields(posted, chosen.Slug) { Photos = [.. photos.Select(photo => new UploadedPhoto(photo.Id, photo.Key))], TimeZone = regency.TimeZone };
        problem ??= chosen.Check(fields) ?? (await complaints.StepAsync(id, chosen.Call, chosen.Body(fields), cancellationToken)).Problem;
        return problem is null
            ? Html.SeeOther(chosen.Move == "Return" && !http.User.IsAtDesk() ? $"/operator?kabar={chosen.Call}" : $"/operator/{id}?kabar={chosen.Call}")
            : await PageAsync(id, news: null, new RefusedStep(chosen.Slug, posted, problem) { Photos = photos }, http, complaints, proposals, bookings, cancellationToken);
    }

    public static async Task<IResult> ReportUnitAsync(Guid id, Guid handOffId, string report, Posted posted, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var prefix = HandOffCard.PrefixOf(handOffId);
        var step = Reports.First(each => each.Slug == report).Step;
        var body = new { step, outcome = step == "Confirmed" ? new StepFields(posted, prefix).Text("outcome") : null };
        var problem = posted.IsGenuine ? (await complaints.StepAsync(id, $"units/{handOffId}", body, cancellationToken)).Problem : Problem.Expired;
        return await AfterAsync(id, prefix, news: $"unit-{report}", problem, posted, http, complaints, proposals, bookings, cancellationToken);
    }

    /// <summary>Who reported it, shown once: the answer is no address that could be opened again.</summary>
    public static async Task<IResult> RevealAsync(Guid id, Posted posted, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var revealed = posted.IsGenuine ? await complaints.RevealReporterAsync(id, new StepFields(posted, RevealForm).Text("reason"), cancellationToken) : Problem.Expired;
        return await PageAsync(
            id, news: null, revealed.IsValue ? null : new RefusedStep(RevealForm, posted, revealed.Problem), http, complaints, proposals, bookings, cancellationToken, revealed.Value);
    }

    /// <summary>Of the names of the fields of the form that asks who reported.</summary>
    public const string RevealForm = "pelapor";

    private static async Task<IResult> AfterAsync(
        Guid id, string form, string news, Problem? problem, Posted posted, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, CancellationToken cancellationToken)
        => problem is null
            ? Html.SeeOther($"/operator/{id}?kabar={news}")
            : await PageAsync(id, news: null, new RefusedStep(form, posted, problem), http, complaints, proposals, bookings, cancellationToken);

    private static async Task<IResult> PageAsync(
        Guid id, string? news, RefusedStep? refused, HttpContext http, ComplaintsApi complaints, ProposalsApi proposals, BookingsApi bookings, CancellationToken cancellationToken, RevealedReporter? reporter = null)
    {
        var (file, agencies, categories) = (complaints.FindAsync(id, cancellationToken), complaints.AgenciesAsync(cancellationToken), complaints.CategoriesAsync(cancellationToken));
        var found = await file;
        if (!found.IsValue)
            return Html.Trouble(found.Problem, refused?.Sent);

        // Searched for when somebody opens the page, not each time it looks whether something changed.
        var similar = found.Value.Can("Merge") && !http.Request.Headers.ContainsKey("HX-Request") ? (await complaints.SimilarAsync(id, cancellationToken)).Value?.Items : null;
        var sectors = found.Value.Can("Propose") ? (await proposals.SectorsAsync(cancellationToken)).Value?.Items : null;
        var destinations = http.User.IsAtDesk() && found.Value.Can("RequestMobileUnit") ? (await bookings.RulesAsync(cancellationToken)).Value?.Destinations : null;
        return Html.Page<HandleComplaintPage>(
            new HandleComplaintModel(found.Value, (await agencies).Value?.Items ?? [], Category.ByCode(await categories), http.User.IsAtDesk(), similar ?? [], news, refused) { Reporter = reporter, Sectors = sectors ?? [], Destinations = destinations ?? [] },
            refused?.Problem.Status ?? StatusCodes.Status200OK);
    }
}

/// <summary>A step that was not done, with all that was typed for it.</summary>
/// <param name="Form">What the names of its fields begin with.</param>
/// <param name="Theirs">As the service answered, its fields named as in its own request.</param>
public sealed record RefusedStep(string Form, Posted Sent, Problem Theirs)
{
    /// <summary>Uploaded, and not to be chosen again.</summary>
    public IReadOnlyList<KeptPhoto> Photos { get; init; } = [];

    /// <summary>With the fields named as on the page. Of a list, all its values are one field here.</summary>
    public Problem Problem { get; } = Theirs with { Errors = [.. Theirs.Errors.Select(error => error with { Field = $"{Form}.{error.Field.Split('[')[0]}" })] };
}

/// <param name="Similar">Others that may be about the same thing; empty where it cannot be merged, and when the page only looks whether something changed.</param>
public sealed record HandleComplaintModel(
    ComplaintFile File, IReadOnlyList<Agency> Agencies, IReadOnlyDictionary<string, Category> Categories, bool IsDesk, IReadOnlyList<SimilarComplaint> Similar, string? News, RefusedStep? Refused)
{
    /// <summary>Who reported it, when the reader just asked; null otherwise.</summary>
    public RevealedReporter? Reporter { get; init; }

    /// <summary>An agency learns who reported of what is public only; where it does not lead, the service says so.</summary>
    public bool CanReveal => IsDesk || Complaint.Visibility == "Public";

    /// <summary>What a proposal can belong to; empty where it cannot become one, and while nobody can say.</summary>
    public IReadOnlyList<Sector> Sectors { get; init; } = [];

    /// <summary>Where a Mobmas often goes; empty where none can be asked for, and while nobody can say: then the village does.</summary>
    public IReadOnlyList<TripDestination> Destinations { get; init; } = [];

    public Complaint Complaint => File.Complaint;

    public Category? Category => Categories.GetValueOrDefault(Complaint.CategoryCode);

    public IReadOnlyList<HandOff> HandOffs => File.HandOffs ?? [];

    public IReadOnlyList<string> Supporters => File.SupportingAgencyCodes ?? [];

    /// <summary>Those that make sense: an emergency gets an ambulance and never a Mobmas.</summary>
    public IEnumerable<CaseStep> Steps => CaseStep.All.Where(step => File.Can(step.Move) && (step.Move != "RequestMobileUnit" || Category?.RefusesMobileUnit != true));

    /// <summary>The steps that usually come now, the first of them foremost; the rest is a press further away.</summary>
    public IReadOnlyList<CaseStep> Likely => [.. Steps.Where(step => step.Move switch
    {
        "CallUnit" => HandOffs.Count == 0,
        "Verify" => true,
        "Forward" => Complaint.Status is "Verified" or "ReturnedByAgency" or "Reopened",
        "Start" => !IsDesk,
        "RequestMobileUnit" => IsDesk && Category?.MobileUnit is "Welcome" or "AfterAssessment",
        "Resolve" => Complaint.Status is "InProgress" || (Complaint.Status == "TransferredOutside" && File.OutsideTicket is not null),
        "Transfer" => Complaint.Status == "TransferredOutside" && File.OutsideTicket is null,
        "Resume" or "Close" => true,
        _ => false,
    })];

    public string AgencyName(string code) => Agencies.FirstOrDefault(agency => string.Equals(agency.Code, code, StringComparison.Ordinal))?.Name ?? code;

    /// <summary>What was typed into a form that was refused; empty for every other.</summary>
    public string Typed(string form, string field) => Refused?.Form == form ? Refused.Sent[$"{form}.{field}"] : "";

    public Problem? ProblemOf(string form) => Refused?.Form == form ? Refused.Problem : null;
}
