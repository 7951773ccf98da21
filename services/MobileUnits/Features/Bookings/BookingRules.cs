using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What the rules in force say to a wish that is right in itself: 409, with the rule and what to do instead.</summary>
internal static class BookingRules
{
    /// <param name="days">The days of the trip, the first first.</param>
    /// <param name="biggest">Seats of the biggest unit; with a wheelchair, of those that can take one. 0 when there is none.</param>
    public static Refusal? Check(TripWish wish, IReadOnlyList<DateOnly> days, bool byOffice, ServiceRules rules, int biggest, Regency regency, ApproximatePoints points, DateTimeOffset now)
    {
        if (rules.Purpose(wish.Purpose) is { IsAllowed: false } purpose)
        {
            return purpose.Code == "Emergency" ? EmergencyNeedsAmbulance : PurposeNotAllowed(purpose);
        }

        var leavesRegion = wish.DropOff is { Destination: null } dropOff
            && (dropOff.Location.IsFarFrom(regency, points) || (RegionCode.TryParse(dropOff.RegionCode, out var code) && !code.IsWithin(regency.Code)));
        if (leavesRegion)
        {
            return OutsideRegion(regency);
        }

        var from = wish.From!.Value;
        if (!byOffice && from < now.AddMinutes(rules.LeastMinutesAhead))
        {
            return TooLate(rules.LeastMinutesAhead);
        }

        if (from > now.AddDays(rules.MostDaysAhead))
        {
            return TooFarAhead(rules.MostDaysAhead);
        }

        if (days[^1] > days[0].AddDays(rules.MostRepeatDays))
        {
            return RepeatsTooLong(rules.MostRepeatDays);
        }

        return biggest == 0 ? wish.NeedsWheelchair == true ? NoWheelchair : NoUnits : wish.Passengers > biggest && wish.Split != true ? TooMany(biggest) : null;
    }

    /// <summary>Too many trips of one telephone number within any seven days; there and back is one.</summary>
    public static async Task<Refusal?> CheckHowOftenAsync(MobileUnitsDb db, byte[] phoneHash, IReadOnlyList<DateOnly> days, ServiceRules rules, Regency regency, CancellationToken cancellationToken)
    {
        var (first, last) = (regency.TimeZone.StartOf(days[0].AddDays(-6)), regency.TimeZone.StartOf(days[^1].AddDays(7)));
        var booked = await db.Requests
            .Where(trip => trip.Booking!.PhoneHash == phoneHash && trip.ReturnOfId == null && trip.PickUpFrom >= first && trip.PickUpFrom < last
                && trip.Status != RequestStatus.Cancelled && trip.Status != RequestStatus.Rejected)
            .Select(trip => new { trip.BookingId, From = trip.PickUpFrom!.Value }).ToListAsync(cancellationToken);
        // Several units for many people are one trip, too.
        var all = booked.Select(trip => (trip.BookingId, Day: regency.TimeZone.DateOf(trip.From))).Distinct().Select(trip => trip.Day).Concat(days).Order().ToList();
        return all.Exists(start => all.Count(day => day >= start && day < start.AddDays(7)) > rules.MostTripsInSevenDays) ? TooOften(rules.MostTripsInSevenDays) : null;
    }

    private static readonly Refusal EmergencyNeedsAmbulance = new(409, "emergency_needs_ambulance", new(
        "Mobmas bukan untuk keadaan gawat darurat. Hubungi 112 sekarang: ambulans PSC segera diberangkatkan.",
        "A Mobmas is not for emergencies. Call 112 now: the PSC ambulance leaves at once."));

    private static readonly Refusal NoWheelchair = new(409, "no_wheelchair_unit", new(
        "Saat ini tidak ada Mobmas yang dapat membawa kursi roda. Permintaan Anda kami catat; hubungi kelurahan untuk cara lain.",
        "There is no Mobmas that can take a wheelchair now. We have noted your request; ask your village office for another way."));

    private static readonly Refusal NoUnits = new(409, "no_units", new(
        "Belum ada Mobmas yang bertugas. Permintaan Anda kami catat; hubungi kelurahan untuk cara lain.",
        "No Mobmas is in service yet. We have noted your request; ask your village office for another way."));

    private static Refusal PurposeNotAllowed(PurposeRule purpose) => new(409, "purpose_not_allowed", new(
        $"Mobmas tidak melayani keperluan ini: {purpose.Indonesian}. Hubungi kelurahan untuk cara lain.", $"A Mobmas does not serve this purpose: {purpose.English}. Ask your village office for another way."));

    private static Refusal OutsideRegion(Regency regency) => new(409, "outside_region", new(
        $"Mobmas hanya melayani perjalanan di dalam {regency.Name}. Untuk rujukan ke luar kota mintalah ambulans rujukan di puskesmas atau rumah sakit yang merujuk, atau hubungi 112.",
        $"A Mobmas serves trips within {regency.Name} only. For a referral elsewhere ask the health centre or hospital that refers you for its ambulance, or call 112."));

    private static Refusal TooLate(int minutes) => new(409, "too_late", new(
        $"Pesan paling lambat {Hours(minutes, "jam", "menit")} sebelum dijemput. Bila mendesak, hubungi kelurahan Anda atau 112.",
        $"Please book at least {Hours(minutes, "hours", "minutes")} ahead. If it is urgent, call your village office or 112."));

    private static Refusal TooFarAhead(int days) => new(409, "too_far_ahead", new(
        $"Pesanan dibuka {days} hari sebelumnya. Pesanlah lagi mendekati harinya.", $"Bookings open {days} days ahead. Please book again nearer to the day."));

    private static Refusal RepeatsTooLong(int days) => new(409, "repeats_too_long", new(
        $"Perjalanan berulang paling lama {days} hari. Perpanjang setelah itu.", $"A repeated trip goes on for {days} days at most. Renew it after that."));

    private static Refusal TooMany(int biggest) => new(409, "too_many_passengers", new(
        $"Satu Mobmas memuat paling banyak {biggest} orang. Kurangi jumlahnya, atau pilih beberapa Mobmas sekaligus.", $"One Mobmas seats {biggest} at most. Take fewer, or choose to go with several."))
    {
        Facts = new Dictionary<string, object?> { ["seats"] = biggest },
    };

    private static Refusal TooOften(int most) => new(409, "too_often", new(
        $"Satu nomor telepon dapat memesan {most} perjalanan dalam tujuh hari. Untuk lebih dari itu hubungi kelurahan Anda.", $"One telephone number can book {most} trips in seven days. For more, ask your village office."));

    private static string Hours(int minutes, string hours, string ofMinutes) => minutes % 60 == 0 ? $"{minutes / 60} {hours}" : $"{minutes} {ofMinutes}";
}
