using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Messaging;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Answers;

/// <summary>A supervisor takes a standard answer out of use. What was answered with it stays as it was said.</summary>
internal static class RetireAnswer
{
    public static async Task<Results<NoContent, Refusal>> Handle(string code, HttpContext caller, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.StandardAnswers.FirstOrDefaultAsync(row => row.Code == code && !row.IsRetired, cancellationToken) is not { } answer)
        {
            return Refusal.NotFound;
        }

        var now = time.GetUtcNow();
        answer.Retire(caller.User.UserName(), now);
        db.Audit(caller, "standard_answer_retired", code, detail: null, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
