using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;

namespace PlanningPlatform.Portal.Shell;

/// <summary>
/// A form that somebody sent. It binds also when its antiforgery token is missing or old: the page then shows the form again
/// with everything in it, instead of losing what was typed. Handlers ask <see cref="IsGenuine"/> before they act.
/// </summary>
public sealed class Posted
{
    private readonly IFormCollection fields;

    private Posted(IFormCollection fields, bool isGenuine)
    {
        this.fields = fields;
        IsGenuine = isGenuine;
    }

    /// <summary>True when the form came from our own page in the same browser.</summary>
    public bool IsGenuine { get; }

    /// <summary>All that was typed or chosen, to be shown or sent again; without the token, which is drawn anew.</summary>
    public IEnumerable<(string Name, string Value)> Fields
        => fields.Where(entry => entry.Key != "__RequestVerificationToken").SelectMany(entry => entry.Value, (entry, value) => (entry.Key, value ?? ""));

    /// <summary>The field's text as typed; empty when absent.</summary>
    public string this[string name] => fields[name].ToString();

    /// <summary>All values of a field that may come several times.</summary>
    public IEnumerable<string> Values(string name) => fields[name].OfType<string>();

    /// <summary>Those that were chosen: browsers send an empty one where none was.</summary>
    public IReadOnlyList<IFormFile> Files(string name) => [.. fields.Files.GetFiles(name).Where(file => file.Length > 0 || file.FileName.Length > 0)];

    /// <summary>Null when no file was chosen.</summary>
    public IFormFile? File(string name) => fields.Files[name];

    /// <summary>For the services, where absent is null: an empty input means that nothing was said.</summary>
    public static string? Said(string typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>Null for what is no number. Scripts write numbers the invariant way.</summary>
    public static double? ReadNumber(string typed) => double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>As date fields send it, and as people write it: 2026-11-24, 24-11-2026, 24/11/2026. Null for what is no day.</summary>
    public static DateOnly? ReadDay(string typed)
        => DateOnly.TryParseExact(typed.Trim(), ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    /// <summary>08:00, 8.00. Null for what is no time of day.</summary>
    public static TimeOnly? ReadHour(string typed)
        => TimeOnly.TryParseExact(typed.Trim(), ["HH:mm", "H:mm", "HH.mm", "H.mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Minimal API binding.</summary>
    public static async ValueTask<Posted?> BindAsync(HttpContext http)
    {
        // Something that is no form at all cannot be shown again either.
        if (!http.Request.HasFormContentType)
            return new(FormCollection.Empty, isGenuine: false);

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return new(form, await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http));
        }
        catch (InvalidDataException fault)
        {
            throw new BadHttpRequestException("The form cannot be read.", fault);
        }
    }
}
