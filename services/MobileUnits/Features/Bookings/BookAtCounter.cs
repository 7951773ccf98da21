using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>The village office, RT/RW or a kader books for somebody, within their own villages. How often and how late is for them to judge.</summary>
internal static class BookAtCounter
{
    public static async Task<Results<Created<Booked>, Refusal>> Handle(
        TripWish wish, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, ClaimsPrincipal user, GrantedScope scope, TripIntake intake, CancellationToken cancellationToken)
    {
        if (wish.PickUp?.VillageCode is { } village && !scope.Covers(village))
        {
            return Refusal.OutsideScope with { Errors = [new("pickUp.villageCode", "outside_scope", Refusal.OutsideScope.Detail)] };
        }

        var (booked, refusal) = await intake.TakeInAsync(wish, user.UserName(), idempotencyKey, Text.LanguageOf(context), cancellationToken);
        return booked is null ? refusal! : TypedResults.Created($"/api/mobile-units/bookings/{booked.TrackingNumber}", booked);
    }
}
