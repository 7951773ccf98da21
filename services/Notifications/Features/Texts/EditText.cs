using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Texts;

/// <summary>The city's own words for a text; in force for everything that has not left yet.</summary>
internal static class EditText
{
    /// <param name="Version">The one that the editor saw; 0 for a text that nobody edited yet.</param>
    internal sealed record Request(int? Version, string? Subject, string? Body, string? Short);

    public static Task<Results<Ok<TextAnswer>, Refusal>> Handle(
        string template, string language, Request request, HttpContext caller, NotificationsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Find(template, language) is not { } known)
        {
            return Task.FromResult<Results<Ok<TextAnswer>, Refusal>>(Refusal.NotFound);
        }

        return TextRules.Check(known, request.Subject, request.Body, request.Short) is { Any: true } errors
            ? Task.FromResult<Results<Ok<TextAnswer>, Refusal>>(errors.ToRefusal())
            : ChangeAsync(known, language, request.Version, new(request.Subject!.Trim(), request.Body!.ReplaceLineEndings("\n").Trim(), request.Short!.ReplaceLineEndings("\n").Trim()), caller, db, time, cancellationToken);
    }

    public static Template? Find(string template, string language) => Template.Languages.Contains(language) ? Catalog.Find(template) : null;

    /// <param name="wording">Null: the standard text again.</param>
    public static async Task<Results<Ok<TextAnswer>, Refusal>> ChangeAsync(
        Template template, string language, int? version, Wording? wording, HttpContext caller, NotificationsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (version is null)
        {
            return VersionMissing;
        }

        var text = await db.Texts.FindAsync([template.Code, language], cancellationToken);
        if ((text?.Version ?? 0) != version)
        {
            return ChangedMeanwhile;
        }

        if (text is null)
        {
            text = new() { Template = template.Code, Language = language };
            db.Texts.Add(text);
        }

        text.Change(wording, caller.User.UserName(), time.GetUtcNow());
        db.Audit(caller, wording is null ? "text_restored" : "text_changed", $"{template.Code}/{language}", detail: null, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            return ChangedMeanwhile;
        }

        return TypedResults.Ok(TextAnswer.Of(template, language, text));
    }

    private static readonly Refusal VersionMissing = Refusal.InvalidField("version", "required", new("Sertakan versi teks yang Anda lihat.", "Send the version of the text that you saw."));

    private static readonly Refusal ChangedMeanwhile = new(409, "changed_meanwhile", new(
        "Teks ini baru saja diubah orang lain. Muat ulang, lalu coba lagi.", "Somebody else changed this text a moment ago. Reload and try again."));
}
