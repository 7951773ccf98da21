using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Bookings;

/// <summary>A Mobmas is booked, by residents themselves or by the office for somebody who is present: the same form.</summary>
internal static class BookTrip
{
    public static async Task<IResult> ShowAsync(string? kabar, BookingsApi bookings, CancellationToken cancellationToken)
    {
        // What it is, and 112, can be read also while the service is away.
        var rules = await bookings.RulesAsync(cancellationToken);
        return Html.Page<BookingHomePage>(new BookingHomeModel(rules.Value, TrackForm.ForBookings, kabar));
    }

    public static Task<IResult> ShowFormAsync(Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
        => FormAsync(Door.Own, BookingForm.New(villageCode: null, time), problem: null, posted: null, regency, bookings, time, cancellationToken);

    public static Task<IResult> ShowFormAtCounterAsync(ClaimsPrincipal user, Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
    {
        var own = user.FindAll("region").Select(claim => claim.Value).FirstOrDefault(code => regency.FindVillage(code) is not null);
        return FormAsync(Door.Counter, BookingForm.New(own, time), problem: null, posted: null, regency, bookings, time, cancellationToken);
    }

    public static Task<IResult> SubmitAsync(Posted posted, HttpContext http, Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
        => SubmitAsync(Door.Own, posted, http, regency, bookings, time, cancellationToken);

    public static Task<IResult> SubmitAtCounterAsync(Posted posted, HttpContext http, Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
        => SubmitAsync(Door.Counter, posted, http, regency, bookings, time, cancellationToken);

    private static async Task<IResult> SubmitAsync(Door door, Posted posted, HttpContext http, Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = BookingForm.Read(posted);
        if (!posted.IsGenuine)
            return await FormAsync(door, form, Problem.Expired, posted, regency, bookings, time, cancellationToken);
        if (form.HasUnreadableHour)
            return await FormAsync(door, form, Problem.Invalid("arriveBy", ""), posted, regency, bookings, time, cancellationToken);

        var trip = form.ToTrip(regency);
        var answer = door == Door.Counter ? await bookings.BookAtCounterAsync(trip, form.Key, cancellationToken) : await bookings.BookAsync(trip, form.Key, cancellationToken);
        if (answer.IsValue)
        {
            var kept = door == Door.Counter ? KeptSecret.OfBookingAtCounter : KeptSecret.OfBooking;
            kept.Keep(http, answer.Value.TrackingNumber, form.Contact.Phone.Trim());
            return Html.SeeOther($"{kept.PathOf(answer.Value.TrackingNumber)}/{(door == Door.Counter ? "slip" : "tanda-terima")}");
        }

        var typed = answer.Problem.Code == "idempotency_key_reused" ? form with { Key = LodgeForm.NewKey(time) } : form;
        return await FormAsync(door, typed, form.InOurFields(answer.Problem, regency, time.GetUtcNow()), posted, regency, bookings, time, cancellationToken);
    }

    private static async Task<IResult> FormAsync(
        Door door, BookingForm form, Problem? problem, Posted? posted, Regency regency, BookingsApi bookings, TimeProvider time, CancellationToken cancellationToken)
    {
        // Without its purposes there is no form; what was typed is kept to be sent again.
        var rules = await bookings.RulesAsync(cancellationToken);
        if (!rules.IsValue)
            return Html.Trouble(rules.Problem, posted);

        var today = regency.TimeZone.DateOf(time.GetUtcNow());
        var model = new BookTripModel(door, form, rules.Value, today, today.AddDays(rules.Value.MostDaysAhead), problem is null ? null : InOurCase(problem));
        var status = problem?.Status ?? StatusCodes.Status200OK;
        return door == Door.Counter ? Html.Page<BookAtCounterPage>(model, status) : Html.Page<BookTripPage>(model, status);

        Problem InOurCase(Problem refused) => door == Door.Counter
            ? refused with { Errors = [.. refused.Errors.Select(error => error is { Field: "contact.privacyNotice", Code: "required" } ? error with { Code = "unread" } : error)] }
            : refused;
    }
}

/// <param name="Rules">Null while the service is away.</param>
/// <param name="News">Key of what the last step did.</param>
public sealed record BookingHomeModel(BookingRules? Rules, TrackForm Follow, string? News);

/// <param name="FirstDay">That can be booked.</param>
public sealed record BookTripModel(Door Door, BookingForm Form, BookingRules Rules, DateOnly FirstDay, DateOnly LastDay, Problem? Problem)
{
    public string Path => Door == Door.Counter ? "/loket/mobmas/baru" : "/mobmas/pesan";

    /// <summary>What was chosen and a Mobmas is not for; null otherwise.</summary>
    public TripPurpose? NotFor => Rules.Purposes.FirstOrDefault(purpose => purpose.Code == Form.Purpose && !purpose.IsAllowed);
}
