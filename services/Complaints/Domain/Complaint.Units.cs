namespace PlanningPlatform.Complaints.Domain;

/// <summary>Who goes there: units called to an emergency, and the Mobmas. Whoever calls a unit or reports for one has the hand-offs loaded.</summary>
internal sealed partial class Complaint
{
    private readonly List<HandOff> _handOffs = [];

    /// <summary>The units that were called to an emergency, each with its card.</summary>
    public IReadOnlyList<HandOff> HandOffs => _handOffs;

    /// <summary>A unit was called and has not confirmed yet that it is over; the emergency stays open until then.</summary>
    public bool HasOpenHandOff { get; private set; }

    /// <summary>When the silence of a called unit is an alarm; the earliest of all. Null when none is awaited.</summary>
    public DateTimeOffset? AlarmAt { get; private set; }

    /// <summary>What the dispatcher was asked for. Null before, and once it is erased.</summary>
    public Trip? Trip { get; private set; }

    /// <summary>Since when nobody needs the trip for work: its retention counts from here. Null without a trip and before its end.</summary>
    public DateTimeOffset? TripUnneededSince { get; private set; }

    /// <summary>From the request for a Mobmas until its journey has ended; a complaint cannot be resolved meanwhile.</summary>
    public bool HasOpenJourney { get; private set; }

    /// <summary>The newest journey state seen here: events can overtake each other.</summary>
    public int JourneyVersion { get; private set; }

    /// <param name="unit">Damkar, ambulans PSC, BPBD, Polres: as people say it.</param>
    public HandOff CallUnit(string unit, SilenceLimits silence, string actor, DateTimeOffset now)
    {
        Go(Move.CallUnit);
        var handOff = HandOff.Call(Id, unit, actor, silence, now);
        _handOffs.Add(handOff);
        HasOpenHandOff = true;
        AlarmAt = _handOffs.Min(each => each.AlarmAt);
        (ForwardedAt, FollowedUpAt) = (ForwardedAt ?? now, FollowedUpAt ?? now);
        Record("UnitCalled", unit, actor, now);
        return handOff;
    }

    /// <param name="outcome">What the unit says about the end; only with <see cref="HandOffStep.Confirmed"/>.</param>
    public void UnitReports(HandOff handOff, HandOffStep step, string? outcome, SilenceLimits silence, string actor, DateTimeOffset now)
    {
        if (!handOff.IsOpen)
        {
            throw new InvalidOperationException("A unit that has confirmed reports no more.");
        }

        handOff.Report(step, outcome, silence, now);
        HasOpenHandOff = _handOffs.Any(each => each.IsOpen);
        AlarmAt = _handOffs.Min(each => each.AlarmAt);
        Record($"Unit{step}", outcome is null ? handOff.Unit : $"{handOff.Unit}: {outcome}", actor, now);
    }

    /// <param name="deskNote">Why, for the desk only: the reason of a trip can reveal an illness (UU 27/2022).</param>
    public void RequestMobileUnit(Trip trip, string? deskNote, string actor, DateTimeOffset now)
    {
        Go(Move.RequestMobileUnit);
        HasOpenJourney = true;
        FollowedUpAt ??= now;
        Trip = trip;
        Record("MobileUnitRequested", note: null, actor, now, deskNote);
    }

    /// <summary>Tells the reporter what the van did. Late and repeated news changes nothing but adds what was not told yet.</summary>
    /// <param name="code">Assigned, Accepted, Departed, Arrived, OnBoard or Completed; UnitUnassigned and UnitFailed when another unit is looked for; UnitCancelled when none comes.</param>
    /// <param name="unitCode">Empty when none had it.</param>
    /// <returns>False when something newer was told before.</returns>
    public bool Follow(string code, string unitCode, bool ended, int journeyVersion, DateTimeOffset at)
    {
        var isNewest = journeyVersion > JourneyVersion;
        if (isNewest)
        {
            JourneyVersion = journeyVersion;
            HasOpenJourney = !ended;
            TripUnneededSince = ended && Trip is not null ? at : null;
        }

        Record(code, unitCode.Length == 0 ? "Mobmas" : $"Mobmas {unitCode}", actor: null, at);
        return isNewest;
    }
}
