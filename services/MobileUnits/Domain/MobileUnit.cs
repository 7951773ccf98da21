namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>A Mobmas: a car with a driver that carries residents on non-emergency trips, free of charge.</summary>
internal sealed class MobileUnit
{
    private MobileUnit()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Painted on the car: <c>MB-09</c>.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>Region code of the village or district where it stands.</summary>
    public string BaseCode { get; private init; } = "";

    public string BaseName { get; private init; } = "";

    /// <summary>Region code of the district it is counted in.</summary>
    public string DistrictCode { get; private init; } = "";

    /// <summary>For passengers, without the driver.</summary>
    public int Seats { get; private init; }

    public bool HasWheelchairLift { get; private init; }

    /// <summary>In the workshop until then; null when it can drive.</summary>
    public DateTimeOffset? OutOfServiceUntil { get; private set; }

    /// <summary>Booked for office use, which blocks the slot.</summary>
    public Period? OfficeUse { get; private set; }

    /// <summary>The driver's daily break, local time.</summary>
    public TimeOnly? BreakFrom { get; private set; }

    public TimeOnly? BreakUntil { get; private set; }

    /// <summary>Null until a position arrives: then it stands at its base.</summary>
    public Position? LastPosition { get; private set; }

    public int Version { get; private set; }

    public static MobileUnit Register(
        string code, string baseCode, string baseName, string districtCode, int seats, bool hasWheelchairLift, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            Code = code,
            Name = $"Mobmas {code}",
            BaseCode = baseCode,
            BaseName = baseName,
            DistrictCode = districtCode,
            Seats = seats,
            HasWheelchairLift = hasWheelchairLift,
            Version = 1,
        };

    public void TakeOutOfServiceUntil(DateTimeOffset until) => Change(() => OutOfServiceUntil = until);

    public void ReserveForOffice(Period period) => Change(() => OfficeUse = period);

    public void SetBreak(TimeOnly from, TimeOnly until) => Change(() => (BreakFrom, BreakUntil) = (from, until));

    public void Report(Position position) => Change(() => LastPosition = position);

    public bool IsOutOfService(DateTimeOffset now) => OutOfServiceUntil > now;

    private void Change(Action change)
    {
        change();
        Version++;
    }
}

/// <summary>From inclusive, until exclusive (UTC).</summary>
internal sealed record Period(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < Until;
}

/// <summary>Where a unit was, in degrees, and when (UTC).</summary>
internal sealed record Position(double Latitude, double Longitude, DateTimeOffset At);
