using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Answers;

/// <summary>A supervisor writes a standard answer, or corrects one; a retired one is in use again then.</summary>
internal static class EditAnswer
{
    /// <param name="Version">Of the one that is corrected; left out for a new one.</param>
    internal sealed record Request(string? Title, string? Text, string? Keywords, int? Version);

    public static async Task<Results<Ok<StandardAnswerItem>, Refusal>> Handle(
        string code, Request request, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.CheckCode("code", code, StandardAnswer.LongestCode);
        errors.RequireLine("title", request.Title, StandardAnswer.LongestTitle);
        errors.RequireText("text", request.Text, StandardAnswer.LongestText);
        errors.AllowLine("keywords", request.Keywords, StandardAnswer.LongestKeywords);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        return await db.DecideAsync<Results<Ok<StandardAnswerItem>, Refusal>>(async () =>
        {
            var answer = await db.StandardAnswers.FirstOrDefaultAsync(row => row.Code == code, cancellationToken);
            if (answer is { IsRetired: false } ? answer.Version != request.Version : request.Version is not null)
            {
                return Lists.ChangedMeanwhile;
            }

            if (answer is not { IsRetired: false } && await db.StandardAnswers.CountAsync(row => !row.IsRetired, cancellationToken) >= Paging.Largest)
            {
                return Lists.Full;
            }

            var (actor, now) = (caller.User.UserName(), time.GetUtcNow());
            var (title, text, keywords) = (request.Title!.Trim(), request.Text!.Trim(), request.Keywords?.Trim() ?? "");
            if (answer is null)
            {
                answer = StandardAnswer.Write(code, title, text, keywords, actor, now);
                db.StandardAnswers.Add(answer);
            }
            else
            {
                answer.Edit(title, text, keywords, actor, now);
            }

            db.Audit(caller, "standard_answer_changed", code, detail: null, now);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(StandardAnswerItem.Of(answer));
        });
    }
}
