using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.CaseWork;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>How content the reporter is with the answer: 1 to 5; the last rating stands.</summary>
internal static class RateComplaint
{
    internal sealed record Request(int? Stars, string? Comment);

    public static async Task<Results<Ok<ReporterStep>, Refusal>> Handle(
        string trackingNumber, Request request, [FromHeader(Name = "X-Tracking-Secret")] string? secret,
        HttpContext context, ComplaintsDb db, WrongGuesses wrongGuesses, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        if (await db.Complaints.FindHeldAsync(number, secret, cancellationToken) is not { } complaint)
        {
            return wrongGuesses.Refuse(number, context);
        }

        var errors = new FieldErrors();
        if (request.Stars is not (>= 1 and <= 5))
        {
            errors.Add("stars", "out_of_range", "Pilih 1 sampai 5.", "Choose 1 to 5.");
        }

        errors.AllowText("comment", request.Comment, Steps.LongestText);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (!complaint.Can(Move.Rate))
        {
            return NothingToRate;
        }

        if (await db.HasHeardEnoughAsync(complaint, cancellationToken))
        {
            return ReplyAsReporter.TooMany;
        }

        complaint.Rate(request.Stars!.Value, string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ReporterStep.Of(complaint, time.GetUtcNow()));
    }

    private static readonly Refusal NothingToRate = new(409, "nothing_to_rate", new(
        "Belum ada jawaban yang dapat dinilai.", "There is no answer to rate yet."));
}
