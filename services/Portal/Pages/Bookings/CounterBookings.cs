using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Bookings;

/// <summary>The office's Mobmas: what goes from its villages in the days to come, the slip of a new booking, and cancelling for whoever called.</summary>
internal static class CounterBookings
{
    private const int PageSize = 50;

    public static Task<IResult> ShowAsync(int? halaman, string? kabar, BookingsApi bookings, CancellationToken cancellationToken)
        => ListAsync(halaman ?? 1, kabar, refused: null, posted: null, bookings, cancellationToken);

    public static async Task<IResult> CancelAsync(Guid tripId, Posted posted, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var page = int.TryParse(posted["halaman"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var problem = posted.IsGenuine ? (await bookings.CancelAtCounterAsync(tripId, Posted.Said(posted["reason"])?.ReplaceLineEndings("\n"), cancellationToken)).Problem : Problem.Expired;
        return problem switch
        {
            null => Html.SeeOther($"/loket/mobmas?halaman={page}&kabar=trip-cancelled"),
            { Status: 403 } => Html.Trouble(problem),
            _ => await ListAsync(page, news: null, new(tripId, problem), posted, bookings, cancellationToken),
        };
    }

    /// <summary>The number on paper for whoever is present; afterwards nobody at the counter has the telephone number.</summary>
    public static async Task<IResult> ShowSlipAsync(string number, HttpContext http, BookingsApi bookings, CancellationToken cancellationToken)
    {
        if (KeptSecret.OfBookingAtCounter.PathOf(number) is null || KeptSecret.Of(http) is not { } phone)
            return Html.SeeOther("/loket/mobmas");

        var answer = await bookings.TrackAsync(number, phone, cancellationToken);
        return answer is { Problem.Status: 404 } ? Html.SeeOther("/loket/mobmas") : Html.Page<CounterBookingSlipPage>(new BookingSlip(number, phone, answer.Value));
    }

    public static IResult Finish(string number, Posted posted, HttpContext http)
    {
        if (posted.IsGenuine)
            KeptSecret.OfBookingAtCounter.Forget(http, number);
        return Html.SeeOther("/loket/mobmas");
    }

    private static async Task<IResult> ListAsync(int page, string? news, RefusedDecision? refused, Posted? posted, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var trips = await bookings.AtCounterAsync(Math.Clamp(page, 1, 10_000), PageSize, cancellationToken);
        return trips.IsValue
            ? Html.Page<CounterBookingsPage>(new CounterBookingsModel(trips.Value, news, refused, posted?["reason"] ?? ""), refused?.Problem.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(trips.Problem, posted);
    }
}

/// <param name="Typed">The reason that was refused with it.</param>
public sealed record CounterBookingsModel(Listed<CounterTrip> Trips, string? News, RefusedDecision? Refused, string Typed);

/// <summary>What was pressed and not done.</summary>
public sealed record RefusedDecision(Guid Id, Problem Problem);
