using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Put off until a day, with the reason that everybody reads. The clock goes on.</summary>
internal static class PostponeComplaint
{
    internal sealed record Request(DateOnly? Until, string? Reason);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Postpone, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, Steps.LongestText);
        if (request.Until is not { } until || until <= clock.DayOf(time.GetUtcNow()) || until > clock.DayOf(time.GetUtcNow()).AddYears(1))
        {
            errors.Add("until", "out_of_range", "Pilih tanggal setelah hari ini, paling lama setahun.", "Choose a date after today, at most a year ahead.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var voice = await db.AgencyVoiceAsync(complaint, scope, cancellationToken);
        complaint.Postpone(request.Until!.Value, request.Reason!.Trim(), voice, user.UserName(), now);
        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintPostponed, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint, scope));
    }
}
