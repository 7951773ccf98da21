using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Takes a complaint in. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is taken in once.</summary>
internal static class LodgeComplaint
{
    /// <summary>A point farther than this from every known village point lies beyond the border. [ours]</summary>
    private const double LargestVillageRadiusKilometres = 5;

    internal sealed record Request(
        string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address, Visibility? Visibility, Contact? Reporter,
        IReadOnlyList<PhotoReference?>? Photos);

    internal sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark);

    internal sealed record Answer(Guid Id, string TrackingNumber, string TrackingSecret, ComplaintStatus Status, string? VillageCode, DateTimeOffset ReceivedAt);

    public static async Task<Results<Created<Answer>, Refusal>> Handle(
        Request request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context, ComplaintsDb db, Regency regency, ApproximatePoints points, WorkingCalendar calendar, IdempotentIntake intake, Secrets secrets,
        ReporterNews news, IConfiguration configuration, CancellationToken cancellationToken)
    {
        Category? category = null;
        IReadOnlyList<Photo> photos = [];
        var (answer, refusal) = await intake.OnceAsync(db, idempotencyKey, request, CheckAsync, now =>
        {
            var tracking = Tracking.Draw(Complaint.TrackingPrefix);
            var complaint = Complaint.Lodge(
                tracking, category!, request.Description!.Trim(), PlaceOf(request, points), request.Visibility!.Value,
                secrets.Protect(request.Reporter, Text.LanguageOf(context), now), ExpectedBy(category!, calendar, regency, now), now);
            db.Complaints.Add(complaint);
            foreach (var photo in photos)
            {
                photo.AttachTo(complaint.Id, PhotoStage.Report, now);
            }

            db.Publish(new ComplaintReceived(complaint.Id, complaint.Version, now, complaint.CategoryCode, complaint.Place.VillageCode, complaint.Visibility.ToString()));
            news.Tell(db, complaint, NotificationTemplates.ComplaintReceived, now);
            return new Answer(complaint.Id, tracking.Number, tracking.Secret, complaint.Status, complaint.Place.VillageCode, now);
        }, cancellationToken);
        return refusal is not null ? refusal : TypedResults.Created($"/api/complaints/track/{answer!.TrackingNumber}", answer);

        async Task<Refusal?> CheckAsync()
        {
            category = request.CategoryCode is null ? null : await db.Categories.FindAsync([request.CategoryCode], cancellationToken);
            var errors = Check(request, idempotencyKey, category, regency, configuration);
            photos = await db.Photos.FindToAttachAsync(request.Photos, errors, cancellationToken);
            return errors.Any ? errors.ToRefusal() : null;
        }
    }

    private static FieldErrors Check(Request request, string? idempotencyKey, Category? category, Regency regency, IConfiguration configuration)
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
        errors.CheckContact("reporter", request.Reporter, configuration);
        errors.CheckIdempotencyKey(idempotencyKey);
        return errors;
    }

    private static void CheckPlace(Request request, Regency regency, FieldErrors errors)
    {
        if (request.Location is null && request.VillageCode is null)
        {
            errors.Add("location", "required", "Beri titik lokasi atau pilih kelurahan.", "Give a location or choose a village.");
        }

        errors.CheckLocation("location", request.Location);
        errors.CheckVillage("villageCode", request.VillageCode, regency);
        errors.AllowLine("address.street", request.Address?.Street, 200);
        CheckNeighbourhood(errors, "address.rt", request.Address?.Rt);
        CheckNeighbourhood(errors, "address.rw", request.Address?.Rw);
        errors.AllowText("address.landmark", request.Address?.Landmark, 300);
    }

    /// <summary>RT and RW have numbers, written 3, 03 or 003; 000 is on identity cards of places that have none.</summary>
    private static void CheckNeighbourhood(FieldErrors errors, string field, string? number)
    {
        if (!string.IsNullOrEmpty(number) && !(number.Length <= 3 && number.All(char.IsAsciiDigit)))
        {
            errors.Add(field, "out_of_range", "Nomor dari 1 sampai 999, misalnya 003.", "A number from 1 to 999, such as 003.");
        }
    }

    private static Place PlaceOf(Request request, ApproximatePoints points) => new()
    {
        Latitude = request.Location?.Latitude,
        Longitude = request.Location?.Longitude,
        VillageCode = request.VillageCode ?? (request.Location is { Latitude: { } latitude, Longitude: { } longitude }
            ? points.NearestVillage(new GeoPoint(latitude, longitude), LargestVillageRadiusKilometres)?.Code.ToString()
            : null),
        Street = request.Address?.Street,
        Rt = request.Address?.Rt?.Trim('0') is "" ? null : request.Address?.Rt,
        Rw = request.Address?.Rw?.Trim('0') is "" ? null : request.Address?.Rw,
        Landmark = request.Address?.Landmark,
    };

    private static DateTimeOffset ExpectedBy(Category category, WorkingCalendar calendar, Regency regency, DateTimeOffset now)
        => category.ClockMinutes is { } minutes
            ? now.AddMinutes(minutes)
            : calendar.AddWorkingDays(now, category.ClockWorkingDays ?? 14, regency.TimeZone.Zone);
}
