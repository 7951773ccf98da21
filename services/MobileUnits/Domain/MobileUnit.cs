using System.Security.Cryptography;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>A Mobmas: a car with a driver that carries residents on non-emergency trips, free of charge.</summary>
internal sealed class MobileUnit
{
    /// <summary>What a tracker's name is drawn from: nothing that looks like something else when somebody types it.</summary>
    public const string DeviceLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    public const int DeviceLength = 16;

    private readonly List<UnitBlock> _blocks = [];
    private readonly List<UnitShift> _shifts = [];

    private MobileUnit()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Painted on the car: <c>MB-09</c>.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>Region code of the village or district where it stands.</summary>
    public string BaseCode { get; private set; } = "";

    public string BaseName { get; private set; } = "";

    /// <summary>Region code of the district it is counted in.</summary>
    public string DistrictCode { get; private set; } = "";

    /// <summary>The village that owns it, whose lurah consents to trips for others; null for a unit of the district or the city.</summary>
    public string? OwnerVillageCode { get; private set; }

    /// <summary>When the lurah consented to trips for other villages; null without consent.</summary>
    public DateTimeOffset? ConsentedAt { get; private set; }

    /// <summary>User name of whoever gave or took back the consent last.</summary>
    public string? ConsentBy { get; private set; }

    /// <summary>For passengers, without the driver.</summary>
    public int Seats { get; private set; }

    public bool HasWheelchairLift { get; private set; }

    /// <summary>When the city handed it over; null when nobody wrote that down.</summary>
    public DateOnly? HandedOverOn { get; private set; }

    /// <summary>When it is due in the workshop; null when nobody wrote that down.</summary>
    public DateOnly? ServiceDueOn { get; private set; }

    /// <summary>When its tax is due; null when nobody wrote that down.</summary>
    public DateOnly? TaxDueOn { get; private set; }

    /// <summary>What it is no longer for: it left the fleet on that day. Null while it serves.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <summary>By which its tracker names it at <c>/osmand</c>; nothing that anybody could guess, because there is no other proof. Null without a tracker.</summary>
    public string? DeviceId { get; private set; }

    /// <summary>Kilometres on the dashboard when it was last read; null before.</summary>
    public int? OdometerKilometres { get; private set; }

    /// <summary>The driver's daily break, local time.</summary>
    public TimeOnly? BreakFrom { get; private set; }

    public TimeOnly? BreakUntil { get; private set; }

    /// <summary>Times when it is not for residents: workshop, office use.</summary>
    public IReadOnlyList<UnitBlock> Blocks => _blocks;

    /// <summary>When its driver is on duty; empty for always.</summary>
    public IReadOnlyList<UnitShift> Shifts => _shifts;

    public UnitTrack? Track { get; private set; }

    /// <summary>Grows with everything that decides about its time, so that two who assign it at once do not both see it free.</summary>
    public int ScheduleVersion { get; private set; }

    public int Version { get; private set; }

    public static MobileUnit Register(UnitDescription description, DateTimeOffset now)
    {
        var unit = new MobileUnit
        {
            Id = Guid.CreateVersion7(now),
            Code = description.Code,
            Name = $"Mobmas {description.Code}",
            HandedOverOn = description.HandedOverOn,
            DeviceId = RandomNumberGenerator.GetString(DeviceLetters, DeviceLength),
        };
        unit.Describe(description);
        return unit;
    }

    public void Describe(UnitDescription description) => Change(() =>
    {
        (BaseCode, BaseName, DistrictCode) = (description.BaseCode, description.BaseName, description.DistrictCode);
        if (OwnerVillageCode != description.OwnerVillageCode)
        {
            // Another lurah has not been asked yet.
            (OwnerVillageCode, ConsentedAt, ConsentBy) = (description.OwnerVillageCode, null, null);
        }

        (Seats, HasWheelchairLift) = (description.Seats, description.HasWheelchairLift);
        (HandedOverOn, ServiceDueOn, TaxDueOn) = (description.HandedOverOn, description.ServiceDueOn, description.TaxDueOn);
    });

    public void Consent(string lurah, DateTimeOffset now) => Change(() => (ConsentedAt, ConsentBy) = (now, lurah));

    public void WithdrawConsent(string lurah) => Change(() => (ConsentedAt, ConsentBy) = (null, lurah));

    /// <summary>What keeps it from residents in that time, the workshop before all else; null when nothing does.</summary>
    public UnitBlock? BlockDuring(Period slot) => _blocks.Where(block => block.Period.Overlaps(slot)).MinBy(block => block.Kind != BlockKind.Workshop);

    public void Block(UnitBlock block) => Change(() => _blocks.Add(block));

    public void Unblock(UnitBlock block) => Change(() => _blocks.Remove(block));

    public void WorkAt(IEnumerable<UnitShift> shifts) => Change(() =>
    {
        _shifts.Clear();
        _shifts.AddRange(shifts);
    });

    public void SetBreak(TimeOnly? from, TimeOnly? until) => Change(() => (BreakFrom, BreakUntil) = (from, until));

    public void CarryDevice(string? deviceId) => Change(() => DeviceId = deviceId);

    public void Retire(DateOnly on) => Change(() => RetiredOn = on);

    /// <summary>Where it was, until its tracker says something else.</summary>
    public void Stand(double latitude, double longitude, DateTimeOffset at)
        => Track = new() { UnitId = Id, Latitude = latitude, Longitude = longitude, At = at, ReceivedAt = at };

    /// <param name="kilometres">Not less than the last reading.</param>
    public void ReadOdometer(int kilometres)
    {
        if (kilometres < OdometerKilometres)
        {
            throw new InvalidOperationException("An odometer does not run backwards.");
        }

        OdometerKilometres = kilometres;
        // Of two readings at once the second has to see the first.
        ScheduleVersion++;
    }

    /// <summary>The last reading was a mistake.</summary>
    /// <param name="kilometres">What the dashboard says; may be less.</param>
    public void CorrectOdometer(int kilometres)
    {
        OdometerKilometres = kilometres;
        ScheduleVersion++;
    }

    public bool Serves(DateOnly day) => RetiredOn is null || RetiredOn > day;

    /// <summary>What is due within two weeks or overdue; nothing once it has left the fleet.</summary>
    public IReadOnlyList<UnitWarning> WarningsOn(DateOnly today)
        => RetiredOn is not null ? [] : [.. UnitWarning.Of("service", ServiceDueOn, today), .. UnitWarning.Of("tax", TaxDueOn, today)];

    public bool MayServe(string? villageCode) => OwnerVillageCode is null || ConsentedAt is not null || OwnerVillageCode == villageCode;

    internal void ChangeSchedule() => ScheduleVersion++;

    private void Change(Action change)
    {
        change();
        ScheduleVersion++;
        Version++;
    }
}

/// <summary>What is written down about a unit.</summary>
/// <param name="BaseCode">Village or district where it stands.</param>
/// <param name="DistrictCode">The district it is counted in.</param>
/// <param name="Seats">For passengers, without the driver.</param>
internal sealed record UnitDescription(
    string Code, string BaseCode, string BaseName, string DistrictCode, string? OwnerVillageCode, int Seats, bool HasWheelchairLift,
    DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn);

/// <summary>From inclusive, until exclusive (UTC).</summary>
internal sealed record Period(DateTimeOffset From, DateTimeOffset Until)
{
    public TimeSpan Length => Until - From;

    public bool Contains(DateTimeOffset instant) => From <= instant && instant < Until;

    public bool Overlaps(Period other) => From < other.Until && other.From < Until;
}

public enum BlockKind
{
    /// <summary>In the workshop: it cannot drive.</summary>
    Workshop,

    /// <summary>The office needs it.</summary>
    OfficeUse,
}

/// <summary>A time when a unit is not for residents (UTC).</summary>
internal sealed class UnitBlock
{
    public required Guid Id { get; init; }
    public Guid UnitId { get; init; }
    public required BlockKind Kind { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }

    /// <summary>What for; null when nobody said.</summary>
    public string? Note { get; init; }

    public required string SetBy { get; init; }

    public Period Period => new(From, Until);

    /// <summary>The code of the rule by which nobody is driven meanwhile.</summary>
    public string Rule => Kind == BlockKind.Workshop ? "out_of_service" : "office_use";
}

/// <summary>The hours of a weekday when the driver is on duty, local time.</summary>
internal sealed class UnitShift
{
    public required Guid Id { get; init; }
    public Guid UnitId { get; init; }
    public required DayOfWeek Day { get; init; }
    public required TimeOnly From { get; init; }

    /// <summary>After <see cref="From"/>; a night is two shifts.</summary>
    public required TimeOnly Until { get; init; }
}

/// <summary>
/// Where a unit was last. A row of its own, written once a second, so that positions never stand in the way of those who assign the unit.
/// </summary>
internal sealed class UnitTrack
{
    public Guid UnitId { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public double Latitude { get; set; }

    public double Longitude { get; set; }

    /// <summary>When it was there, by the tracker's clock.</summary>
    public DateTimeOffset At { get; set; }

    public double? SpeedKilometresPerHour { get; set; }

    /// <summary>Degrees from north, clockwise.</summary>
    public double? Bearing { get; set; }

    public double? AccuracyMetres { get; set; }

    /// <summary>Percent.</summary>
    public double? Battery { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The request at whose next stop the unit has been near without a break, and since when; null while it is not near one.</summary>
    public Guid? NearRequestId { get; set; }

    public DateTimeOffset? NearSince { get; set; }
}
