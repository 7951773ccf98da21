using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>Has whoever booked told about a step, when that is what they asked for. Never why somebody is driven, and never where to.</summary>
internal sealed class BookingNews(Secrets secrets, NotificationSeal seal, Regency regency)
{
    public void TellBooked(MobileUnitsDb db, Booking booking, DateTimeOffset now) => Tell(db, booking, NotificationTemplates.TripBooked, now);

    public void TellDecided(MobileUnitsDb db, Booking booking, bool approved, DateTimeOffset now)
        => Tell(db, booking, approved ? NotificationTemplates.TripApproved : NotificationTemplates.TripRejected, now);

    /// <summary>Of what a unit does, only what changes something for them.</summary>
    public void TellMoved(MobileUnitsDb db, TripRequest request, string unitCode, DateTimeOffset now)
    {
        var template = request.Status switch
        {
            RequestStatus.Assigned => NotificationTemplates.TripAssigned,
            RequestStatus.EnRoute => NotificationTemplates.TripDeparted,
            _ => null,
        };
        if (template is not null)
        {
            Tell(db, request.Booking, template, now, ("unit", unitCode), ("time", TimeOf(request)));
        }
    }

    /// <summary>Somebody shares the ride, so that they are fetched earlier or later than they were told.</summary>
    public void TellTime(MobileUnitsDb db, TripRequest request, string unitCode, DateTimeOffset now)
        => Tell(db, request.Booking, NotificationTemplates.TripAssigned, now, ("unit", unitCode), ("time", TimeOf(request)));

    public void TellCancelled(MobileUnitsDb db, TripRequest request, DateTimeOffset now)
        => Tell(db, request.Booking, NotificationTemplates.TripCancelled, now, ("time", TimeOf(request)));

    public void Remind(MobileUnitsDb db, TripRequest request, DateTimeOffset now)
        => Tell(db, request.Booking, NotificationTemplates.TripReminder, now, ("time", TimeOf(request)));

    /// <summary>Commits with the step or not at all. Nobody to tell is no booking, nobody who wants to be told, or a contact that is erased.</summary>
    private void Tell(MobileUnitsDb db, Booking? booking, string template, DateTimeOffset now, params (string Name, string Value)[] more)
    {
        if (booking is null || secrets.Read(booking.ProtectedContact) is not { WantsNews: true } contact)
        {
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = booking.Number, ["link"] = $"/mobmas/{booking.Number}" };
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        db.Publish(new NotificationRequested(
            Guid.CreateVersion7(now), booking.Version, now, booking.Id, template, seal.Seal(new NotificationContent(contact.Language ?? "id", contact.Email, contact.Phone, values))));
    }

    /// <summary>As both languages read it: 22-11-2026 07.00 WIB.</summary>
    private string TimeOf(TripRequest request)
    {
        var at = regency.TimeZone.ToLocal((request.Status.Waits() ? null : request.PlannedPickUpAt) ?? request.PickUpFrom ?? request.WaitingSince);
        return FormattableString.Invariant($"{at:dd-MM-yyyy HH.mm} {regency.TimeZone.Abbreviation}");
    }
}
