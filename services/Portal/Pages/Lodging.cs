using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>By which door a report comes in.</summary>
public enum Door
{
    /// <summary>Who reports writes.</summary>
    Own,

    /// <summary>An officer writes for somebody who is present.</summary>
    Counter,
}

/// <summary>
/// How a report is made, whoever writes: what was typed and uploaded goes along until the service has taken it in. On the way the page asks at most twice more, each once:
/// what the chosen category wants to know, and whether it was reported already.
/// </summary>
internal static class Lodging
{
    public static async Task<IResult> ShowAsync(Door door, LodgeForm form, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var categories = await complaints.CategoriesAsync(cancellationToken);
        return categories.IsValue ? Form(LodgeComplaintModel.Of(door, form, categories.Value.Items)) : Html.Trouble(categories.Problem);
    }

    public static async Task<IResult> SubmitAsync(
        Door door, Posted posted, HttpContext http, ComplaintsApi complaints, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = LodgeForm.From(posted);
        if (!posted.IsGenuine)
            return await AgainAsync(form, Problem.Expired);

        // Before anything else can be wrong: files have to be chosen anew when a form comes back, photos that are uploaded do not.
        (var photos, var wrongPhotos) = await LodgePhotos.UploadAsync(form.Photos, posted.Files(LodgePhotos.Field), form.Key, complaints, words, cancellationToken);
        form = form with { Photos = photos };
        if (wrongPhotos is not null)
            return await AgainAsync(form, wrongPhotos);
        if (form.PlaceIsUnreadable)
            return await AgainAsync(form with { Latitude = "", Longitude = "" }, Problem.Invalid("location", ""));
        if (posted["ubah"].Length > 0)
            return await AgainAsync(form, problem: null);

        var categories = await complaints.CategoriesAsync(cancellationToken);
        var category = categories.Value?.Items.FirstOrDefault(known => known.Code == form.CategoryCode);
        // An emergency waits for no question.
        if (category is { Emergency: false } && form.Joins.Length == 0)
        {
            if (category.Attributes is { Count: > 0 } && form.Asked != category.Code)
                return await AgainAsync(form, problem: null, questionsAreLeft: true);
            if (!form.WasOffered && await OfferAsync() is { } offer)
                return offer;
        }

        var complaint = form.ToComplaint(door, category, regency.TimeZone);
        var answer = door == Door.Counter ? await complaints.LodgeAtCounterAsync(complaint, form.Key, cancellationToken) : await complaints.LodgeAsync(complaint, form.Key, cancellationToken);
        if (answer.IsValue)
        {
            (door == Door.Counter ? KeptSecret.AtCounter : KeptSecret.OfComplaint).Keep(http, answer.Value.TrackingNumber, answer.Value.TrackingSecret);
            return Html.SeeOther(door == Door.Counter ? $"/loket/{answer.Value.TrackingNumber}/slip" : $"/lacak/{answer.Value.TrackingNumber}/tanda-terima");
        }

        // Changed after a first press whose answer got lost: what is on the screen now is another complaint and needs another key.
        if (answer.Problem.Code == "idempotency_key_reused")
            form = form with { Key = LodgeForm.NewKey(time) };

        // Their time is over: with another key they can be uploaded anew.
        if (answer.Problem.Errors.Any(error => error.Field.StartsWith("photos[", StringComparison.Ordinal)))
            form = form with { Key = LodgeForm.NewKey(time), Photos = [.. form.Photos.Where((_, index) => answer.Problem.Of($"photos[{index}].key") is null)] };

        // The service asks for "a location or a village"; here the village is what people can give.
        return await AgainAsync(form, CategoryAnswers.InOurWords(answer.Problem.Renaming("location", "villageCode").OnePhotoField(), category, words));

        // Only what the service finds at once: without an answer the report is sent, and the desk finds what is the same.
        async Task<IResult?> OfferAsync()
            => (await complaints.OfferSimilarAsync(form.ToComplaint(door, category, regency.TimeZone), cancellationToken)).Value is { Items.Count: > 0 } similar
                ? Html.Page<SimilarReportsPage>(new SimilarReportsModel(door, form with { WasOffered = true }, similar.Items))
                : null;

        FieldProblem InOurCase(FieldProblem error, bool isSuggested) => error switch
        {
            // Nobody did anything wrong: the page said that the category may be left to it.
            { Field: "categoryCode", Code: "required" } when isSuggested => error with { Code = "suggested" },
            { Field: "reporter.privacyNotice", Code: "required" } when door == Door.Counter => error with { Code = "unread" },
            _ => error,
        };

        async Task<IResult> AgainAsync(LodgeForm typed, Problem? problem, bool questionsAreLeft = false)
        {
            var listed = await complaints.CategoriesAsync(cancellationToken);
            var known = listed.IsValue ? listed.Value.Items : [new Category(typed.CategoryCode, typed.CategoryCode, [], Emergency: false, MobileUnit: null)];
            typed = typed with { Photos = await LodgePhotos.WithPreviewsAsync(typed.Photos, complaints, cancellationToken) };
            var suggested = posted.IsGenuine && typed.CategoryCode.Length == 0 && !string.IsNullOrWhiteSpace(typed.Description)
                ? (await complaints.SuggestCategoryAsync(typed.Description, cancellationToken)).Value?.Items : null;
            var explained = problem is null ? null : problem with { Errors = [.. problem.Errors.Select(error => InOurCase(error, suggested is { Count: > 0 }))] };
            return Form(LodgeComplaintModel.Of(door, typed, known) with { Problem = explained, Suggested = suggested ?? [], QuestionsAreLeft = questionsAreLeft });
        }
    }

    private static IResult Form(LodgeComplaintModel model)
    {
        var status = model.Problem?.Status ?? StatusCodes.Status200OK;
        return model.Door == Door.Counter ? Html.Page<LodgeAtCounterPage>(model, status) : Html.Page<LodgeComplaintPage>(model, status);
    }
}

/// <param name="Chosen">The category of the form; null while none is.</param>
/// <param name="Suggested">What the words may belong to; empty once a category is chosen.</param>
/// <param name="QuestionsAreLeft">The form came back for them alone.</param>
public sealed record LodgeComplaintModel(
    Door Door, LodgeForm Form, IReadOnlyList<CategoryGroup> Categories, Category? Chosen, Problem? Problem, IReadOnlyList<SuggestedCategory> Suggested, bool QuestionsAreLeft)
{
    internal static LodgeComplaintModel Of(Door door, LodgeForm form, IReadOnlyList<Category> categories)
        => new(door, form, CategoryGroup.Of(categories), categories.FirstOrDefault(category => category.Code == form.CategoryCode), Problem: null, [], QuestionsAreLeft: false);

    /// <summary>Where the form goes.</summary>
    public string Path => PathOf(Door);

    /// <summary>What the category wants to know, with what was answered so far.</summary>
    public CategoryQuestionsModel Questions => new(Chosen, Form.Asked == Chosen?.Code ? Form.Answers : CategoryAnswers.None, Problem);

    public static string PathOf(Door door) => door == Door.Counter ? "/loket/baru" : "/lapor";
}

/// <param name="Form">All that was typed; the page carries it along unseen.</param>
public sealed record SimilarReportsModel(Door Door, LodgeForm Form, IReadOnlyList<OfferedComplaint> Similar);
