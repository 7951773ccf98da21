using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>
/// The operator said a standard answer and the call is over: a request for information that was received, answered and closed in one transaction with the end of
/// the call. Its number and secret are in the answer, for a caller who wants them.
/// </summary>
internal static class AnswerQuestion
{
    /// <param name="Code">Of the standard answer.</param>
    /// <param name="Question">In the caller's words; the answer's title when absent.</param>
    internal sealed record Request(string? Code, string? Question);

    public static async Task<Results<Ok<Lodged>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, ComplaintsDb db, ComplaintIntake intake, IdempotentIntake idempotency, CaseClock clock, IOptions<CallLimits> limits,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var answer = await db.StandardAnswers.AsNoTracking().FirstOrDefaultAsync(row => row.Code == request.Code && !row.IsRetired, cancellationToken);
        var errors = new FieldErrors();
        errors.AllowText("question", request.Question, ReportChecks.LongestDescription);
        if (answer is null)
        {
            errors.Add("code", "unknown_answer", "Jawaban baku ini tidak ada.", "There is no such standard answer.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var profile = await clock.ProfileAsync(db, time.GetUtcNow(), cancellationToken);
        return await db.DecideAsync<Results<Ok<Lodged>, Refusal>>(async () =>
        {
            var (actor, key) = (user.UserName(), LodgeFromCall.KeyOf(id));
            if (await db.Calls.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } call)
            {
                return Refusal.NotFound;
            }

            if (await LodgeFromCall.WhyNotAsync(call, actor, key, db, idempotency, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (call.IsEmergency)
            {
                return CallRefusals.Unfinished(Unfinished.EmergencyCase);
            }

            if (call.State != CallState.Open && call.ComplaintId is null)
            {
                return CallRefusals.NotOpen;
            }

            var report = new Report(
                limits.Value.InformationCategory, string.IsNullOrWhiteSpace(request.Question) ? answer!.Title : request.Question, Location: null, VillageCode: null, Address: null, Visibility.Public, Reporter: null);
            var (lodged, notLodged) = await intake.TakeInAsync(report, new(Channel.Call112, actor), key, LodgeFromCall.LanguageOfCallers, cancellationToken, also: (complaint, _) =>
            {
                var now = complaint.ReceivedAt;
                complaint.Answer(answer!.Text, clock.Office.CloseOfWorkingDay(now, profile.ReopenDays), actor, now);
                db.Calls.Find(id)!.AnswerWith(answer, complaint, actor, now);
            });
            return lodged is not null ? TypedResults.Ok(lodged) : notLodged == IdempotentIntake.KeyReused ? await db.HasComplaintAsync(call, cancellationToken) : notLodged!;
        });
    }
}
