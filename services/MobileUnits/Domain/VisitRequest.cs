namespace PlanningPlatform.MobileUnits.Domain;

public enum RequestStatus
{
    Waiting,
    Assigned,
    Completed,
}

/// <summary>Somebody waits for a Mobmas. It is assigned to at most one unit, whatever two dispatchers do in the same second.</summary>
internal sealed class VisitRequest
{
    public Guid Id { get; init; }
    public required Guid ComplaintId { get; init; }
    public required string TrackingNumber { get; init; }

    /// <summary>Health, Social, Administration or Other; nothing finer, because a trip's reason can reveal an illness (UU 27/2022).</summary>
    public required string Purpose { get; init; }

    public required string? VillageCode { get; init; }

    /// <summary>Degrees; null when only the village is known.</summary>
    public required double? Latitude { get; set; }

    public required double? Longitude { get; set; }
    public required int Passengers { get; init; }
    public required bool NeedsWheelchair { get; init; }
    public required DateTimeOffset WaitingSince { get; init; }
    public RequestStatus Status { get; private set; }
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

    /// <summary>The reporter had it erased; whoever still goes there goes by the village.</summary>
    public void ErasePlace()
    {
        (Latitude, Longitude) = (null, null);
        Version++;
    }

    public void Complete()
    {
        Status = RequestStatus.Completed;
        Version++;
    }
}
