namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>
/// Somebody waits for a Mobmas: a trip from one place to another, or a visit to one place. It is with at most one unit, whatever two dispatchers do in
/// the same second. What tells about the person and the trip is null once it is erased; village, unit and times stay for statistics.
/// </summary>
internal sealed class TripRequest
{
    /// <summary>How long nobody who asked for "as soon as possible" should wait. [ours]</summary>
    public static readonly TimeSpan SoonAs = TimeSpan.FromMinutes(30);

    private readonly List<TripEntry> _timeline = [];

    private TripRequest()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The complaint that asked for it; null for a booking.</summary>
    public Guid? ComplaintId { get; private init; }

    /// <summary>What a resident booked; null for a complaint.</summary>
    public Guid? BookingId { get; private init; }

    public Booking? Booking { get; private init; }

    /// <summary>What people say on the telephone: the complaint's number or the booking's.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>A code of the region's purposes and nothing finer: a trip's reason can reveal an illness (UU 27/2022).</summary>
    public string? Purpose { get; private set; }

    /// <summary>The village whose residents it is for: it counts there, and its dispatcher and lurah decide. Null when nobody knows.</summary>
    public string? VillageCode { get; private init; }

    /// <summary>Where they are fetched, or visited.</summary>
    public string? PickUpVillageCode { get; private init; }

    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }
    public string? PickUpName { get; private set; }

    /// <summary>True for a visit: nobody is brought anywhere.</summary>
    public bool IsVisit { get; private init; }

    public string? DropOffVillageCode { get; private init; }
    public double? DropOffLatitude { get; private set; }
    public double? DropOffLongitude { get; private set; }
    public string? DropOffName { get; private set; }

    /// <summary>Between when they can be fetched; null for as soon as possible.</summary>
    public DateTimeOffset? PickUpFrom { get; private init; }

    public DateTimeOffset? PickUpUntil { get; private init; }

    /// <summary>By when they have to be there; null when that does not matter.</summary>
    public DateTimeOffset? ArriveBy { get; private init; }

    /// <summary>Seats needed; 0 for a visit that fetches nobody.</summary>
    public int? Passengers { get; private set; }

    public bool? NeedsWheelchair { get; private set; }

    /// <summary>The trip there that this one brings them back from; null for a trip there.</summary>
    public Guid? ReturnOfId { get; private init; }

    /// <summary>Since when they wait: waiting times count from here.</summary>
    public DateTimeOffset WaitingSince { get; private init; }

    /// <summary>By when a unit has to be there, by which the queue is ordered.</summary>
    public DateTimeOffset DueAt { get; private init; }

    public RequestStatus Status { get; private set; }

    /// <summary>The unit that a day plan has for it; null unless it is suggested.</summary>
    public string? SuggestedUnitCode { get; private set; }

    /// <summary>Why it waits although there was a plan or a unit: words for the dispatcher. Null when it never had one.</summary>
    public string? WaitsBecause { get; private set; }

    /// <summary>How often a unit that had it could not go on.</summary>
    public int Failures { get; private set; }

    /// <summary>The journey that has it or brought it; null while it waits.</summary>
    public Guid? JourneyId { get; private set; }

    public Journey? Journey { get; private set; }

    /// <summary>Its places in the order of the journey's stops; null while it waits. A visit has no drop-off.</summary>
    public int? PickUpOrder { get; private set; }

    public int? DropOffOrder { get; private set; }
    public DateTimeOffset? PlannedPickUpAt { get; private set; }
    public DateTimeOffset? PlannedDropOffAt { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }
    public DateTimeOffset? PickedUpAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When the person is reminded; null when nobody is or they were.</summary>
    public DateTimeOffset? RemindAt { get; private set; }

    /// <summary>Since when nobody needs the details for work: their retention counts from here. Null before the end and once they are erased after it.</summary>
    public DateTimeOffset? DetailsUnneededSince { get; private set; }

    /// <summary>When anything about it last changed: what the boards that were away ask for.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public IReadOnlyList<TripEntry> Timeline => _timeline;
    public int Version { get; private set; }

    public static TripRequest ForComplaint(Guid complaintId, string trackingNumber, Trip trip, DateTimeOffset now)
        => Ask(trip, now, complaintId, trackingNumber, booking: null, returnOf: null, RequestStatus.Waiting, "system");

    /// <param name="returnOf">The trip there, for one that brings them back.</param>
    public static TripRequest ForBooking(Booking booking, Trip trip, Guid? returnOf, bool needsApproval, DateTimeOffset now)
        => Ask(trip, now, complaintId: null, booking.Number, booking, returnOf, needsApproval ? RequestStatus.AwaitingApproval : RequestStatus.Waiting, booking.BookedBy ?? "resident");

    private static TripRequest Ask(
        Trip trip, DateTimeOffset now, Guid? complaintId, string trackingNumber, Booking? booking, Guid? returnOf, RequestStatus status, string actor)
    {
        var request = new TripRequest
        {
            Id = Guid.CreateVersion7(now),
            ComplaintId = complaintId,
            BookingId = booking?.Id,
            Booking = booking,
            TrackingNumber = trackingNumber,
            Purpose = trip.Purpose,
            VillageCode = trip.VillageCode,
            PickUpVillageCode = trip.PickUp.VillageCode,
            Latitude = trip.PickUp.Latitude,
            Longitude = trip.PickUp.Longitude,
            PickUpName = trip.PickUp.Name,
            IsVisit = trip.DropOff is null,
            DropOffVillageCode = trip.DropOff?.VillageCode,
            DropOffLatitude = trip.DropOff?.Latitude,
            DropOffLongitude = trip.DropOff?.Longitude,
            DropOffName = trip.DropOff?.Name,
            PickUpFrom = trip.Window?.From,
            PickUpUntil = trip.Window?.Until,
            ArriveBy = trip.ArriveBy,
            Passengers = trip.Passengers,
            NeedsWheelchair = trip.NeedsWheelchair,
            ReturnOfId = returnOf,
            WaitingSince = now,
            DueAt = trip.Window?.Until ?? now + SoonAs,
            Status = status,
            RemindAt = trip.RemindAt,
        };
        request.Record("Asked", actor, now);
        return request;
    }

    /// <summary>Where they are fetched, or visited.</summary>
    public Place PickUp => new(PickUpVillageCode, Latitude, Longitude, PickUpName);

    /// <summary>Null for a visit.</summary>
    public Place? DropOff => IsVisit ? null : new(DropOffVillageCode, DropOffLatitude, DropOffLongitude, DropOffName);

    /// <summary>What tells about the person and the trip is gone.</summary>
    public bool IsErased => TrackingNumber is null;

    /// <summary>When the waiting time of a request that has a window begins to count against the unit: nobody is late before the window.</summary>
    public DateTimeOffset NotBefore => PickUpFrom is { } from && from > WaitingSince ? from : WaitingSince;

    public void Approve(string actor, DateTimeOffset now) => Become(RequestStatus.Waiting, RequestStatus.AwaitingApproval, "Approved", actor, now);

    public void Reject(string reason, string actor, DateTimeOffset now)
    {
        Become(RequestStatus.Rejected, RequestStatus.AwaitingApproval, "Rejected", actor, now, reason);
        End(now);
    }

    /// <summary>Nobody decided until it was too late.</summary>
    public void Lapse(DateTimeOffset now)
    {
        Become(RequestStatus.Rejected, RequestStatus.AwaitingApproval, "Lapsed", "system", now);
        End(now);
    }

    /// <summary>A day plan has a unit for it.</summary>
    /// <param name="actor">The dispatcher who put it into the plan.</param>
    public void Suggest(string unitCode, DateTimeOffset pickUpAt, DateTimeOffset now, string actor = "system")
    {
        MustWait();
        (Status, PlannedPickUpAt, SuggestedUnitCode, WaitsBecause) = (RequestStatus.Suggested, pickUpAt, unitCode, null);
        Record("Suggested", actor, now, unitCode);
    }

    /// <summary>The day plan has no unit for it: it waits on, and everybody reads why.</summary>
    public void WaitOn(string because, DateTimeOffset now)
    {
        MustWait();
        (Status, PlannedPickUpAt, SuggestedUnitCode) = (RequestStatus.Waiting, null, null);
        if (WaitsBecause != because)
        {
            WaitsBecause = because;
            Record("Waitlisted", "system", now, because);
        }
    }

    /// <summary>It belongs to the journey from now on; <see cref="Journey"/> asks this.</summary>
    internal void Join(Journey journey, Times planned, string unitCode, string actor, DateTimeOffset now)
    {
        MustWait();
        (Status, JourneyId, Journey, SuggestedUnitCode, WaitsBecause) = (RequestStatus.Assigned, journey.Id, journey, null, null);
        (PlannedPickUpAt, PlannedDropOffAt) = (planned.PickUpAt, planned.DropOffAt);
        Record("Assigned", actor, now, unitCode);
    }

    /// <summary>Somebody else shares the ride: it goes another way.</summary>
    internal void Replan(Times planned, DateTimeOffset now)
    {
        (PlannedPickUpAt, PlannedDropOffAt) = (PickedUpAt is null ? planned.PickUpAt : PlannedPickUpAt, planned.DropOffAt);
        Version++;
        Heard(now);
    }

    /// <summary>Its turn among the stops of its journey.</summary>
    internal void TakePlaces(int pickUp, int? dropOff) => (PickUpOrder, DropOffOrder) = (pickUp, dropOff);

    /// <summary>Its unit did the next thing.</summary>
    /// <param name="note">The unit's code; or why somebody else says so.</param>
    internal void Move(RequestStatus status, string note, string actor, DateTimeOffset at)
    {
        Status = status;
        switch (status)
        {
            case RequestStatus.Arrived:
                ArrivedAt = at;
                break;
            case RequestStatus.OnBoard:
                PickedUpAt = at;
                break;
            case RequestStatus.Completed:
                PickedUpAt ??= at;
                End(at);
                break;
        }

        Record(status.ToString(), actor, at, note);
    }

    /// <summary>Its unit no longer has it: it waits again.</summary>
    /// <param name="code">Unassigned or Failed.</param>
    internal void GoBack(string code, string reason, string actor, DateTimeOffset at)
    {
        Status = RequestStatus.Waiting;
        (JourneyId, Journey, PickUpOrder, DropOffOrder, PlannedPickUpAt, PlannedDropOffAt, ArrivedAt, PickedUpAt) = (null, null, null, null, null, null, null, null);
        Failures += code == "Failed" ? 1 : 0;
        WaitsBecause = reason;
        Record(code, actor, at, reason);
    }

    /// <summary>Whoever asked no longer needs it, or nobody can go. The journey, which loses it, has to be loaded.</summary>
    /// <param name="status">Cancelled or Failed.</param>
    public void Close(RequestStatus status, string? reason, string actor, DateTimeOffset now)
    {
        if (Status.HasEnded() || Status == RequestStatus.OnBoard)
        {
            throw new InvalidOperationException($"A request that is {Status} cannot be closed.");
        }

        Journey?.Lose(this, now);
        (Status, JourneyId, Journey, SuggestedUnitCode, PickUpOrder, DropOffOrder) = (status, null, null, null, null, null);
        Record(status.ToString(), actor, now, reason);
        End(now);
    }

    /// <summary>What was done at some other time is heard of now: those who look at what changed since find it.</summary>
    internal void Heard(DateTimeOffset now) => ChangedAt = now;

    public void Reminded(DateTimeOffset now)
    {
        RemindAt = null;
        Record("Reminded", "system", now);
    }

    /// <summary>They had it erased, or its time is over. Whoever still goes there goes by the village. Journey and timeline have to be loaded.</summary>
    public void EraseDetails(DateTimeOffset now)
    {
        (TrackingNumber, Purpose, Passengers, NeedsWheelchair) = (null, null, null, null);
        (Latitude, Longitude, PickUpName) = (null, null, null);
        (DropOffLatitude, DropOffLongitude, DropOffName) = (null, null, null);
        (WaitsBecause, DetailsUnneededSince, RemindAt) = (null, null, null);
        _timeline.ForEach(entry => entry.EraseNote());
        ChangedAt = now;
        Version++;
        Journey?.EraseReason();
    }

    private void Become(RequestStatus status, RequestStatus from, string code, string actor, DateTimeOffset now, string? note = null)
    {
        if (Status != from)
        {
            throw new InvalidOperationException($"A request that is {Status} cannot become {status}.");
        }

        Status = status;
        Record(code, actor, now, note);
    }

    private void MustWait()
    {
        if (!Status.Waits())
        {
            throw new InvalidOperationException($"A request that is {Status} waits for no unit.");
        }
    }

    private void End(DateTimeOffset at)
    {
        EndedAt = at;
        DetailsUnneededSince = at; // Also when they are erased already: the reason of a dispatcher who assigned since then is a detail, too.
        RemindAt = null;
    }

    private void Record(string code, string actor, DateTimeOffset at, string? note = null)
    {
        Version++;
        ChangedAt = at;
        _timeline.Add(new TripEntry { RequestId = Id, Code = code, Status = Status, Actor = actor, At = at, Note = note });
    }
}

/// <summary>What is asked for.</summary>
/// <param name="VillageCode">The village whose residents it is for.</param>
/// <param name="DropOff">Null for a visit.</param>
/// <param name="Window">Between when they can be fetched; null for as soon as possible.</param>
/// <param name="RemindAt">When to remind them; null for not at all.</param>
internal sealed record Trip(
    string? VillageCode, string Purpose, int Passengers, bool NeedsWheelchair, Place PickUp, Place? DropOff, Period? Window, DateTimeOffset? ArriveBy = null, DateTimeOffset? RemindAt = null);

/// <summary>When somebody is fetched and brought, as planned.</summary>
/// <param name="DropOffAt">For a visit, its end.</param>
internal sealed record Times(DateTimeOffset PickUpAt, DateTimeOffset DropOffAt);

/// <summary>One thing that happened to a request.</summary>
internal sealed class TripEntry
{
    public long Sequence { get; init; }
    public Guid RequestId { get; init; }

    /// <summary>Stable: Asked, Approved, Rejected, Lapsed, Suggested, Waitlisted, Assigned, Unassigned, Accepted, EnRoute, Arrived, OnBoard, Completed, Failed, Cancelled, Reminded.</summary>
    public required string Code { get; init; }

    public required RequestStatus Status { get; init; }

    /// <summary>A user name; <c>resident</c> or <c>system</c> for whoever has none.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The unit's code, or why; null when there is nothing to say or it was erased.</summary>
    public string? Note { get; set; }

    internal void EraseNote() => Note = null;
}
