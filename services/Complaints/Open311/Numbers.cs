using System.Text.RegularExpressions;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311;

/// <summary>Tracking numbers are GeoReport's <c>service_request_id</c>.</summary>
internal static partial class Numbers
{
    public const int Most = 1000;

    /// <returns>As it is stored, however it is typed; null for what cannot be one, which is then not looked for.</returns>
    public static string? Read(string? typed)
        => typed is { Length: < 40 } && Tracking.NormalizeNumber(Complaint.TrackingPrefix, typed) is { } number && Form().IsMatch(number) ? number : null;

    /// <summary>Those of a list that can be one.</summary>
    public static List<string> ReadAll(IReadOnlyList<string> typed, FieldErrors errors)
    {
        if (typed.Count > Most)
        {
            errors.Add("service_request_id", "too_many", $"Paling banyak {Most}.", $"At most {Most}.");
        }

        return [.. typed.Select(Read).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same whether there is no such number, or it is nobody's business that there is.</summary>
    public static Refusal NotFound { get; } = new(404, "unknown_request", new("Tidak ada laporan dengan nomor ini.", "There is no report with this number."))
    {
        Errors = [new("service_request_id", "unknown_request", new("Tidak ada laporan dengan nomor ini.", "There is no report with this number."))],
    };

    [GeneratedRegex("^ADU-[0-9A-Z]{4}-[0-9A-Z]{4}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
