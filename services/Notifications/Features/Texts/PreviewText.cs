using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Texts;

/// <summary>How a text would read, with values made up. Nothing is saved.</summary>
internal static class PreviewText
{
    internal sealed record Request(string? Subject, string? Body, string? Short);

    internal sealed record Answer(string Subject, string Body, string Short);

    public static Results<Ok<Answer>, Refusal> Handle(string template, string language, Request request, Rendering rendering, TimeProvider time)
    {
        if (EditText.Find(template, language) is not { } known)
        {
            return Refusal.NotFound;
        }

        if (TextRules.Check(known, request.Subject, request.Body, request.Short) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var (subject, body, shortText) = rendering.Render(new(request.Subject!, request.Body!, request.Short!), Example(known, time.GetUtcNow()), language, "0123456789AB");
        return TypedResults.Ok(new Answer(subject, body, shortText));
    }

    private static Dictionary<string, string> Example(Template template, DateTimeOffset now) => new(StringComparer.Ordinal)
    {
        ["number"] = template.Code == NotificationTemplates.ProposalReceived ? "USL-7K2M-Q4XD" : "ADU-7K2M-Q4XD",
        ["agency"] = "Dinas Kesehatan",
        ["unit"] = "MB-09",
        ["proposal"] = "USL-7K2M-Q4XD",
        ["area"] = "Kelurahan Banjaran",
        ["count"] = "1",
        ["percent"] = "100",
        [Template.Items] = "ADU-7K2M-Q4XD · Lampu jalan\nJalan Melati, Kelurahan Banjaran · Diterima.\n/aduan/ADU-7K2M-Q4XD",
        ["name"] = "Bapak/Ibu",
        ["username"] = "lurah.banjaran",
        [Template.Link] = template.Code == NotificationTemplates.AlertConfirmation ? "/langganan/0123456789ABCDEFGHJKMNPQ" : template.Code == NotificationTemplates.AlertDigest ? "/aduan" : template.Essential ? "/undangan?token=..." : template.Code == NotificationTemplates.ProposalReceived ? "/usulan/USL-7K2M-Q4XD" : "/lacak/ADU-7K2M-Q4XD",
        [Template.Expires] = now.AddDays(3).ToString("O"),
    };
}
