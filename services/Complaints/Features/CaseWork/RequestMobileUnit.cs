using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Intake;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>Asks the dispatcher for a Mobmas.</summary>
internal static class RequestMobileUnit
{
    /// <summary>A longer window is no appointment. [ours]</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(6);

    /// <summary>A date farther away is a typo. [ours]</summary>
    private const int MostDaysAhead = 90;

    /// <param name="Note">For the desk; it stays here, because the reason of a trip can reveal an illness.</param>
    /// <param name="Passengers">Seats needed; 1 when absent.</param>
    /// <param name="PickUpFrom">Between when they can be fetched; absent, both, for as soon as possible.</param>
    /// <param name="DestinationCode">One of the destinations of mobile-units; absent for a visit, or where the village is named instead.</param>
    /// <param name="DropOffVillageCode">The village that they go to; absent likewise.</param>
    internal sealed record Request(
        Purpose? Purpose, string? Note, int? Passengers, bool? NeedsWheelchair, DateTimeOffset? PickUpFrom, DateTimeOffset? PickUpUntil, string? DestinationCode, string? DropOffVillageCode);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, move: null, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Check(request, regency, time.GetUtcNow()) is { Any: true } errors)
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
        // When and where to are the dispatcher's business: they are not kept here.
        db.Publish(new MobileUnitRequested(
            complaint.Id, complaint.Version, now, complaint.TrackingNumber, trip.Purpose.ToString(), complaint.VillageCode,
            complaint.Place.Latitude, complaint.Place.Longitude, trip.Passengers, trip.NeedsWheelchair, request.PickUpFrom, request.PickUpUntil, request.DestinationCode, request.DropOffVillageCode));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }

    private static FieldErrors Check(Request request, Regency regency, DateTimeOffset now)
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
        CheckWindow(errors, request, now);
        CheckDestination(errors, request, regency);
        return errors;
    }

    private static void CheckWindow(FieldErrors errors, Request request, DateTimeOffset now)
    {
        if (request is { PickUpFrom: null, PickUpUntil: null })
        {
            return;
        }

        if (request.PickUpFrom is not { } from)
        {
            errors.Add("pickUpFrom", "required", "Isi mulai kapan dapat dijemput.", "Say from when they can be fetched.");
        }
        else if (from > now.AddDays(MostDaysAhead))
        {
            errors.Add("pickUpFrom", "out_of_range", "Tanggal ini terlalu jauh. Periksa tahunnya.", "This date is too far away. Please check the year.");
        }

        if (request.PickUpUntil is not { } until)
        {
            errors.Add("pickUpUntil", "required", "Isi sampai kapan dapat dijemput.", "Say until when they can be fetched.");
        }
        else if (until <= request.PickUpFrom)
        {
            errors.Add("pickUpUntil", "ends_before_start", "Waktu selesai harus sesudah waktu mulai.", "The end has to be after the start.");
        }
        else if (until <= now)
        {
            errors.Add("pickUpUntil", "in_past", "Waktu ini sudah lewat.", "This time has passed.");
        }
        else if (until - request.PickUpFrom > LongestWindow)
        {
            errors.Add("pickUpUntil", "too_long", "Rentang penjemputan paling lama 6 jam.", "The window is 6 hours at most.");
        }
    }

    private static void CheckDestination(FieldErrors errors, Request request, Regency regency)
    {
        errors.CheckVillage("dropOffVillageCode", request.DropOffVillageCode, regency);
        if (request.DestinationCode is not { } code)
        {
            return;
        }

        if (code.Length is 0 or > 40 || code.Any(character => !char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-'))
        {
            errors.Add("destinationCode", "unknown_destination", "Pilih tujuan dari daftar.", "Choose a destination from the list.");
        }
        else if (request.DropOffVillageCode is not null)
        {
            errors.Add("dropOffVillageCode", "one_of_both", "Pilih tujuan dari daftar atau kelurahannya, tidak keduanya.", "Choose a destination from the list or its village, not both.");
        }
    }

    private static readonly Refusal AmbulanceInstead = new(409, "emergency_needs_ambulance", new(
        "Mobmas bukan untuk keadaan gawat darurat. Hubungi ambulans PSC lewat 112 sekarang.",
        "A Mobmas is not for emergencies. Call the PSC ambulance through 112 now."));
}
