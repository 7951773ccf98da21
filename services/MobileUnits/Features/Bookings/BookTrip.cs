using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>A resident without an account books. It is durable before the answer leaves; with the same <c>Idempotency-Key</c> it is booked once.</summary>
internal static class BookTrip
{
    public static async Task<Results<Created<Booked>, Refusal>> Handle(
        TripWish wish, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TripIntake intake, CancellationToken cancellationToken)
    {
        var (booked, refusal) = await intake.TakeInAsync(wish, officer: null, idempotencyKey, Text.LanguageOf(context), cancellationToken);
        return booked is null ? refusal! : TypedResults.Created($"/api/mobile-units/bookings/{booked.TrackingNumber}", booked);
    }
}
