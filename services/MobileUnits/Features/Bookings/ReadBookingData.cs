using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// Everything that is held about whoever booked in one booking (UU 27/2022, Pasal 7 and 32): contact, consent, note, trips with purpose and places, how long it is kept and
/// who receives it. With number and telephone; never cached.
/// </summary>
internal static class ReadBookingData
{
    /// <param name="Note">What the driver has to know; null when nothing was said.</param>
    /// <param name="ByOffice">An office booked for them.</param>
    /// <param name="ReceivedBy">In the caller's language.</param>
    internal sealed record Answer(
        string TrackingNumber, DateTimeOffset BookedAt, bool ByOffice, string VillageCode, HeldContact? Contact, string? Note, IReadOnlyList<HeldTrip> Trips, Keeping Kept, IReadOnlyList<string> ReceivedBy,
        string PrivacyNotice);

    /// <param name="PrivacyNotice">Version of the notice that was read.</param>
    /// <param name="News">Whether they want to be told about progress, in <paramref name="Language"/>.</param>
    internal sealed record HeldContact(string? Name, string? Phone, string? Email, string? PrivacyNotice, DateTimeOffset? ConsentedAt, bool News, string? Language);

    /// <param name="Purpose">Null, as the other details are, once its time was over.</param>
    /// <param name="To">Null for a visit.</param>
    internal sealed record HeldTrip(
        Guid Id, RequestStatus Status, string? Purpose, int? Passengers, bool? NeedsWheelchair, HeldPlace From, HeldPlace? To, DateTimeOffset? PickUpFrom, DateTimeOffset? PickUpUntil, DateTimeOffset? ArriveBy,
        string? UnitCode, DateTimeOffset? PickedUpAt, DateTimeOffset? EndedAt, IReadOnlyList<HeldNote> Notes);

    internal sealed record HeldPlace(string? VillageCode, string? Name, Location? Location);

    internal sealed record HeldNote(string About, DateTimeOffset At, string Text);

    /// <param name="DaysAfterTheTrip">Days.</param>
    /// <param name="Until">Of the last trip that is over; null while one is not.</param>
    internal sealed record Keeping(int DaysAfterTheTrip, DateTimeOffset? Until);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, [FromHeader(Name = "X-Tracking-Phone")] string? phone,
        HttpContext context, HeldBookings held, Secrets secrets, IOptions<Retention> retention, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Booking.TrackingPrefix, trackingNumber);
        var (booking, refusal) = await held.FindAsync(number, phone, context, cancellationToken);
        if (booking is null)
        {
            return refusal!;
        }

        var contact = secrets.Read(booking.ProtectedContact);
        var last = booking.Trips.All(trip => trip.Status.HasEnded()) ? booking.Trips.Max(trip => trip.DetailsUnneededSince) : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(
            booking.Number, booking.BookedAt, booking.BookedBy is not null, booking.VillageCode,
            contact is null ? null : new(contact.Name, contact.Phone, contact.Email, contact.PrivacyNotice, contact.ConsentedAt, contact.News, contact.Language),
            BookingNotes.Read(secrets, booking.ProtectedNote),
            [.. booking.Trips.OrderBy(trip => trip.PickUpFrom).ThenBy(trip => trip.Id).Select(TripOf)],
            new((int)retention.Value.JourneyDetails.TotalDays, last + retention.Value.JourneyDetails),
            [.. ReceiversOf(contact, booking).Select(text => text.For(context))],
            PrivacyNotice.Address));
    }

    private static HeldTrip TripOf(TripRequest trip) => new(
        trip.Id, trip.Status, trip.Purpose, trip.Passengers, trip.NeedsWheelchair, PlaceOf(trip.PickUp), trip.DropOff is { } dropOff ? PlaceOf(dropOff) : null, trip.PickUpFrom, trip.PickUpUntil, trip.ArriveBy,
        trip.Journey?.Unit.Code, trip.PickedUpAt, trip.EndedAt,
        [.. trip.Timeline.Where(entry => entry.Note is not null).OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => new HeldNote(entry.Code, entry.At, entry.Note!))]);

    private static HeldPlace PlaceOf(Place place)
        => new(place.VillageCode, place.Name, place is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null);

    private static IEnumerable<Text> ReceiversOf(KeptContact? contact, Booking booking)
    {
        yield return new("Petugas armada: keperluan (hanya jenisnya), tempat, waktu, jumlah orang dan kursi roda.", "The dispatcher: the purpose (its kind only), places, times, people and wheelchair.");
        yield return new("Kru yang menjemput: tempat, nama, telepon dan catatan untuk pengemudi, selama perjalanan.", "The crew that fetches you: places, name, telephone and the note for the driver, during the journey.");
        yield return new("Kantor kelurahan: nomor, tempat dan waktu penjemputan, jumlah orang.", "The village office: number, place and time of the pick-up, people.");
        if (booking.Trips.Any(trip => trip.Timeline.Any(entry => entry.Status == RequestStatus.AwaitingApproval)))
        {
            yield return new("Lurah: jenis keperluan, waktu dan jumlah orang, untuk menyetujuinya.", "The village head: the kind of purpose, time and people, to approve it.");
        }

        if (contact is { WantsNews: true })
        {
            yield return new("Layanan pengiriman pesan: telepon atau surel Anda, nomor pesanan, unit dan waktu penjemputan.", "The message service: your telephone or e-mail, the booking's number, unit and time of the pick-up.");
        }
    }
}
