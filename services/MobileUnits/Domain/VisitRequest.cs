namespace PlanningPlatform.MobileUnits.Domain;

public enum RequestStatus
{
    Waiting,
    Assigned,
    Completed,
}

/// <summary>
/// Somebody waits for a Mobmas. It is assigned to at most one unit, whatever two dispatchers do in the same second. What tells about the person
/// and the trip is null once it is erased; complaint, village and times stay for statistics.
/// </summary>
internal sealed class VisitRequest
{
    public Guid Id { get; init; }
    public required Guid ComplaintId { get; init; }
    public required string? TrackingNumber { get; set; }

    /// <summary>Health, Social, Administration or Other; nothing finer, because a trip's reason can reveal an illness (UU 27/2022).</summary>
    public required string? Purpose { get; set; }

    public required string? VillageCode { get; init; }

    /// <summary>Degrees; null when only the village is known.</summary>
    public required double? Latitude { get; set; }

    public required double? Longitude { get; set; }
    public required int? Passengers { get; set; }
    public required bool? NeedsWheelchair { get; set; }
    public required DateTimeOffset WaitingSince { get; init; }
    public RequestStatus Status { get; private set; }

    /// <summary>Since when nobody needs the details for work: their retention counts from here. Null before the end and once they are erased after it.</summary>
    public DateTimeOffset? DetailsUnneededSince { get; private set; }

    public Journey? Journey { get; private set; }
    public int Version { get; private set; }

    /// <param name="reason">Why this unit; required for one that is not recommended.</param>
    public Journey AssignTo(MobileUnit unit, string? reason, string dispatcher, DateTimeOffset now)
    {
        if (Status != RequestStatus.Waiting)
        {
            throw new InvalidOperationException($"A request that is {Status} cannot be assigned.");
        }

        Status = RequestStatus.Assigned;
        Version++;
        return Journey.Start(this, unit, reason, dispatcher, now);
    }

    /// <summary>The reporter had it erased, or its time is over. Whoever still goes there goes by the village. The journey has to be loaded.</summary>
    public void EraseDetails()
    {
        (TrackingNumber, Purpose, Passengers, NeedsWheelchair, Latitude, Longitude) = (null, null, null, null, null, null);
        DetailsUnneededSince = null;
        Version++;
        Journey?.EraseReason();
    }

    public void Complete(DateTimeOffset now)
    {
        Status = RequestStatus.Completed;
        DetailsUnneededSince = now; // Also when they are erased already: the reason of a dispatcher who assigned since then is a detail, too.
        Version++;
    }
}
