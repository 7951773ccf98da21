using System.Globalization;
using System.Text.RegularExpressions;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What was answered to a category's own questions, as typed and chosen, by their code.</summary>
public sealed partial record CategoryAnswers(IReadOnlyDictionary<string, IReadOnlyList<string>> ByCode)
{
    /// <summary>Of the form's fields and of what the service complains about.</summary>
    private const string Prefix = "attributes.";

    private static readonly string[] LocalTimes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static CategoryAnswers None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    public IEnumerable<(string Name, string Value)> Fields => ByCode.SelectMany(answer => answer.Value, (answer, value) => (FieldOf(answer.Key), value));

    public static string FieldOf(string code) => Prefix + code;

    internal static CategoryAnswers In(Posted posted)
        => new(posted.Fields.Where(field => field.Name.StartsWith(Prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value))
            .GroupBy(field => field.Name[Prefix.Length..], field => field.Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group], StringComparer.Ordinal));

    public IReadOnlyList<string> To(string code) => ByCode.GetValueOrDefault(code) ?? [];

    /// <summary>The answers to what the category asks, in the form that the service reads; null where it asks nothing.</summary>
    /// <param name="joins">The questions are left to the report that it joins, unless all that matter are answered.</param>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>>? ToService(Category category, bool joins, RegionTimeZone timeZone)
    {
        var questions = category.Attributes ?? [];
        return questions.Count == 0 || (joins && questions.Any(question => question.Required && To(question.Code).Count == 0))
            ? null
            : questions.Where(question => To(question.Code).Count > 0).ToDictionary(
                question => question.Code, question => (IReadOnlyList<string>)[.. To(question.Code).Select(answer => Read(question, answer.Trim(), timeZone))], StringComparer.Ordinal);
    }

    /// <summary>What the service says to programs about numbers and times, said as people write them.</summary>
    internal static Problem InOurWords(Problem problem, Category? category, Words words)
        => problem with
        {
            Errors = [.. problem.Errors.Select(error => error.Code != "not_an_answer" ? error : category?.Attributes?.FirstOrDefault(question => FieldOf(question.Code) == error.Field)?.Type switch
            {
                "Number" => error with { Detail = words["Questions.NoNumber"] },
                "DateTime" => error with { Detail = words["Questions.NoTime"] },
                _ => error,
            })],
        };

    /// <summary>A number as it is written here, and a time on the city's clocks, become what programs write; what is neither stays for the service to refuse.</summary>
    private static string Read(CategoryAttribute question, string typed, RegionTimeZone timeZone) => question.Type switch
    {
        "Number" when ThousandsWithDots().IsMatch(typed) && !Words.IsEnglish => typed.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'),
        "Number" => typed.Replace(',', '.'),
        "DateTime" when DateTime.TryParseExact(typed, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            => timeZone.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).ToString("O", CultureInfo.InvariantCulture),
        _ => question.Type == "Text" ? typed.ReplaceLineEndings("\n") : typed,
    };

    [GeneratedRegex(@"^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ThousandsWithDots();
}

/// <param name="Category">Null while none is chosen.</param>
public sealed record CategoryQuestionsModel(Category? Category, CategoryAnswers Answers, Problem? Problem);
