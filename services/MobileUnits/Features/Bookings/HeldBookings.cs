using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What belongs to whoever has the number of a booking and the telephone number that it was made with.</summary>
internal static class HeldBookings
{
    /// <returns>Null for a wrong number and for another telephone, which get the same refusal (<see cref="RefuseBooking"/>).</returns>
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

    /// <summary><see cref="WrongGuesses.Refuse"/> in the words of a booking, whose secret is the telephone number.</summary>
    public static Refusal RefuseBooking(this WrongGuesses wrongGuesses, string number, HttpContext context)
        => wrongGuesses.Refuse(number, context) is { Status: StatusCodes.Status404NotFound } refusal ? refusal with { Detail = NoSuchBooking } : TooManyGuesses;

    /// <returns>False when somebody else did something with the same rows at the same moment: nothing is saved then, and the caller looks again.</returns>
    public static async Task<bool> TrySaveFirstAsync(this MobileUnitsDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private static readonly Text NoSuchBooking = new(
        "Nomor pesanan atau nomor telepon tidak cocok. Pakai nomor telepon yang diisi saat memesan.",
        "Booking number or telephone number does not match. Use the telephone number that was given when booking.");

    private static readonly Refusal TooManyGuesses = new(429, "too_many_guesses", new(
        "Terlalu banyak percobaan yang salah. Tunggu satu menit, lalu periksa nomor pesanan dan nomor telepon.",
        "Too many wrong attempts. Wait a minute, then check booking number and telephone number."));
}
