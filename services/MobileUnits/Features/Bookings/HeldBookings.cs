using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What belongs to whoever has the number of a booking and the telephone number that it was made with.</summary>
internal static class HeldBookings
{
    /// <returns>Null for a wrong number and for another telephone, which get the same refusal (<see cref="WrongGuesses"/>).</returns>
    public static async Task<Booking?> FindHeldAsync(
        this MobileUnitsDb db, string number, string? phone, PhoneNumbers phones, CancellationToken cancellationToken)
    {
        var hash = await phones.HashAsync(db, phone, cancellationToken);
        var booking = await db.Bookings
            .Include(row => row.Trips).ThenInclude(trip => trip.Timeline)
            .Include(row => row.Trips).ThenInclude(trip => trip.Journey!.Unit)
            .Include(row => row.Trips).ThenInclude(trip => trip.Journey!.Requests)
            .AsSplitQuery().FirstOrDefaultAsync(row => row.Number == number, cancellationToken);
        return booking?.PhoneHash is { } kept && CryptographicOperations.FixedTimeEquals(kept, hash ?? []) ? booking : null;
    }
}
