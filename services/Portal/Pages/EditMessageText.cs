using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>One text: the city's own words, how they would read, and back to the standard ones.</summary>
internal static class EditMessageText
{
    public static async Task<IResult> ShowAsync(string template, string language, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var text = await FindAsync(template, language, notifications, cancellationToken);
        return text.IsValue ? await PageAsync(text.Value, text.Value.Wording, problem: null, notifications, cancellationToken) : Html.Trouble(text.Problem);
    }

    /// <summary>Saves, or shows how it would read, whichever button was pressed.</summary>
    public static async Task<IResult> SubmitAsync(string template, string language, Posted posted, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var text = await FindAsync(template, language, notifications, cancellationToken);
        if (!text.IsValue)
            return Html.Trouble(text.Problem, posted);

        // Browsers send lines ending in CR LF.
        var typed = new MessageWording(posted["subject"], posted["body"].ReplaceLineEndings("\n"), posted["short"].ReplaceLineEndings("\n"));
        if (!posted.IsGenuine)
            return await PageAsync(text.Value, typed, Problem.Expired, notifications, cancellationToken);
        if (posted["step"] == "preview")
            return await PageAsync(text.Value with { Version = VersionIn(posted) ?? 0 }, typed, problem: null, notifications, cancellationToken);

        var problem = (await notifications.EditTextAsync(template, language, typed, VersionIn(posted), cancellationToken)).Problem;
        return problem is null ? Html.SeeOther("/kabar/teks?kabar=text-edited") : await PageAsync(text.Value with { Version = VersionIn(posted) ?? 0 }, typed, problem, notifications, cancellationToken);
    }

    public static async Task<IResult> RestoreAsync(string template, string language, Posted posted, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await notifications.RestoreTextAsync(template, language, VersionIn(posted), cancellationToken)).Problem : Problem.Expired;
        if (problem is null)
            return Html.SeeOther("/kabar/teks?kabar=text-restored");

        var text = await FindAsync(template, language, notifications, cancellationToken);
        return text.IsValue ? await PageAsync(text.Value, text.Value.Wording, problem, notifications, cancellationToken) : Html.Trouble(text.Problem);
    }

    private static int? VersionIn(Posted posted) => int.TryParse(posted["version"], CultureInfo.InvariantCulture, out var version) ? version : null;

    private static async Task<Answer<MessageText>> FindAsync(string template, string language, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        var texts = await notifications.TextsAsync(cancellationToken);
        if (!texts.IsValue)
            return texts.Problem;

        return texts.Value.Items.FirstOrDefault(text => text.Template == template && text.Language == language) is { } found
            ? found
            : new Problem(StatusCodes.Status404NotFound, "not_found", "", []);
    }

    private static async Task<IResult> PageAsync(MessageText text, MessageWording typed, Problem? problem, NotificationsApi notifications, CancellationToken cancellationToken)
    {
        // What is wrong with the text the preview says as well as saving would.
        var preview = await notifications.PreviewTextAsync(text.Template, text.Language, typed, cancellationToken);
        problem ??= preview.Problem;
        return Html.Page<EditMessageTextPage>(new EditMessageTextModel(text, typed, preview.Value, problem), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Typed">What the form holds, which may not be saved.</param>
/// <param name="Preview">How that would read; null when something is wrong with it.</param>
public sealed record EditMessageTextModel(MessageText Text, MessageWording Typed, MessageWording? Preview, Problem? Problem);
