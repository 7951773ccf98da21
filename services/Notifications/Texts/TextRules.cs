using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Texts;

/// <summary>What an edited text has to be, so that nobody gets a message with a hole in it.</summary>
internal static class TextRules
{
    public const int LongestSubject = 150;
    public const int LongestBody = 4000;

    /// <summary>Four SMS of 153 characters.</summary>
    public const int LongestShort = 612;

    public static FieldErrors Check(Template template, string? subject, string? body, string? shortText)
    {
        var errors = new FieldErrors();
        errors.RequireText("subject", subject, LongestSubject);
        errors.RequireText("body", body, LongestBody);
        errors.RequireText("short", shortText, LongestShort);
        if (subject?.AsSpan().ContainsAny("\r\n") == true)
        {
            errors.Add("subject", "line_break", "Judul hanya satu baris.", "A subject is one line.");
        }

        CheckPlaceholders(errors, "subject", subject, template, required: []);
        CheckPlaceholders(errors, "body", body, template, template.Required);
        CheckPlaceholders(errors, "short", shortText, template, template.Required);
        return errors;
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
}
