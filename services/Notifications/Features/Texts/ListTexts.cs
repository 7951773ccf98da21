using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;

namespace PlanningPlatform.Notifications.Features.Texts;

/// <summary>All texts that people are sent, in both languages, as they are in force.</summary>
internal static class ListTexts
{
    internal sealed record Answer(IReadOnlyList<TextAnswer> Items);

    public static async Task<Ok<Answer>> Handle(NotificationsDb db, CancellationToken cancellationToken)
    {
        var edited = await db.Texts.AsNoTracking().ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer([.. Catalog.All.SelectMany(template => Template.Languages.Select(language =>
            TextAnswer.Of(template, language, edited.Find(text => text.Template == template.Code && text.Language == language))))]));
    }
}

/// <param name="Placeholders">What the text may contain, as <c>{{number}}</c>.</param>
/// <param name="Required">What body and short text must contain.</param>
/// <param name="Essential">Sent also to whoever opted out.</param>
/// <param name="Urgent">Sent also in quiet hours.</param>
/// <param name="Version">0 until somebody edits it.</param>
/// <param name="EditedBy">Null while the standard text is in force.</param>
internal sealed record TextAnswer(
    string Template, string Language, string Subject, string Body, string Short, IReadOnlyList<string> Placeholders, IReadOnlyList<string> Required, bool Essential, bool Urgent,
    int Version, string? EditedBy, DateTimeOffset? EditedAt)
{
    public static TextAnswer Of(Template template, string language, EditedText? edited)
    {
        var (subject, body, shortText) = edited?.Wording ?? template.Standard(language);
        var isEdited = edited?.Wording is not null;
        return new(
            template.Code, language, subject, body, shortText, [.. template.Placeholders], [.. template.Required], template.Essential, template.Urgent, edited?.Version ?? 0,
            isEdited ? edited!.EditedBy : null, isEdited ? edited!.EditedAt : null);
    }
}
