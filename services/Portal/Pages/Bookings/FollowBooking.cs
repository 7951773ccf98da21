using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Bookings;

/// <summary>When does it come? By number and telephone, without an account.</summary>
internal static class FollowBooking
{
    public static async Task<IResult> FindAsync(Posted posted, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var number = TrackForm.Tidy(posted["number"]);
        var form = TrackForm.ForBookings with { Number = posted["number"] };
        if (!posted.IsGenuine)
            return Again(Problem.Expired);
        if (KeptSecret.OfBooking.PathOf(number) is null)
            return Again(WrongNumberOrPhone);

        var answer = await bookings.TrackAsync(number, posted["phone"].Trim(), cancellationToken);
        if (!answer.IsValue)
            return Again(answer.Problem.Status == 404 ? WrongNumberOrPhone : answer.Problem);

        KeptSecret.OfBooking.Keep(http, answer.Value.TrackingNumber, posted["phone"].Trim());
        return Html.SeeOther($"/mobmas/{answer.Value.TrackingNumber}");

        IResult Again(Problem problem) => Html.Page<TrackBookingPage>(form with { Problem = problem }, problem.Status);
    }

    public static async Task<IResult> ShowAsync(string number, string? kabar, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        if (KeptSecret.Of(http) is not { } phone)
            return Html.Page<TrackBookingPage>(TrackForm.ForBookings with { Number = number });

        var answer = await bookings.TrackAsync(number, phone, cancellationToken);
        return answer switch
        {
            { IsValue: true } => Html.Page<FollowBookingPage>(new FollowBookingModel(answer.Value, kabar, Problem: null)),
            { Problem.Status: 404 } => Html.Page<TrackBookingPage>(TrackForm.ForBookings with { Number = number, Problem = WrongNumberOrPhone }, 404),
            _ => Html.Trouble(answer.Problem!),
        };
    }

    /// <summary>The number in large type, to keep, to print, to copy by hand. The telephone number that goes with it is known to whoever gave it, and not printed.</summary>
    public static async Task<IResult> ShowSlipAsync(string number, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        if (KeptSecret.OfBooking.PathOf(number) is not { } path || KeptSecret.Of(http) is not { } phone)
            return Html.SeeOther(KeptSecret.OfBooking.PathOf(number) ?? "/mobmas");

        // Also while the service is away: it was booked, and this is what proves it.
        var answer = await bookings.TrackAsync(number, phone, cancellationToken);
        return answer is { Problem.Status: 404 } ? Html.SeeOther(path) : Html.Page<BookingSlipPage>(new BookingSlip(number, phone, answer.Value));
    }

    public static async Task<IResult> CancelAsync(string number, Posted posted, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        if (KeptSecret.OfBooking.PathOf(number) is not { } path || KeptSecret.Of(http) is not { } phone)
            return Html.SeeOther(KeptSecret.OfBooking.PathOf(number) ?? "/mobmas");

        // Never more than was asked for: what cannot be read is not "all".
        var (one, all) = (Guid.TryParse(posted["trip"], out var trip) ? trip : (Guid?)null, posted["trip"] == "semua");
        if (one is null && !all)
            return Html.SeeOther(path);

        var problem = posted.IsGenuine ? (await bookings.CancelAsync(number, phone, one, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"{path}?kabar=trip-cancelled") : await RefusedAsync(number, phone, problem, posted, bookings, cancellationToken);
    }

    /// <summary>The page as it is now, with why something was not done.</summary>
    public static async Task<IResult> RefusedAsync(string number, string phone, Problem problem, Posted posted, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var tracked = await bookings.TrackAsync(number, phone, cancellationToken);
        return tracked switch
        {
            { IsValue: true } => Html.Page<FollowBookingPage>(new FollowBookingModel(tracked.Value, News: null, problem), problem.Status),
            { Problem.Status: 404 } => Html.SeeOther(KeptSecret.OfBooking.PathOf(number) ?? "/mobmas"),
            _ => Html.Trouble(tracked.Problem!, posted),
        };
    }

    public static IResult Forget(string number, Posted posted, HttpContext http)
    {
        if (posted.IsGenuine)
            KeptSecret.OfBooking.Forget(http, number);
        return Html.SeeOther("/mobmas");
    }

    /// <summary>One answer for both, so that nobody learns which numbers exist.</summary>
    private static Problem WrongNumberOrPhone { get; } = new(404, "wrong_number_or_phone", "", []);
}

/// <param name="News">Key of what the last step did.</param>
/// <param name="Problem">Why the last step was not done; null otherwise.</param>
public sealed record FollowBookingModel(TrackedBooking Booking, string? News, Problem? Problem);

/// <param name="Phone">That it is followed with, of which the slip shows the end.</param>
/// <param name="Booking">Null while the service is away.</param>
public sealed record BookingSlip(string Number, string Phone, TrackedBooking? Booking)
{
    /// <summary>Whoever gave it knows which one is meant, nobody else can use it: •••7890.</summary>
    public string PhoneEnd => new string([.. Phone.Where(char.IsAsciiDigit)]) is { Length: > 4 } digits ? $"•••{digits[^4..]}" : "•••";
}
