using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Texts;

/// <summary>What an edited text has to be, so that nobody gets a message with a hole in it.</summary>
internal static partial class TextRules
{
    public const int LongestSubject = 150;
    public const int LongestBody = 4000;

    /// <summary>Four SMS of 153 characters.</summary>
    public const int LongestShort = 612;

    public static FieldErrors Check(Template template, string? subject, string? body, string? shortText)
    {
        var errors = new FieldErrors();
        errors.RequireLine("subject", subject, LongestSubject);
        errors.RequireText("body", body, LongestBody);
        errors.RequireText("short", shortText, LongestShort);
        CheckPlaceholders(errors, "subject", subject, template, required: []);
        CheckPlaceholders(errors, "body", body, template, template.Required);
        CheckPlaceholders(errors, "short", shortText, template, template.Required);
        CheckLinks(errors, "subject", subject);
        CheckLinks(errors, "body", body);
        CheckLinks(errors, "short", shortText);
        return errors;
    }

    /// <summary>A link leads here and nowhere else: one in it opens an account.</summary>
    private static void CheckLinks(FieldErrors errors, string field, string? text)
    {
        if (text is null)
        {
            return;
        }

        if (LinkPlaceholder().Count(text) != LinkAlone().Count(text))
        {
            errors.Add(
                field, "link_not_alone", "{{link}} dan {{stop}} harus berdiri sendiri, dengan spasi di depan dan di belakangnya, atau di akhir kalimat.",
                "{{link}} and {{stop}} have to stand alone, with a space before and after them, or at the end of a sentence.");
        }
        else if (Address().IsMatch(Rendering.WithoutPlaceholders(text)))
        {
            errors.Add(
                field, "other_link", "Teks ini tidak boleh memuat alamat situs atau surel lain; satu-satunya tautan ialah {{link}} dan {{stop}}. Beri spasi sesudah titik.",
                "This text may not hold another web or e-mail address; the only links are {{link}} and {{stop}}. Put a space after a full stop.");
        }
    }

    private static void CheckPlaceholders(FieldErrors errors, string field, string? text, Template template, IEnumerable<string> required)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var used = Rendering.PlaceholdersIn(text);
        var known = string.Join(", ", template.Placeholders.Select(name => $"{{{{{name}}}}}"));
        foreach (var unknown in used.Where(name => !template.Placeholders.Contains(name)))
        {
            errors.Add(field, "unknown_placeholder", $"{{{{{unknown}}}}} tidak ada; yang ada: {known}.", $"There is no {{{{{unknown}}}}}; there are {known}.");
        }

        foreach (var missing in required.Where(name => !used.Contains(name)))
        {
            errors.Add(field, "missing_placeholder", $"Teks ini harus memuat {{{{{missing}}}}}.", $"This text has to contain {{{{{missing}}}}}.");
        }
    }

    [GeneratedRegex(@"\{\{\s*(link|stop)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPlaceholder();

    [GeneratedRegex(@"(?<![^ \t\r\n])\{\{\s*(link|stop)\s*\}\}(?=[.,;!?]?([ \t\r\n]|\z))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkAlone();

    /// <summary>
    /// What a phone or a mail program makes a link of: //host, contoh.id, t.me/x, 192.0.2.1/x. Not what has one letter before the dot: S.Kom, a.n.
    /// </summary>
    [GeneratedRegex(@"//|www\.|@[\p{L}\p{N}]|[\p{L}\p{N}-]{2,}\.\p{L}{2,}|[\p{L}\p{N}-]\.[\p{L}\p{N}-]+[/:]\S", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
