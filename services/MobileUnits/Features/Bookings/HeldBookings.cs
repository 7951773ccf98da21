using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What belongs to whoever has the number of a booking and the telephone number that it was made with.</summary>
internal sealed class HeldBookings(MobileUnitsDb db, PhoneNumbers phones, PhoneGuesses guesses)
{
    /// <summary>With its trips, their history and who rides along.</summary>
    /// <returns>404 <c>not_found</c>, the same for a wrong number and for another telephone; 429 <c>too_many_guesses</c> after too many, for the right telephone, too.</returns>
    public async Task<(Booking? Booking, Refusal? Refusal)> FindAsync(string number, string? phone, HttpContext context, CancellationToken cancellationToken)
    {
        if (guesses.AreUsedUp(number, context))
        {
            return (null, TooManyGuesses);
        }

        var hash = await phones.HashAsync(db, phone, cancellationToken);
        // Only whoever knows the telephone number makes us read the rest.
        var kept = await db.Bookings.Where(row => row.Number == number).Select(row => row.PhoneHash).FirstOrDefaultAsync(cancellationToken);
        if (kept is null || !CryptographicOperations.FixedTimeEquals(kept, hash ?? []))
        {
            guesses.Count(number, context);
            return (null, NoSuchBooking);
        }

        return (await db.Bookings
            .Include(row => row.Trips).ThenInclude(trip => trip.Timeline)
            .Include(row => row.Trips).ThenInclude(trip => trip.Journey!.Unit)
            .Include(row => row.Trips).ThenInclude(trip => trip.Journey!.Requests)
            .AsSplitQuery().FirstAsync(row => row.Number == number, cancellationToken), null);
    }

    private static readonly Refusal NoSuchBooking = new(404, "not_found", new(
        "Nomor pesanan atau nomor telepon tidak cocok. Pakai nomor telepon yang diisi saat memesan.",
        "Booking number or telephone number does not match. Use the telephone number that was given when booking."));

    private static readonly Refusal TooManyGuesses = new(429, "too_many_guesses", new(
        "Terlalu banyak percobaan dengan nomor telepon yang salah. Coba lagi satu jam lagi, atau tanyakan ke kantor kelurahan.",
        "Too many attempts with a wrong telephone number. Try again in an hour, or ask at the village office."));
}
