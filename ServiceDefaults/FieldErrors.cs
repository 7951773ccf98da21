using System.Globalization;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Collects what is wrong with a request, so that the caller hears everything at once.</summary>
public sealed class FieldErrors
{
    internal static readonly Text ControlCharacter = new("Berisi karakter yang tidak terlihat dan tidak diizinkan.", "Contains control characters that are not allowed.");

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public int Count => _errors.Count;

    /// <summary>Whether something is wrong with it, or with a part of it.</summary>
    public bool Has(string field) => _errors.Exists(error => error.Field == field || error.Field.StartsWith($"{field}.", StringComparison.Ordinal));

    public void Add(string field, string code, string indonesian, string english) => _errors.Add(new(field, code, new(indonesian, english)));

    /// <summary>Text that must have at least one visible character.</summary>
    public void RequireText(string field, string? value, int maximum)
    {
        if (string.IsNullOrWhiteSpace(value) || value.All(character => char.IsWhiteSpace(character) || char.IsControl(character) || IsInvisible(character)))
        {
            Add(field, "required", "Bagian ini wajib diisi.", "This field is required.");
            return;
        }

        AllowText(field, value, maximum);
    }

    /// <summary>Text that may be absent. Control characters other than line breaks and tabs are refused: databases and printers choke on them.</summary>
    public void AllowText(string field, string? value, int maximum)
    {
        if (value is null)
        {
            return;
        }

        if (value.Length > maximum)
        {
            Add(field, "too_long", string.Create(Indonesian, $"Paling banyak {maximum:N0} karakter; ini {value.Length:N0}."), $"At most {maximum} characters; this has {value.Length}.");
        }

        if (value.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')))
        {
            _errors.Add(new(field, "control_character", ControlCharacter));
        }
    }

    /// <summary><see cref="RequireText"/> on one line, such as a title.</summary>
    public void RequireLine(string field, string? value, int maximum)
    {
        RequireText(field, value, maximum);
        RefuseLineBreaks(field, value);
    }

    /// <summary><see cref="AllowText"/> on one line, such as a name: with a line break in it, part of it would pass for something else in a list, a letter or a mail.</summary>
    public void AllowLine(string field, string? value, int maximum)
    {
        AllowText(field, value, maximum);
        RefuseLineBreaks(field, value);
    }

    public Refusal ToRefusal() => Refusal.Invalid(_errors);

    private void RefuseLineBreaks(string field, string? value)
    {
        // U+2028 and U+2029 are the line and paragraph separators of Unicode; its other breaks are control characters.
        if (value.AsSpan().IndexOfAny("\r\n\u2028\u2029") >= 0)
        {
            Add(field, "line_break", "Tulis dalam satu baris.", "Write it on one line.");
        }
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
