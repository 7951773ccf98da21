using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>The reporter writes to those who work on it; a clock that waited for the reply goes on.</summary>
internal static class ReplyAsReporter
{
    internal sealed record Request(string? Text);

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
        errors.RequireText("text", request.Text, Steps.LongestText);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (!complaint.TakesReplies)
        {
            return Ended;
        }

        if (await db.HasHeardEnoughAsync(complaint, cancellationToken))
        {
            return TooMany;
        }

        var now = time.GetUtcNow();
        complaint.ReporterReplies(request.Text!.Trim(), clock.Office, now, await clock.AfterReplyAsync(db, complaint, now, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ReporterStep.Of(complaint, now));
    }

    public static readonly Refusal TooMany = new(409, "too_many_replies", new(
        "Balasan untuk laporan ini sudah sangat banyak. Telepon 112 bila masih ada yang perlu disampaikan.",
        "There are very many replies to this report already. Call 112 if there is more to say."));

    public static readonly Refusal Ended = new(409, "ended", new(
        "Laporan ini sudah berakhir, jadi balasan tidak dibaca lagi. Buka kembali bila masih boleh, atau kirim laporan baru.",
        "This report has ended, so that nobody reads replies any more. Reopen it if you still can, or send a new one."));
}

/// <summary>Where the report stands after what its reporter did.</summary>
internal sealed record ReporterStep(ComplaintStatus Status, DateTimeOffset ExpectedBy, bool CanReopen, int? Rating)
{
    public static ReporterStep Of(Complaint complaint, DateTimeOffset now) => new(complaint.Status, complaint.ExpectedBy, complaint.CanReopen(now), complaint.Rating);
}
