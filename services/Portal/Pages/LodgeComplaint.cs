using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A resident's complaint: one form, one number.</summary>
internal static class LodgeComplaint
{
    public static Task<IResult> ShowAsync(string? kategori, ComplaintsApi complaints, TimeProvider time, CancellationToken cancellationToken)
        => Lodging.ShowAsync(Door.Own, LodgeForm.New(kategori, villageCode: null, time), complaints, cancellationToken);

    public static Task<IResult> SubmitAsync(
        Posted posted, HttpContext http, ComplaintsApi complaints, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => Lodging.SubmitAsync(Door.Own, posted, http, complaints, words, regency, time, cancellationToken);

    /// <summary>A part of the form, while somebody types: which categories their words may belong to. Nothing at all where nothing can be said.</summary>
    public static async Task<IResult> SuggestAsync(Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var isAsked = posted.IsGenuine && posted["categoryCode"].Length == 0 && !string.IsNullOrWhiteSpace(posted["description"]);
        var suggested = isAsked ? (await complaints.SuggestCategoryAsync(posted["description"], cancellationToken)).Value?.Items : null;
        return Html.Page<CategorySuggestions>(suggested ?? []);
    }

    /// <summary>A part of the form: what the chosen category asks.</summary>
    public static async Task<IResult> ShowQuestionsAsync(string? categoryCode, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var categories = await complaints.CategoriesAsync(cancellationToken);
        var chosen = categories.Value?.Items.FirstOrDefault(category => category.Code == categoryCode);
        return categories.IsValue ? Html.Page<CategoryQuestions>(new CategoryQuestionsModel(chosen, CategoryAnswers.None, Problem: null)) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
