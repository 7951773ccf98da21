using System.Text.Json.Nodes;

namespace PlanningPlatform.Portal.Services;

/// <summary>The mobile units' bookings: for residents, the village office and the lurah.</summary>
internal sealed class BookingsApi(HttpClient http)
{
    private const string Phone = "X-Tracking-Phone";

    public Task<Answer<BookingRules>> RulesAsync(CancellationToken cancellationToken)
        => http.AskAsync<BookingRules>("/api/mobile-units/booking-rules", cancellationToken);

    public Task<Answer<BookedTrips>> BookAsync(NewTrip trip, string idempotencyKey, CancellationToken cancellationToken)
        => http.TellAsync<BookedTrips>("/api/mobile-units/bookings", trip, cancellationToken, ("Idempotency-Key", idempotencyKey));

    public Task<Answer<BookedTrips>> BookAtCounterAsync(NewTrip trip, string idempotencyKey, CancellationToken cancellationToken)
        => http.TellAsync<BookedTrips>("/api/mobile-units/counter", trip, cancellationToken, ("Idempotency-Key", idempotencyKey));

    public Task<Answer<TrackedBooking>> TrackAsync(string number, string phone, CancellationToken cancellationToken)
        => http.AskAsync<TrackedBooking>(PathOf(number), cancellationToken, (Phone, phone));

    /// <param name="tripId">Null for all.</param>
    public Task<Answer<Changed>> CancelAsync(string number, string phone, Guid? tripId, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{PathOf(number)}/cancel", new { tripId }, cancellationToken, (Phone, phone));

    public Task<Answer<JsonObject>> PersonalDataAsync(string number, string phone, CancellationToken cancellationToken)
        => http.AskAsync<JsonObject>($"{PathOf(number)}/personal-data", cancellationToken, (Phone, phone));

    public Task<Answer<Changed>> EraseAsync(string number, string phone, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"{PathOf(number)}/erasure", body: null, cancellationToken, (Phone, phone));

    public Task<Answer<Listed<CounterTrip>>> AtCounterAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<CounterTrip>>($"/api/mobile-units/counter?page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<Changed>> CancelAtCounterAsync(Guid tripId, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/mobile-units/counter/{tripId}/cancel", new { reason }, cancellationToken);

    public Task<Answer<Listed<BookingToApprove>>> ToApproveAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<BookingToApprove>>($"/api/mobile-units/approvals?page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<Changed>> ApproveAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/mobile-units/approvals/{id}/approve", body: null, cancellationToken);

    public Task<Answer<Changed>> RejectAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/mobile-units/approvals/{id}/reject", new { reason }, cancellationToken);

    private static string PathOf(string number) => $"/api/mobile-units/bookings/{Uri.EscapeDataString(number)}";
}

/// <param name="MostSeats">Of the biggest unit; 0 without a fleet.</param>
public sealed record BookingRules(
    int MostDaysAhead, int LeastMinutesAhead, int MostTripsInSevenDays, int MostRepeatDays, int MostSeats, IReadOnlyList<TripPurpose> Purposes, IReadOnlyList<TripDestination> Destinations);

/// <param name="NeedsApproval">The lurah decides first.</param>
public sealed record TripPurpose(string Code, string Name, bool IsAllowed, bool NeedsApproval);

public sealed record TripDestination(string Code, string Name, string VillageCode);

internal sealed record NewTrip(
    string? Purpose, int? Passengers, bool NeedsWheelchair, PickUp PickUp, DropOff? DropOff, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? ArriveBy, WayBack? Return, Repeat? Repeat,
    Reporter? Contact, string? Note, bool Split);

internal sealed record PickUp(string? VillageCode, string? Name);

internal sealed record DropOff(string? Destination, string? RegionCode, string? Name);

internal sealed record WayBack(DateTimeOffset? From, DateTimeOffset? Until);

internal sealed record Repeat(IReadOnlyList<string> Days, DateOnly? Until);

internal sealed record BookedTrips(string TrackingNumber);

public sealed record TrackedBooking(string TrackingNumber, DateTimeOffset BookedAt, string VillageCode, IReadOnlyList<TrackedTrip> Trips);

/// <param name="PickUpAt">As planned; null while it waits.</param>
/// <param name="UnitCode">Null while it waits.</param>
/// <param name="PlaceInLine">Null where it is not told.</param>
/// <param name="Timeline">As the service tells it, without who did it.</param>
public sealed record TrackedTrip(
    Guid Id, bool IsReturn, DateTimeOffset? From, DateTimeOffset? Until, string? PickUpVillageCode, string? PickUpName, string? DropOffVillageCode, string? DropOffName, int? Passengers, bool? NeedsWheelchair,
    string Status, DateTimeOffset? PickUpAt, string? UnitCode, int? PlaceInLine, bool CanCancel, IReadOnlyList<TimelineEntry> Timeline)
{
    public bool IsOver => Status is "Completed" or "Failed" or "Cancelled" or "Rejected";
}

/// <param name="PickUpName">How to find it.</param>
public sealed record CounterTrip(
    Guid Id, string? TrackingNumber, string? VillageCode, string? PickUpName, DateTimeOffset? From, DateTimeOffset? Until, int? Passengers, bool? NeedsWheelchair, bool IsReturn, string Status,
    DateTimeOffset? PickUpAt, string? UnitCode);

/// <param name="BookedBy">User name of the officer; null when they booked themselves.</param>
/// <param name="From">Of the first trip.</param>
public sealed record BookingToApprove(Guid Id, string Number, string VillageCode, DateTimeOffset BookedAt, string? BookedBy, string? Purpose, DateTimeOffset? From, int Trips, int? Passengers);
