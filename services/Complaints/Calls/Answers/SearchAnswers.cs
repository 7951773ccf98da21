using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Answers;

/// <summary>Standard answers, best first, while an operator types; without words all of them by title.</summary>
internal static class SearchAnswers
{
    private const int LongestSearch = 100;

    /// <param name="q">Words as typed; each has to occur, or begin a word.</param>
    public static async Task<Results<Ok<Paged<StandardAnswerItem>>, Refusal>> Handle(string? q, [AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AllowText("q", q, LongestSearch);
        if ((errors.Any ? errors.ToRefusal() : paging.Check()) is { } refusal)
        {
            return refusal;
        }

        // A few hundred short texts at most (Lists.Full): read and compared here, alike on every engine.
        var words = (q ?? "").Split([' ', ',', '.', '?', '!', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var all = await db.StandardAnswers.AsNoTracking().Where(answer => !answer.IsRetired).Take(Paging.Largest).ToListAsync(cancellationToken);
        var found = all.Select(answer => (Answer: answer, Fits: words.Length == 0 ? 1 : answer.Fits(words))).Where(each => each.Fits > 0)
            .OrderByDescending(each => each.Fits).ThenBy(each => each.Answer.Title, StringComparer.OrdinalIgnoreCase).ThenBy(each => each.Answer.Code, StringComparer.Ordinal)
            .Select(each => StandardAnswerItem.Of(each.Answer)).ToList();
        return TypedResults.Ok(new Paged<StandardAnswerItem>([.. found.Skip(paging.Skip).Take(paging.Size)], paging.Number, paging.Size, found.Count));
    }
}

/// <param name="Title">The question in a few words.</param>
/// <param name="Text">As it is read to the caller.</param>
/// <param name="Keywords">Words that callers use and that stand in neither.</param>
internal sealed record StandardAnswerItem(string Code, string Title, string Text, string Keywords, string EditedBy, DateTimeOffset EditedAt, int Version)
{
    public static StandardAnswerItem Of(StandardAnswer answer) => new(answer.Code, answer.Title, answer.Text, answer.Keywords, answer.EditedBy, answer.EditedAt, answer.Version);
}
