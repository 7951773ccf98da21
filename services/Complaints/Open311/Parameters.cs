using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>What a client sent, by query or as a form. An empty parameter equals an absent one.</summary>
internal sealed class Parameters
{
    /// <summary>Of a POST these may stand in the address; the others are what somebody entrusts, and addresses end up in logs and caches.</summary>
    private static readonly string[] InAddressToo = ["api_key", "jurisdiction_id", "extensions"];

    /// <summary>More than any service asks for, and less than costs anything to read. A photo counts with the whole body, which the server limits.</summary>
    private static readonly FormOptions Limits = new() { ValueCountLimit = 300, KeyLengthLimit = 300, ValueLengthLimit = 100_000 };

    private readonly IQueryCollection _query;
    private readonly bool _isPost;

    private Parameters(IQueryCollection query, IFormCollection? form, bool isPost)
    {
        (_query, _isPost) = (query, isPost);
        Form = form ?? FormCollection.Empty;
        IsForm = form is not null;
    }

    /// <summary>The fields and files of a POST.</summary>
    public IFormCollection Form { get; }

    /// <summary>False for a POST of another media type.</summary>
    public bool IsForm { get; }

    /// <summary>The client asks for more than GeoReport has.</summary>
    public bool WantsExtensions => IsTrue("extensions");

    /// <summary>The first that says anything; null when none does.</summary>
    public string? this[string name] => AllOf(name).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();

    /// <summary>Of a list that is declared several times, or with commas; each once.</summary>
    public IReadOnlyList<string> List(string name)
        => [.. AllOf(name).SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

    /// <summary>As clients write yes: true, TRUE, 1.</summary>
    public bool IsTrue(string name) => this[name] is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Minimal API binding.</summary>
    public static async ValueTask<Parameters?> BindAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return new(context.Request.Query, form: null, isPost: false);
        }

        if (!context.Request.HasFormContentType)
        {
            return new(context.Request.Query, form: null, isPost: true);
        }

        try
        {
            return new(context.Request.Query, await context.Request.ReadFormAsync(Limits, context.RequestAborted), isPost: true);
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form cannot be read.", fault);
        }
    }

    private IEnumerable<string?> AllOf(string name)
        => !_isPost ? _query[name] : !InAddressToo.Contains(name) ? Form[name] : StringValues.Concat(Form[name], _query[name]);
}
