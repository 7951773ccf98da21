using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Bookings;

/// <summary>What waits for the lurah's word: the kind of purpose, when and how many, and never who or where to.</summary>
internal static class ApproveBookings
{
    private const int PageSize = 25;

    public static Task<IResult> ShowAsync(int? halaman, string? kabar, BookingsApi bookings, CancellationToken cancellationToken)
        => ListAsync(halaman ?? 1, kabar, refused: null, posted: null, bookings, cancellationToken);

    public static Task<IResult> ApproveAsync(Guid id, Posted posted, BookingsApi bookings, CancellationToken cancellationToken)
        => DecideAsync(id, posted, "booking-approved", () => bookings.ApproveAsync(id, cancellationToken), bookings, cancellationToken);

    public static Task<IResult> RejectAsync(Guid id, Posted posted, BookingsApi bookings, CancellationToken cancellationToken)
        => DecideAsync(id, posted, "booking-rejected", () => bookings.RejectAsync(id, Posted.Said(posted["reason"])?.ReplaceLineEndings("\n"), cancellationToken), bookings, cancellationToken);

    private static async Task<IResult> DecideAsync(Guid id, Posted posted, string news, Func<Task<Answer<Changed>>> decideAsync, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await decideAsync()).Problem : Problem.Expired;
        return problem switch
        {
            null => Html.SeeOther($"/mobmas-persetujuan?kabar={news}"),
            { Status: 403, Code: not "own_entry" } => Html.Trouble(problem),
            _ => await ListAsync(1, news: null, new(id, problem), posted, bookings, cancellationToken),
        };
    }

    private static async Task<IResult> ListAsync(int page, string? news, RefusedDecision? refused, Posted? posted, BookingsApi bookings, CancellationToken cancellationToken)
    {
        var waiting = await bookings.ToApproveAsync(Math.Clamp(page, 1, 10_000), PageSize, cancellationToken);
        return waiting.IsValue
            ? Html.Page<ApproveBookingsPage>(new ApproveBookingsModel(waiting.Value, news, refused, posted?["reason"] ?? ""), refused?.Problem.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(waiting.Problem, posted);
    }
}

/// <param name="Typed">The reason that was refused with it.</param>
public sealed record ApproveBookingsModel(Listed<BookingToApprove> Waiting, string? News, RefusedDecision? Refused, string Typed);
