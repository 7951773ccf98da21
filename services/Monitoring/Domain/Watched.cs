namespace PlanningPlatform.Monitoring.Domain;

/// <summary>
/// What the events of another service told about one of its aggregates. Events can overtake each other, also the first one, so an
/// aggregate is known from whichever comes first, and what is older than what was seen changes nothing.
/// </summary>
internal abstract class Watched
{
    public Guid Id { get; init; }

    /// <summary>The newest version seen; 0 before the first event.</summary>
    public int Version { get; private set; }

    /// <summary>Remembers the version.</summary>
    /// <returns>False for a version that is not newer than what was seen.</returns>
    protected bool IsNews(int version)
    {
        if (version <= Version)
        {
            return false;
        }

        Version = version;
        return true;
    }
}

internal sealed class WatchedComplaint : Watched
{
    /// <summary>As the complaints service names it: Received, Verified, ...</summary>
    public string Status { get; private set; } = "";

    /// <summary>Null when nobody knows the village, and until it is told.</summary>
    public string? VillageCode { get; private set; }

    /// <summary>A fact, whatever was heard of the complaint since.</summary>
    public void IsIn(string? villageCode) => VillageCode = villageCode;

    public void Became(string status, int version)
    {
        if (IsNews(version))
        {
            Status = status;
        }
    }
}

/// <summary>What a unit does for one request: rides that several share are several. Known by the request; by the journey where its events did not name one yet.</summary>
internal sealed class WatchedJourney : Watched
{
    /// <summary>As the mobile units service names it: Assigned, Accepted, ...</summary>
    public string State { get; private set; } = "";

    /// <summary>From the request for the visit to the van's arrival, rounded to one decimal; null before the arrival.</summary>
    public double? MinutesToArrival { get; private set; }

    /// <summary>Where the visit was asked for; null when nobody knows, and until it is told.</summary>
    public string? VillageCode { get; private set; }

    /// <summary>A fact, too. Events from before it was told do not take it back.</summary>
    public void GoesTo(string? villageCode) => VillageCode = villageCode ?? VillageCode;

    public void Became(string state, int version)
    {
        if (IsNews(version))
        {
            State = state;
        }
    }

    /// <summary>A fact, whatever was heard of the journey since. Clocks of two services can differ: never less than 0.</summary>
    public void ArrivedAfter(TimeSpan sinceRequest) => MinutesToArrival = Math.Max(0, Math.Round(sinceRequest.TotalMinutes, 1));
}

internal sealed class WatchedUnit : Watched
{
    /// <summary>The district it is counted in: <c>35.71.03</c>.</summary>
    public string DistrictCode { get; private set; } = "";

    /// <summary>The village that it serves first; null for a unit of the district, and until it is told.</summary>
    public string? VillageCode { get; private set; }

    /// <summary>It is no longer part of the fleet.</summary>
    public bool HasLeft { get; private set; }

    public void CountsIn(string districtCode, string? villageCode, bool hasLeft, int version)
    {
        if (IsNews(version))
        {
            (DistrictCode, VillageCode, HasLeft) = (districtCode, villageCode, hasLeft);
        }
    }
}

/// <summary>A journey that is over, with what it took.</summary>
internal sealed class WatchedRide : Watched
{
    /// <summary>Local date.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Of its unit.</summary>
    public string DistrictCode { get; private set; } = "";

    public int Trips { get; private set; }
    public int Passengers { get; private set; }
    public double Minutes { get; private set; }
    public double Kilometres { get; private set; }

    /// <summary>The kilometres are the odometer's; else they are as planned.</summary>
    public bool IsMeasured { get; private set; }

    public void Ended(DateOnly on, string districtCode, int trips, int passengers, double minutes, double kilometres, bool isMeasured, int version)
    {
        if (IsNews(version))
        {
            (On, DistrictCode, Trips, Passengers, Minutes, Kilometres, IsMeasured) = (on, districtCode, trips, passengers, minutes, kilometres, isMeasured);
        }
    }
}

/// <summary>Somebody asked for a trip and did not get it.</summary>
internal sealed class WatchedDemand : Watched
{
    /// <summary>Local date.</summary>
    public DateOnly On { get; private set; }

    public string VillageCode { get; private set; } = "";

    /// <summary>Code of the refusal, or <c>no_unit</c>.</summary>
    public string Reason { get; private set; } = "";

    public void WasNotMet(DateOnly on, string villageCode, string reason, int version)
    {
        if (IsNews(version))
        {
            (On, VillageCode, Reason) = (on, villageCode, reason);
        }
    }
}

/// <summary>An entry of a unit's books.</summary>
internal sealed class WatchedExpense : Watched
{
    /// <summary>Local date.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Of its unit.</summary>
    public string DistrictCode { get; private set; } = "";

    /// <summary>Fuel, DriverAllowance, Service, Tax or Other.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Whole; below 0 for what takes another entry back.</summary>
    public long Rupiah { get; private set; }

    public void WasRecorded(DateOnly on, string districtCode, string kind, long rupiah, int version)
    {
        if (IsNews(version))
        {
            (On, DistrictCode, Kind, Rupiah) = (on, districtCode, kind, rupiah);
        }
    }
}

internal sealed class WatchedProposal : Watched
{
    /// <summary>Null for those that were submitted before it was kept.</summary>
    public string? VillageCode { get; private set; }

    public void WasSubmitted(string villageCode, int version)
    {
        if (IsNews(version))
        {
            VillageCode = villageCode;
        }
    }
}
