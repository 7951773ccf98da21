using PlanningPlatform.Intake;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>What somebody booked at once: one trip, there and back, or the same one on many days. They follow it with its number and the telephone number that they gave.</summary>
internal sealed class Booking
{
    /// <summary>Pemesanan Mobmas.</summary>
    public const string TrackingPrefix = "MBM";

    private readonly List<TripRequest> _trips = [];

    private Booking()
    {
    }

    public Guid Id { get; private init; }
    public string Number { get; private init; } = "";

    /// <summary>Keyed hash of the telephone number, by which it is found again; null once the contact is erased.</summary>
    public byte[]? PhoneHash { get; private set; }

    /// <summary>
    /// The how manieth of its telephone number: two that are booked in one moment cannot both be it, so that the second counts the first. Null of those from before it was counted.
    /// </summary>
    public int? Ordinal { get; private init; }

    /// <summary>Contact and consent, encrypted; null once erased.</summary>
    public string? ProtectedContact { get; private set; }

    /// <summary>What the driver has to know, encrypted: only the crew that fetches them reads it. Null when nothing was said or it was erased.</summary>
    public string? ProtectedNote { get; private set; }

    /// <summary>User name of the officer who booked for them; null when they did it themselves.</summary>
    public string? BookedBy { get; private init; }

    /// <summary>Where they are fetched.</summary>
    public string VillageCode { get; private init; } = "";

    public DateTimeOffset BookedAt { get; private init; }
    public IReadOnlyList<TripRequest> Trips => _trips;
    public int Version { get; private set; }

    public static Booking Make(
        Tracking tracking, byte[] phoneHash, int ordinal, string? protectedContact, string? protectedNote, string villageCode, string? bookedBy, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Number = tracking.Number,
            PhoneHash = phoneHash,
            Ordinal = ordinal,
            ProtectedContact = protectedContact,
            ProtectedNote = protectedNote,
            VillageCode = villageCode,
            BookedBy = bookedBy,
            BookedAt = now,
            Version = 1,
        };

    /// <summary>Who and what goes; that somebody was driven stays. The trips, with their journeys and timelines, have to be loaded.</summary>
    public void Erase(DateTimeOffset now)
    {
        _trips.ForEach(trip => trip.EraseDetails(now));
        Forget();
    }

    /// <summary>Nobody needs the contact any more.</summary>
    public void Forget()
    {
        (PhoneHash, ProtectedContact, ProtectedNote) = (null, null, null);
        Version++;
    }
}
