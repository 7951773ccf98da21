using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Intake;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Complaints.Matching;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Duplicates;

/// <summary>Before somebody sends a report: what was reported already and is still open, so that they can join it. Only what everybody may see, and nothing that is about a person.</summary>
internal static class OfferSimilar
{
    internal sealed record Request(string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address);

    internal sealed record Answer(IReadOnlyList<Offer> Items);

    /// <param name="Street">Null without one. A landmark is not said: people name their own house.</param>
    /// <param name="Reason">Why it may be the same, in the caller's language: distance, age, words that both have.</param>
    /// <param name="Affected">How many reported it so far.</param>
    internal sealed record Offer(string TrackingNumber, ComplaintStatus Status, string? Text, string? VillageCode, string? Street, DateTimeOffset ReceivedAt, string Reason, double Score, int Affected);

    private const int MostOffered = 3;

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Request request, HttpContext context, ComplaintsDb db, Regency regency, ReportReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("description", request.Description, ReportChecks.LongestDescription);
        errors.CheckLocation("location", request.Location);
        errors.CheckVillage("villageCode", request.VillageCode, regency);
        errors.AllowLine("address.street", request.Address?.Street, 200);
        errors.AllowText("address.landmark", request.Address?.Landmark, 300);
        var category = await db.Categories.AsNoTracking().FirstOrDefaultAsync(row => row.Code == request.CategoryCode, cancellationToken);
        if (category is null)
        {
            errors.Add("categoryCode", "unknown_category", "Jenis laporan ini tidak dikenal.", "This category is unknown.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (category!.PublicDetail == PublicDetail.VillageOnly)
        {
            return TypedResults.Ok(new Answer([]));
        }

        var report = new MatchableReport
        {
            Id = Guid.Empty,
            CategoryCode = category.Code,
            VillageCode = request.VillageCode,
            Latitude = request.Location?.Latitude,
            Longitude = request.Location?.Longitude,
            ReceivedAt = time.GetUtcNow(),
            Text = reader.Read(request.Description, request.Address?.Street, request.Address?.Rt, request.Address?.Rw, request.Address?.Landmark),
        };
        var similar = await db.Complaints.AsNoTracking().Listed().Where(complaint => !Publication.ClosedStates.Contains(complaint.Status)).FindSimilarAsync(reader, report, cancellationToken);
        var offered = similar.Where(each => each.Duplicate.OfferTo == OfferTo.Resident && !each.Complaint.IsEmergency).Take(MostOffered).ToList();
        var ids = offered.ConvertAll(each => (Guid?)each.Complaint.Id);
        var joined = await db.Complaints.Published().Where(complaint => ids.Contains(complaint.MasterId)).GroupBy(complaint => complaint.MasterId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key!.Value, group => group.Count, cancellationToken);
        return TypedResults.Ok(new Answer(offered.ConvertAll(each => new Offer(
            each.Complaint.TrackingNumber, each.Complaint.Status, each.Complaint.PublicText(category), each.Complaint.VillageCode,
            each.Complaint.PublicPlace(category)?.Street is { } street ? Publication.WithoutContacts(street) : null, each.Complaint.ReceivedAt,
            new Text(each.Duplicate.Reason, each.Duplicate.ReasonInEnglish).For(context), each.Duplicate.Score, joined.GetValueOrDefault(each.Complaint.Id) + 1))));
    }
}
