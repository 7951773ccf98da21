using System.Globalization;
using System.Text;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Rows for a spreadsheet (RFC 4180). What would be a formula there is none.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv; charset=utf-8";

    public static byte[] Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
        => Encoding.UTF8.GetBytes(string.Concat(rows.Select(Line).Prepend(Line(columns))));

    public static string Line(IReadOnlyList<object?> values) => $"{string.Join(',', values.Select(Cell))}\r\n";

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            bool yes => yes ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => NoFormula(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string NoFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
}
