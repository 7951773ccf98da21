using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Asks the dispatcher for a Mobmas.</summary>
internal static class RequestMobileUnit
{
    /// <param name="Note">For the desk; it stays here, because the reason of a trip can reveal an illness.</param>
    /// <param name="Passengers">Seats needed; 1 when absent.</param>
    internal sealed record Request(Purpose? Purpose, string? Note, int? Passengers, bool? NeedsWheelchair);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.FindAsync([id], cancellationToken);
        if (complaint is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(complaint.Place.VillageCode))
        {
            return Refusal.OutsideScope;
        }

        if (Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var category = await db.Categories.FindAsync([complaint.CategoryCode], cancellationToken);
        if (category?.RefusesMobileUnit == true)
        {
            return AmbulanceInstead;
        }

        if (!complaint.Can(Move.RequestMobileUnit))
        {
            return DeskRefusals.IllegalMove(complaint, Move.RequestMobileUnit);
        }

        var now = time.GetUtcNow();
        var trip = new Trip(request.Purpose!.Value, request.Passengers ?? 1, request.NeedsWheelchair ?? false);
        complaint.RequestMobileUnit(trip, request.Note, user.UserName(), now);
        db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        db.Publish(new MobileUnitRequested(
            complaint.Id, complaint.Version, now, complaint.TrackingNumber, trip.Purpose.ToString(), complaint.Place.VillageCode,
            complaint.Place.Latitude, complaint.Place.Longitude, trip.Passengers, trip.NeedsWheelchair));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Request request)
    {
        var errors = new FieldErrors();
        if (request.Purpose is null)
        {
            errors.Add("purpose", "required", "Pilih keperluan perjalanan.", "Choose the purpose of the trip.");
        }

        if (request.Passengers is < 1 or > 50)
        {
            errors.Add("passengers", "out_of_range", "Antara 1 dan 50 orang.", "Between 1 and 50 people.");
        }

        errors.AllowText("note", request.Note, 2000);
        return errors;
    }

    private static readonly Refusal AmbulanceInstead = new(409, "emergency_needs_ambulance", new(
        "Mobmas bukan untuk keadaan gawat darurat. Hubungi ambulans PSC lewat 112 sekarang.",
        "A Mobmas is not for emergencies. Call the PSC ambulance through 112 now."));
}
