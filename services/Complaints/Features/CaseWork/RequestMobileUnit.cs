using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Asks the dispatcher for a Mobmas.</summary>
internal static class RequestMobileUnit
{
    /// <param name="Note">For the desk; it stays here, because the reason of a trip can reveal an illness.</param>
    /// <param name="Passengers">Seats needed; 1 when absent.</param>
    internal sealed record Request(Purpose? Purpose, string? Note, int? Passengers, bool? NeedsWheelchair);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Check(request) is { Any: true } errors)
        {
            return errors.ToRefusal();
        }

        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        if (category?.RuleOn(clock.DayOf(time.GetUtcNow())).RefusesMobileUnit == true)
        {
            return AmbulanceInstead;
        }

        if (complaint.Check(Move.RequestMobileUnit, scope) is { } illegal)
        {
            return illegal;
        }

        var now = time.GetUtcNow();
        var trip = new Trip(request.Purpose!.Value, request.Passengers ?? 1, request.NeedsWheelchair ?? false);
        complaint.RequestMobileUnit(trip, request.Note, user.UserName(), now);
        db.PublishStatus(complaint, now);
        db.Publish(new MobileUnitRequested(
            complaint.Id, complaint.Version, now, complaint.TrackingNumber, trip.Purpose.ToString(), complaint.VillageCode,
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
