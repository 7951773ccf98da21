using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>Whoever booked has this before the answer leaves.</summary>
/// <param name="TrackingNumber">Followed together with the telephone number.</param>
internal sealed record Booked(Guid Id, string TrackingNumber, string VillageCode, DateTimeOffset BookedAt, IReadOnlyList<BookedTrip> Trips);

/// <param name="IsReturn">It brings them back.</param>
internal sealed record BookedTrip(Guid Id, DateTimeOffset From, DateTimeOffset Until, int Passengers, bool IsReturn, RequestStatus Status);

/// <summary>Takes bookings in, from residents and from offices. What the rules refuse counts as unmet demand of the village, once however often somebody tries.</summary>
internal sealed class TripIntake(
    MobileUnitsDb db, Regency regency, ApproximatePoints points, IdempotentIntake intake, Secrets secrets, PhoneNumbers phones, BookingNews news, IConfiguration configuration, TimeProvider time)
{
    /// <summary>There and back three times a week for as long as a repetition goes on are 78. [ours]</summary>
    private const int MostTripsAtOnce = 200;

    /// <param name="officer">User name of the officer who books for somebody; null when they do it themselves.</param>
    public async Task<(Booked? Booked, Refusal? Refusal)> TakeInAsync(TripWish wish, string? officer, string? idempotencyKey, string language, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rules = await db.RulesOnAsync(regency.TimeZone.DateOf(now), cancellationToken);
        var destinations = await db.Destinations.AsNoTracking().ToListAsync(cancellationToken);
        var errors = new FieldErrors();
        errors.CheckIdempotencyKey(idempotencyKey);
        errors.CheckWish(wish, officer is not null, rules, destinations, regency, points, configuration, now);
        if (errors.Any)
        {
            return (null, errors.ToRefusal());
        }

        var phoneHash = (await phones.HashAsync(db, wish.Contact!.Phone, cancellationToken))!;
        var days = DaysOf(wish);
        var dropOff = DropOffOf(wish.DropOff, destinations);
        var biggest = await db.MostSeatsOnAsync(regency.TimeZone.DateOf(now), withLift: wish.NeedsWheelchair == true, cancellationToken);
        if (days.Count * Groups(wish.Passengers!.Value, biggest).Count() * (wish.Return is null ? 1 : 2) > MostTripsAtOnce)
        {
            return (null, Refusal.InvalidField(wish.Repeat is null ? "passengers" : "repeat.until", "too_many_trips", new(
                $"Lebih dari {MostTripsAtOnce} perjalanan sekaligus. Pesan untuk waktu yang lebih pendek, atau untuk lebih sedikit orang.", $"More than {MostTripsAtOnce} trips at once. Book for a shorter time, or for fewer people.")));
        }

        var (refused, ordinal) = (false, 0);
        var (booked, refusal) = await intake.OnceAsync(db, idempotencyKey, wish, CheckAsync, TakeIn, cancellationToken);
        if (refused && refusal is not null)
        {
            await CountUnmetAsync(wish, days[0], refusal.Code, now, cancellationToken);
        }

        return (booked, refusal);

        async Task<Refusal?> CheckAsync()
        {
            // Before their trips are counted: who books between the two takes this one's ordinal, and it counts again.
            ordinal = 1 + (await db.Bookings.Where(booking => booking.PhoneHash == phoneHash).MaxAsync(booking => booking.Ordinal, cancellationToken) ?? 0);
            var rule = BookingRules.Check(wish, days, officer is not null, rules, biggest, regency, points, now)
                ?? (officer is null ? await BookingRules.CheckHowOftenAsync(db, phoneHash, days, rules, regency, cancellationToken) : null);
            refused = rule is not null;
            return rule;
        }

        Booked TakeIn(DateTimeOffset at)
        {
            var booking = Booking.Make(
                Tracking.Draw(Booking.TrackingPrefix), phoneHash, ordinal, secrets.Protect(wish.Contact, language, at), BookingNotes.Protect(secrets, wish.Note), wish.PickUp!.VillageCode!, officer, at);
            db.Bookings.Add(booking);
            var needsApproval = rules.Purpose(wish.Purpose)!.Approval == Approval.VillageHead;
            foreach (var day in days)
            {
                foreach (var people in Groups(wish.Passengers!.Value, biggest))
                {
                    AddTrips(booking, wish, day, people, dropOff, rules, needsApproval, at);
                }
            }

            news.TellBooked(db, booking, at);
            return new(
                booking.Id, booking.Number, booking.VillageCode, at,
                [.. db.Requests.Local.Where(trip => trip.BookingId == booking.Id).OrderBy(trip => trip.PickUpFrom)
                    .Select(trip => new BookedTrip(trip.Id, trip.PickUpFrom!.Value, trip.PickUpUntil!.Value, trip.Passengers!.Value, trip.ReturnOfId is not null, trip.Status))]);
        }
    }

    private void AddTrips(Booking booking, TripWish wish, DateOnly day, int people, Place? dropOff, ServiceRules rules, bool needsApproval, DateTimeOffset now)
    {
        var later = TimeSpan.FromDays(day.DayNumber - regency.TimeZone.DateOf(wish.From!.Value).DayNumber);
        var village = wish.PickUp!.VillageCode!;
        var pickUp = new Place(village, wish.PickUp.Location?.Latitude, wish.PickUp.Location?.Longitude, Said(wish.PickUp.Name));
        var window = new Period(wish.From.Value + later, wish.Until!.Value + later);
        var remindAt = window.From.AddMinutes(-rules.RemindMinutesBefore);
        var trip = new Trip(
            village, wish.Purpose!, people, wish.NeedsWheelchair ?? false, pickUp, dropOff, window, wish.ArriveBy + later, remindAt > now && wish.Contact!.News == true ? remindAt : null);
        var there = TripRequest.ForBooking(booking, trip, returnOf: null, needsApproval, now);
        db.Requests.Add(there);
        if (wish.Return is { From: { } from, Until: { } until })
        {
            db.Requests.Add(TripRequest.ForBooking(
                booking, trip with { PickUp = dropOff!, DropOff = pickUp, Window = new(from + later, until + later), ArriveBy = null, RemindAt = null }, there.Id, needsApproval, now));
        }
    }

    /// <summary>As many units as it takes, as evenly as it goes: nine people are five and four.</summary>
    private static IEnumerable<int> Groups(int people, int biggest)
    {
        var groups = biggest == 0 ? 1 : Math.Max(1, (people + biggest - 1) / biggest);
        return Enumerable.Range(0, groups).Select(index => (people / groups) + (index < people % groups ? 1 : 0));
    }

    private List<DateOnly> DaysOf(TripWish wish)
    {
        var first = regency.TimeZone.DateOf(wish.From!.Value);
        return wish.Repeat is not { Days: { } days, Until: { } until } ? [first]
            : [.. Enumerable.Range(0, Math.Min(until.DayNumber - first.DayNumber, 1000) + 1).Select(first.AddDays).Where(day => day == first || days.Contains(day.DayOfWeek))];
    }

    private static Place? DropOffOf(DropOffWish? wish, List<Destination> destinations)
        => wish is null ? null
            : wish.Destination is not null ? destinations.First(destination => destination.Code == wish.Destination).Place
            : new(wish.RegionCode, wish.Location?.Latitude, wish.Location?.Longitude, Said(wish.Name));

    private async Task CountUnmetAsync(TripWish wish, DateOnly day, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var once = await phones.HashAsync(db, wish.Contact!.Phone, cancellationToken, about: $"|{day:yyyy-MM-dd}|{reason}");
        db.CountUnmet(wish.PickUp!.VillageCode!, reason, wish.Passengers!.Value, now, once);
        await db.TrySaveAsync(cancellationToken);
    }

    private static string? Said(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
