using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>The reporter says that the answer is none: the desk has it again, once, with a new clock by the regulation in force now.</summary>
internal static class ReopenComplaint
{
    internal sealed record Request(string? Reason);

    public static async Task<Results<Ok<ReporterStep>, Refusal>> Handle(
        string trackingNumber, Request request, [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, Steps.LongestText);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        if (RefuseToReopen(complaint, now) is { } refusal)
        {
            return refusal;
        }

        var start = await NewClockAsync(db, complaint, clock, now, cancellationToken);
        db.Reopen(complaint, request.Reason!.Trim(), start, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ReporterStep.Of(complaint, now));
    }

    /// <summary>Null when it can be reopened.</summary>
    public static Refusal? RefuseToReopen(Complaint complaint, DateTimeOffset now) => complaint.CanReopen(now) ? null : complaint.WasReopened ? Once : TooLate;

    /// <summary>The clock that would begin now.</summary>
    public static async Task<(RegulationProfile Profile, Limits Limits)> NewClockAsync(
        ComplaintsDb db, Complaint complaint, CaseClock clock, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        var profile = await clock.ProfileAsync(db, now, cancellationToken);
        return (profile, clock.LimitsOf(category.RuleOn(clock.DayOf(now)), profile, now));
    }

    /// <summary>Commits with the next save.</summary>
    public static void Reopen(this ComplaintsDb db, Complaint complaint, string reason, (RegulationProfile Profile, Limits Limits) start, DateTimeOffset now)
    {
        complaint.Reopen(reason, start.Profile, start.Limits, now);
        db.PublishStatus(complaint, now);
    }

    private static readonly Refusal Once = new(409, "reopened_before", new(
        "Laporan ini sudah pernah dibuka kembali. Kirim laporan baru dan sebutkan nomornya.", "This report was reopened before. Send a new one and name its number."));

    private static readonly Refusal TooLate = new(409, "cannot_reopen", new(
        "Laporan ini tidak dapat dibuka kembali: belum dijawab, atau waktunya sudah lewat. Kirim laporan baru dan sebutkan nomornya.",
        "This report cannot be reopened: it was not answered yet, or the time for it is over. Send a new one and name its number."));
}
