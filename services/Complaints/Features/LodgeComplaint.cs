using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Takes a complaint in. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is taken in once.</summary>
internal static class LodgeComplaint
{
    /// <summary>A point farther than this from every known village point lies beyond the border. [ours]</summary>
    private const double LargestVillageRadiusKilometres = 5;

    internal sealed record Request(
        string? CategoryCode, string? Description, Point? Location, string? VillageCode, Address? Address, Visibility? Visibility, Reporter? Reporter);

    internal sealed record Point(double? Latitude, double? Longitude);

    internal sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark);

    internal sealed record Reporter(string? Name, string? Phone, string? Email);

    internal sealed record Answer(Guid Id, string TrackingNumber, string TrackingSecret, ComplaintStatus Status, string? VillageCode, DateTimeOffset ReceivedAt);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ComplaintsDb db, Regency regency, ApproximatePoints points, WorkingCalendar calendar, Secrets secrets, TimeProvider time, CancellationToken cancellationToken)
    {
        var category = request.CategoryCode is null ? null : await db.Categories.FindAsync([request.CategoryCode], cancellationToken);
        if (Check(request, idempotencyKey, category, regency) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var requestHash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
        var keyHash = idempotencyKey is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey));
        while (true)
        {
            if (keyHash is not null && await db.IntakeKeys.FindAsync([keyHash], cancellationToken) is { } earlier)
            {
                return earlier.RequestHash.AsSpan().SequenceEqual(requestHash)
                    ? Created(secrets.Unprotect<Answer>(earlier.ProtectedAnswer))
                    : KeyUsedForAnotherRequest;
            }

            var now = time.GetUtcNow();
            var tracking = Tracking.Draw();
            var complaint = Complaint.Lodge(
                tracking, category!, request.Description!.Trim(), PlaceOf(request, points), request.Visibility!.Value,
                request.Reporter is null ? null : secrets.Protect(request.Reporter), ExpectedBy(category!, calendar, regency, now), now);
            var answer = new Answer(complaint.Id, tracking.Number, tracking.Secret, complaint.Status, complaint.Place.VillageCode, now);

            db.Complaints.Add(complaint);
            db.Publish(new ComplaintReceived(complaint.Id, complaint.Version, now, complaint.CategoryCode, complaint.Place.VillageCode, complaint.Visibility.ToString()));
            if (keyHash is not null)
            {
                db.IntakeKeys.Add(new IntakeKey { KeyHash = keyHash, RequestHash = requestHash, ProtectedAnswer = secrets.Protect(answer), CreatedAt = now });
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return Created(answer);
            }
            catch (DbUpdateException exception) when (exception.IsUniqueViolation())
            {
                // A twin with the same key was faster (its answer is found above), or the number was drawn before (another is drawn).
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Created<Answer> Created(Answer answer) => TypedResults.Created($"/api/complaints/track/{answer.TrackingNumber}", answer);

    private static FieldErrors Check(Request request, string? idempotencyKey, Category? category, Regency regency)
    {
        var errors = new FieldErrors();
        errors.RequireText("description", request.Description, 4000);
        if (request.CategoryCode is null)
        {
            errors.Add("categoryCode", "required", "Pilih jenis laporan.", "Choose a category.");
        }
        else if (category is null)
        {
            errors.Add("categoryCode", "unknown_category", "Jenis laporan ini tidak dikenal.", "This category is unknown.");
        }

        if (request.Visibility is null)
        {
            errors.Add("visibility", "required", "Pilih siapa yang boleh melihat laporan ini.", "Choose who may see this report.");
        }

        CheckPlace(request, regency, errors);
        errors.AllowText("reporter.name", request.Reporter?.Name, 150);
        errors.AllowText("reporter.phone", request.Reporter?.Phone, 30);
        errors.AllowText("reporter.email", request.Reporter?.Email, 254);
        if (idempotencyKey is { Length: < 16 or > 200 })
        {
            errors.Add("Idempotency-Key", "length", "Panjangnya 16 sampai 200 karakter.", "It has 16 to 200 characters.");
        }

        return errors;
    }

    private static void CheckPlace(Request request, Regency regency, FieldErrors errors)
    {
        if (request.Location is null && request.VillageCode is null)
        {
            errors.Add("location", "required", "Beri titik lokasi atau pilih kelurahan.", "Give a location or choose a village.");
        }

        if (request.Location is { } point)
        {
            if (point.Latitude is not (>= -90 and <= 90))
            {
                errors.Add("location.latitude", "out_of_range", "Lintang antara -90 dan 90.", "Latitude lies between -90 and 90.");
            }

            if (point.Longitude is not (>= -180 and <= 180))
            {
                errors.Add("location.longitude", "out_of_range", "Bujur antara -180 dan 180.", "Longitude lies between -180 and 180.");
            }
        }

        if (request.VillageCode is not null && regency.FindVillage(request.VillageCode) is null)
        {
            errors.Add("villageCode", "outside_region", $"Kode ini bukan kelurahan atau desa di {regency.Name}.", $"This code is no village of {regency.Name}.");
        }

        errors.AllowText("address.street", request.Address?.Street, 200);
        errors.AllowText("address.rt", request.Address?.Rt, 5);
        errors.AllowText("address.rw", request.Address?.Rw, 5);
        errors.AllowText("address.landmark", request.Address?.Landmark, 300);
    }

    private static Place PlaceOf(Request request, ApproximatePoints points) => new()
    {
        Latitude = request.Location?.Latitude,
        Longitude = request.Location?.Longitude,
        VillageCode = request.VillageCode ?? (request.Location is { Latitude: { } latitude, Longitude: { } longitude }
            ? points.NearestVillage(new GeoPoint(latitude, longitude), LargestVillageRadiusKilometres)?.Code.ToString()
            : null),
        Street = request.Address?.Street,
        Rt = request.Address?.Rt,
        Rw = request.Address?.Rw,
        Landmark = request.Address?.Landmark,
    };

    private static DateTimeOffset ExpectedBy(Category category, WorkingCalendar calendar, Regency regency, DateTimeOffset now)
        => category.ClockMinutes is { } minutes
            ? now.AddMinutes(minutes)
            : calendar.AddWorkingDays(now, category.ClockWorkingDays ?? 14, regency.TimeZone.Zone);

    private static readonly Refusal KeyUsedForAnotherRequest = new(422, "idempotency_key_reused", new(
        "Kunci ini sudah dipakai untuk laporan lain. Laporan yang pertama tersimpan; pakai kunci baru untuk laporan baru.",
        "This key was used for another report. The first one is kept; use a new key for a new report."));
}
