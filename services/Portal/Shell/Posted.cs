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

    /// <summary>Null when no file was chosen.</summary>
    public IFormFile? File(string name) => fields.Files[name];

    /// <summary>For the services, where absent is null: an empty input means that nothing was said.</summary>
    public static string? Said(string typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    /// <summary>Null for what is no number. Scripts write numbers the invariant way.</summary>
    public static double? ReadNumber(string typed) => double.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

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
