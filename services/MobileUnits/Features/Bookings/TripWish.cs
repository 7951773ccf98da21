using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What somebody wishes to book, as sent.</summary>
/// <param name="Purpose">A code of the region's purposes.</param>
/// <param name="Passengers">Seats needed; 0 only for a visit that an office books.</param>
/// <param name="DropOff">Absent only for a visit that an office books.</param>
/// <param name="From">Between when they can be fetched.</param>
/// <param name="ArriveBy">By when they have to be there; absent when that does not matter.</param>
/// <param name="Return">When they can be fetched for the way back, on the same day; absent for no way back.</param>
/// <param name="Repeat">The same trip on more days; absent for one day.</param>
/// <param name="Note">What the driver has to know; the crew alone reads it.</param>
/// <param name="Split">More people than a unit seats may go with several units.</param>
internal sealed record TripWish(
    string? Purpose, int? Passengers, bool? NeedsWheelchair, PickUpWish? PickUp, DropOffWish? DropOff, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? ArriveBy,
    ReturnWish? Return, RepeatWish? Repeat, Contact? Contact, string? Note, bool? Split);

/// <param name="VillageCode">In this region.</param>
/// <param name="Location">Absent when only the village is known.</param>
/// <param name="Name">How to find it: street, RT/RW, landmark.</param>
internal sealed record PickUpWish(string? VillageCode, Location? Location, string? Name);

/// <param name="Destination">Code of one of the region's destinations; or else the other members.</param>
/// <param name="RegionCode">Village, or a city elsewhere: that is refused with the reason.</param>
internal sealed record DropOffWish(string? Destination, string? RegionCode, Location? Location, string? Name);

internal sealed record ReturnWish(DateTimeOffset? From, DateTimeOffset? Until);

/// <param name="Until">The last day, local date.</param>
internal sealed record RepeatWish(IReadOnlyList<DayOfWeek>? Days, DateOnly? Until);

/// <summary>What is wrong with a wish whatever the rules say: 400, with the field.</summary>
internal static class TripWishChecks
{
    /// <summary>A longer window is no appointment. [ours]</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(6);

    public static void CheckWish(
        this FieldErrors errors, TripWish wish, bool byOffice, ServiceRules rules, IReadOnlyList<Destination> destinations, Regency regency, ApproximatePoints points, IConfiguration configuration, DateTimeOffset now)
    {
        if (rules.Purpose(wish.Purpose) is null)
        {
            errors.Add("purpose", "unknown_purpose", "Pilih keperluan dari daftar.", "Choose a purpose from the list.");
        }

        var fewest = byOffice && wish.DropOff is null ? 0 : 1;
        if (wish.Passengers is null || wish.Passengers < fewest || wish.Passengers > 50)
        {
            errors.Add("passengers", "out_of_range", $"Antara {fewest} dan 50 orang.", $"Between {fewest} and 50 people.");
        }

        CheckPickUp(errors, wish.PickUp, regency, points);
        CheckDropOff(errors, wish.DropOff, byOffice, destinations, regency);
        CheckTimes(errors, wish, now);
        CheckReturnAndRepeat(errors, wish, regency);
        errors.AllowText("note", wish.Note, BookingNotes.Longest);
        errors.CheckContact("contact", wish.Contact, configuration);
        CheckPhone(errors, wish.Contact?.Phone);
    }

    private static void CheckPhone(FieldErrors errors, string? phone)
    {
        if (errors.Has("contact.phone") || TelephoneNumber.Normalize(phone) is not null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(phone))
        {
            errors.Add("contact.phone", "required", "Isi nomor telepon: kru menghubungi Anda dengannya, dan Anda mengikuti pesanan dengannya.", "Give a telephone number: the crew calls it, and you follow the booking with it.");
        }
        else
        {
            errors.Add("contact.phone", "no_phone", "Tulis nomor lengkap dengan kode daerah. Contoh: 0812-3456-7890, (0354) 123456.", "Write all of the number with its area code. Example: 0812-3456-7890, (0354) 123456.");
        }
    }

    private static void CheckPickUp(FieldErrors errors, PickUpWish? pickUp, Regency regency, ApproximatePoints points)
    {
        if (pickUp?.VillageCode is null)
        {
            errors.Add("pickUp.villageCode", "required", "Pilih kelurahan tempat penjemputan.", "Choose the village where you are fetched.");
            return;
        }

        errors.CheckVillage("pickUp.villageCode", pickUp.VillageCode, regency);
        errors.CheckLocation("pickUp.location", pickUp.Location);
        errors.AllowLine("pickUp.name", pickUp.Name, Place.LongestName);
        if (pickUp.Location.IsFarFrom(regency, points))
        {
            errors.Add("pickUp.location", "outside_region", $"Titik ini di luar {regency.Name}. Mobmas menjemput di dalam kota.", $"This point lies outside {regency.Name}. A Mobmas fetches within the city.");
        }
    }

    private static void CheckDropOff(FieldErrors errors, DropOffWish? dropOff, bool byOffice, IReadOnlyList<Destination> destinations, Regency regency)
    {
        if (dropOff is null)
        {
            if (!byOffice)
            {
                errors.Add("dropOff", "required", "Isi tujuan perjalanan.", "Say where you want to go.");
            }

            return;
        }

        errors.CheckLocation("dropOff.location", dropOff.Location);
        errors.AllowLine("dropOff.name", dropOff.Name, Place.LongestName);
        if (dropOff.Destination is not null)
        {
            if (!destinations.Any(destination => destination.Code == dropOff.Destination))
            {
                errors.Add("dropOff.destination", "unknown_destination", "Tujuan ini tidak ada dalam daftar.", "This destination is not on the list.");
            }
        }
        else if (!RegionCode.TryParse(dropOff.RegionCode, out var code) || (code.IsWithin(regency.Code) && regency.FindVillage(code) is null))
        {
            errors.Add("dropOff.regionCode", "required", "Pilih tujuan dari daftar, atau kelurahannya.", "Choose a destination from the list, or its village.");
        }
    }

    private static void CheckTimes(FieldErrors errors, TripWish wish, DateTimeOffset now)
    {
        if (wish.From is not { } from)
        {
            errors.Add("from", "required", "Isi mulai kapan dapat dijemput.", "Say from when you can be fetched.");
        }
        else if (from <= now)
        {
            errors.Add("from", "in_past", "Waktu ini sudah lewat.", "This time has passed.");
        }
        else if (from > now.AddYears(2))
        {
            errors.Add("from", "out_of_range", "Tanggal ini terlalu jauh. Periksa tahunnya.", "This date is too far away. Please check the year.");
        }

        CheckWindow(errors, "until", wish.From, wish.Until);
        if (wish.ArriveBy is { } arriveBy && wish.From is { } start && (arriveBy <= start || arriveBy - start > LongestWindow + LongestWindow))
        {
            errors.Add("arriveBy", "out_of_range", "Waktu tiba harus sesudah penjemputan, pada hari itu.", "The arrival is after the pick-up, on that day.");
        }
    }

    private static void CheckWindow(FieldErrors errors, string field, DateTimeOffset? from, DateTimeOffset? until)
    {
        if (until is null)
        {
            errors.Add(field, "required", "Isi sampai kapan dapat dijemput.", "Say until when you can be fetched.");
        }
        else if (until <= from)
        {
            errors.Add(field, "ends_before_start", "Waktu selesai harus sesudah waktu mulai.", "The end has to be after the start.");
        }
        else if (until - from > LongestWindow)
        {
            errors.Add(field, "too_long", "Rentang penjemputan paling lama 6 jam.", "The window is 6 hours at most.");
        }
    }

    private static void CheckReturnAndRepeat(FieldErrors errors, TripWish wish, Regency regency)
    {
        if (wish.Return is { } back)
        {
            if (wish.DropOff is null || back.From is null || back.From <= wish.From || back.From <= wish.ArriveBy || (wish.From is { } there && regency.TimeZone.DateOf(back.From.Value) != regency.TimeZone.DateOf(there)))
            {
                errors.Add("return.from", "out_of_range", "Waktu pulang harus sesudah berangkat, pada hari yang sama.", "The way back is after the way there, on the same day.");
            }

            CheckWindow(errors, "return.until", back.From, back.Until);
        }

        if (wish.Repeat is { } repeat)
        {
            if (repeat.Days is not { Count: >= 1 and <= 7 } days || days.Any(day => !Enum.IsDefined(day)))
            {
                errors.Add("repeat.days", "required", "Pilih hari-harinya.", "Choose the days.");
            }

            if (repeat.Until is null || (wish.From is { } first && repeat.Until < regency.TimeZone.DateOf(first)))
            {
                errors.Add("repeat.until", "out_of_range", "Isi tanggal terakhir, sesudah perjalanan pertama.", "Give the last day, after the first trip.");
            }
        }
    }

    /// <summary>Farther from every village than a village is wide. Without points nobody can tell.</summary>
    public static bool IsFarFrom(this Location? location, Regency regency, ApproximatePoints points)
        => location is { Latitude: { } latitude, Longitude: { } longitude } && !points.IsEmpty && GeoPoint.TryCreate(latitude, longitude, out var point) && points.NearestVillage(point, maxKilometres: 4) is null
            && regency.Villages.Count > 0;
}
