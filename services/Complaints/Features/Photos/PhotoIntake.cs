using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Pictures;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Photos;

/// <summary>A photo whose files are stored and whose row is not yet.</summary>
/// <param name="Key">Shown once; the row knows its hash.</param>
/// <param name="Location">Where the camera says it was; null when it does not say.</param>
/// <param name="TakenAt">When the camera says it was, in the camera's local time; null when it does not say, or says a time to come.</param>
internal sealed record TakenPhoto(Photo Photo, string Key, Location? Location, DateTime? TakenAt);

/// <summary>Makes a photo of a file that a stranger sent, whatever way it came: looks at it, copies it and stores the files. The caller adds the row and saves.</summary>
internal sealed class PhotoIntake(PictureIntake pictures, IPhotoStore store, PhotoSettings settings, TimeProvider time)
{
    /// <summary>Unattached photos that are kept at a time, besides <see cref="PhotoSettings.UnattachedBytes"/>: tiny ones cost a row and three files, too.</summary>
    private const int MostUnattached = 40_000;

    private static readonly IReadOnlyList<PhotoSize> Copies = [PhotoSize.Large, PhotoSize.Small];

    /// <summary>The store is full or away. The report goes through without its photo.</summary>
    public static readonly Refusal Unavailable = new(503, "photos_unavailable", new(
        "Foto belum dapat disimpan. Kirim laporan tanpa foto, atau coba lagi nanti.",
        "Photos cannot be stored at the moment. Send the report without a photo, or try again later."));

    private static readonly Refusal Busy = new(503, "photos_busy", new(
        "Sedang banyak foto yang masuk. Coba lagi sebentar lagi, atau kirim laporan tanpa foto.",
        "Many photos are coming in. Please try again shortly, or send the report without a photo."));

    /// <param name="file">At most as many bytes as are read into memory for it (<see cref="PictureLimits.Bytes"/>).</param>
    /// <returns>The photo, or why there is none.</returns>
    /// <exception cref="IOException">The store is full or away (<see cref="Unavailable"/>).</exception>
    public async Task<(TakenPhoto? Taken, Refusal? Refusal)> TakeAsync(ComplaintsDb db, Stream file, CancellationToken cancellationToken)
    {
        if (await IsFullAsync(db, cancellationToken))
        {
            return (null, Unavailable);
        }

        file.Position = 0;
        return await pictures.TakeAsync(file, [.. Copies.Select(PhotoFiles.EdgeOf)], cancellationToken) switch
        {
            PictureOutcome.Taken picture => (await StoreAsync(file, picture, time.GetUtcNow(), cancellationToken), null),
            PictureOutcome.Refused refused => (null, RefusalOf(refused.Fault)),
            var outcome => throw new InvalidOperationException($"{outcome} is no outcome."),
        };
    }

    /// <summary>Files first: a row says that they are there. Files without a row are swept.</summary>
    private async Task<TakenPhoto> StoreAsync(Stream file, PictureOutcome.Taken picture, DateTimeOffset now, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var key = Photo.DrawKey();
        var photo = Photo.Upload(picture, file.Length, await SHA256.HashDataAsync(file, cancellationToken), key, now);
        file.Position = 0;
        await store.PutAsync(PhotoFiles.KeyOf(photo.Id, PhotoSize.Original), file, cancellationToken);
        foreach (var (size, copy) in Copies.Zip(picture.Copies))
        {
            using var bytes = new MemoryStream(copy.Bytes.ToArray());
            await store.PutAsync(PhotoFiles.KeyOf(photo.Id, size), bytes, cancellationToken);
        }

        return new(
            photo, key,
            picture.Notes.Location is { } place ? new(place.Latitude, place.Longitude) : null,
            // A day's grace for clocks and time zones.
            picture.Notes.TakenAt < now.UtcDateTime.AddDays(1) ? picture.Notes.TakenAt : null);
    }

    private async Task<bool> IsFullAsync(ComplaintsDb db, CancellationToken cancellationToken)
    {
        var unattached = await db.Photos.Where(photo => photo.ComplaintId == null).Take(MostUnattached).Select(photo => photo.Bytes).GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Bytes = all.Sum() }).FirstOrDefaultAsync(cancellationToken);
        return unattached is not null && (unattached.Count == MostUnattached || unattached.Bytes > settings.UnattachedBytes);
    }

    private static Refusal RefusalOf(PictureFault fault) => fault switch
    {
        PictureFault.Busy => Busy,
        PictureFault.NoDecoder => Unavailable,
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
}
