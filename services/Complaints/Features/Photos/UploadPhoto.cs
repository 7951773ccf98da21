using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>
/// Takes in one photo before there is a report to which it belongs. JPEG, PNG or WebP by its bytes, at most 10 MB and 40 megapixels; attach it
/// within a day by the id and the key of the answer. What the camera says of the place is offered, never taken over. With the same
/// <c>Idempotency-Key</c> the same photo is taken in once and answered the same.
/// </summary>
internal static class UploadPhoto
{
    private const string SecondsUntilAgain = "30";

    /// <param name="Key">Needed to attach it, and to see it before that; shown once.</param>
    /// <param name="Width">Pixels, the right way up.</param>
    /// <param name="Location">Where the camera says it was; null when it does not say.</param>
    /// <param name="TakenAt">When the camera says it was, in the camera's local time; null when it does not say, or says a time to come.</param>
    internal sealed record Answer(Guid Id, string Key, int Width, int Height, Location? Location, DateTime? TakenAt);

    /// <summary>What an <c>Idempotency-Key</c> stands for.</summary>
    private sealed record Sent(string Sha256);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context, ComplaintsDb db, PhotoIntake photos, IncomingFiles incoming, IdempotentIntake intake, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (answer, refusal) = await TakeAsync(idempotencyKey, context.Request, db, photos, incoming, intake, cancellationToken);
        if (refusal is null)
        {
            return TypedResults.Created($"/api/complaints/photos/{answer!.Id}/{PhotoFiles.EdgeOf(PhotoSize.Large)}", answer);
        }

        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = SecondsUntilAgain;
        }

        return refusal;
    }

    private static async Task<(Answer? Answer, Refusal? Refusal)> TakeAsync(
        string? idempotencyKey, HttpRequest request, ComplaintsDb db, PhotoIntake photos, IncomingFiles incoming, IdempotentIntake intake, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.CheckIdempotencyKey(idempotencyKey);
        if (errors.Any)
        {
            return (null, errors.ToRefusal());
        }

        try
        {
            await using var file = incoming.Open();
            if (await PhotoBody.ReceiveAsync(request, file, cancellationToken) is { } unreceived)
            {
                return (null, unreceived);
            }

            file.Position = 0;
            var sent = new Sent(Convert.ToHexString(await SHA256.HashDataAsync(file, cancellationToken)));
            TakenPhoto? taken = null;
            return await intake.OnceAsync(db, idempotencyKey, sent, CheckAsync, _ =>
            {
                db.Photos.Add(taken!.Photo);
                return new Answer(taken.Photo.Id, taken.Key, taken.Photo.Width, taken.Photo.Height, taken.Location, taken.TakenAt);
            }, cancellationToken);

            async Task<Refusal?> CheckAsync()
            {
                (taken, var refusal) = await photos.TakeAsync(db, file, cancellationToken);
                return refusal;
            }
        }
        catch (Exception exception) when (exception is (IOException and not BadHttpRequestException) or UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
        {
            return (null, PhotoIntake.Unavailable);
        }
    }
}
