using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
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
    /// <summary>Unattached photos that are kept at a time, besides <see cref="PhotoSettings.UnattachedBytes"/>: tiny ones cost a row and three files, too.</summary>
    private const int MostUnattached = 40_000;

    private static readonly IReadOnlyList<PhotoSize> Copies = [PhotoSize.Large, PhotoSize.Small];

    /// <param name="Key">Needed to attach it, and to see it before that; shown once.</param>
    /// <param name="Width">Pixels, the right way up.</param>
    /// <param name="Location">Where the camera says it was; null when it does not say.</param>
    /// <param name="TakenAt">When the camera says it was, in the camera's local time; null when it does not say, or says a time to come.</param>
    internal sealed record Answer(Guid Id, string Key, int Width, int Height, Location? Location, DateTime? TakenAt);

    /// <summary>What an <c>Idempotency-Key</c> stands for.</summary>
    private sealed record Sent(string Sha256);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context, ComplaintsDb db, PictureIntake pictures, IPhotoStore store, IncomingFiles incoming, IdempotentIntake intake, PhotoSettings settings, TimeProvider time,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var errors = new FieldErrors();
            errors.CheckIdempotencyKey(idempotencyKey);
            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            await using var file = incoming.Open();
            if (await PhotoBody.ReceiveAsync(context.Request, file, cancellationToken) is { } unreceived)
            {
                return unreceived;
            }

            file.Position = 0;
            var sha256 = await SHA256.HashDataAsync(file, cancellationToken);
            (Photo Photo, Answer Answer)? kept = null;
            var (answer, refusal) = await intake.OnceAsync(db, idempotencyKey, new Sent(Convert.ToHexString(sha256)), CheckAsync, _ =>
            {
                db.Photos.Add(kept!.Value.Photo);
                return kept.Value.Answer;
            }, cancellationToken);
            return refusal is not null ? refusal : TypedResults.Created($"/api/complaints/photos/{answer!.Id}/{PhotoFiles.EdgeOf(PhotoSize.Large)}", answer);

            async Task<Refusal?> CheckAsync()
            {
                (kept, var unwanted) = await TakeAsync(file, sha256, context, db, pictures, store, settings, time, cancellationToken);
                return unwanted;
            }
        }
        catch (Exception exception) when (exception is (IOException and not BadHttpRequestException) or UnauthorizedAccessException && !context.RequestAborted.IsCancellationRequested)
        {
            // The disk is full or away; a report goes through without its photo.
            return Unavailable(context);
        }
    }

    /// <summary>Looks into a file, makes the copies and stores all; the caller adds the row.</summary>
    /// <returns>The photo, or why it is none.</returns>
    internal static async Task<((Photo Photo, Answer Answer)? Kept, Refusal? Refusal)> TakeAsync(
        FileStream file, byte[] sha256, HttpContext context, ComplaintsDb db, PictureIntake pictures, IPhotoStore store, PhotoSettings settings, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await IsFullAsync(db, settings, cancellationToken))
        {
            return (null, Unavailable(context));
        }

        file.Position = 0;
        return await pictures.TakeAsync(file, [.. Copies.Select(PhotoFiles.EdgeOf)], cancellationToken) switch
        {
            PictureOutcome.Refused { Fault: PictureFault.Busy } => (null, Busy(context)),
            PictureOutcome.Refused refused => (null, RefusalOf(refused.Fault)),
            PictureOutcome.Taken taken => (await StoreAsync(store, file, taken, sha256, time.GetUtcNow(), cancellationToken), null),
            var outcome => throw new InvalidOperationException($"{outcome} is no outcome."),
        };
    }

    /// <summary>Files first: a row says that they are there. Files without a row are swept.</summary>
    private static async Task<(Photo Photo, Answer Answer)> StoreAsync(
        IPhotoStore store, FileStream file, PictureOutcome.Taken taken, byte[] sha256, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = Photo.DrawKey();
        var photo = Photo.Upload(taken, file.Length, sha256, key, now);
        file.Position = 0;
        await store.PutAsync(PhotoFiles.KeyOf(photo.Id, PhotoSize.Original), file, cancellationToken);
        foreach (var (size, copy) in Copies.Zip(taken.Copies))
        {
            using var bytes = new MemoryStream(copy.Bytes.ToArray());
            await store.PutAsync(PhotoFiles.KeyOf(photo.Id, size), bytes, cancellationToken);
        }

        return (photo, new Answer(
            photo.Id, key, photo.Width, photo.Height,
            taken.Notes.Location is { } place ? new(place.Latitude, place.Longitude) : null,
            // A day's grace for clocks and time zones.
            taken.Notes.TakenAt < now.UtcDateTime.AddDays(1) ? taken.Notes.TakenAt : null));
    }

    private static async Task<bool> IsFullAsync(ComplaintsDb db, PhotoSettings settings, CancellationToken cancellationToken)
    {
        var unattached = await db.Photos.Where(photo => photo.ComplaintId == null).Take(MostUnattached).Select(photo => photo.Bytes).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Bytes = all.Sum() }).FirstOrDefaultAsync(cancellationToken);
        return unattached is not null && (unattached.Count == MostUnattached || unattached.Bytes > settings.UnattachedBytes);
    }

    private static Refusal RefusalOf(PictureFault fault) => fault switch
    {
        PictureFault.TooManyBytes => PhotoBody.TooLarge,
        PictureFault.TooManyPixels => Wrong("too_many_pixels",
            "Foto ini terlalu besar: paling banyak 40 megapiksel dan 12.000 piksel setiap sisi. Kecilkan dulu, atau pilih foto lain.",
            "This photo is too large: at most 40 megapixels and 12,000 pixels an edge. Make it smaller first, or choose another one."),
        PictureFault.Animated => Wrong("animated", "Gambar bergerak tidak dapat dikirim. Pilih foto biasa.", "Moving pictures are not taken. Choose an ordinary photo."),
        PictureFault.Unreadable => Wrong("unreadable",
            "Foto ini rusak atau tidak lengkap. Coba kirim lagi, atau pilih foto lain.", "This photo is broken or incomplete. Try again, or choose another one."),
        _ => Wrong("not_a_picture", "Berkas ini bukan foto JPEG, PNG, atau WebP.", "This file is no JPEG, PNG or WebP photo."),
    };

    private static Refusal Wrong(string code, string indonesian, string english) => Refusal.InvalidField("photo", code, new(indonesian, english));

    private static Refusal Busy(HttpContext context) => Later(context, 10, new(503, "photos_busy", new(
        "Sedang banyak foto yang masuk. Coba lagi sebentar lagi, atau kirim laporan tanpa foto.",
        "Many photos are coming in. Please try again shortly, or send the report without a photo.")));

    private static Refusal Unavailable(HttpContext context) => Later(context, 60, new(503, "photos_unavailable", new(
        "Foto belum dapat disimpan. Kirim laporan tanpa foto, atau coba lagi nanti.",
        "Photos cannot be stored at the moment. Send the report without a photo, or try again later.")));

    private static Refusal Later(HttpContext context, int seconds, Refusal refusal)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        return refusal;
    }
}
