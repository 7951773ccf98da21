namespace PlanningPlatform.MobileUnits.Domain;

public enum JourneyState
{
    Assigned,
    Accepted,
    EnRoute,
    Arrived,
    Completed,

    /// <summary>Somebody is on board and the unit is on its way to the next stop.</summary>
    OnBoard,

    /// <summary>The unit could not go on; whoever it had not brought waits again.</summary>
    Failed,

    /// <summary>Everybody was taken off it before it ended.</summary>
    Cancelled,
}

/// <summary>What a crew reports.</summary>
internal enum CrewStep
{
    Accept,
    Depart,
    Arrive,
    Board,
    Complete,
}

internal static class CrewSteps
{
    /// <summary>As the address of the step has it: <c>accept</c>.</summary>
    public static string Name(this CrewStep step) => step switch
    {
        CrewStep.Accept => "accept",
        CrewStep.Depart => "depart",
        CrewStep.Arrive => "arrive",
        CrewStep.Board => "board",
        _ => "complete",
    };

    /// <summary>It is done at one stop; the others are of the whole journey.</summary>
    public static bool IsAtStop(this CrewStep step) => step is CrewStep.Arrive or CrewStep.Board or CrewStep.Complete;
}

public enum JourneyStopKind
{
    PickUp,
    DropOff,
    Visit,
}

/// <summary>One stop of a journey: who is fetched, visited or brought there.</summary>
internal sealed record Stop(TripRequest Request, bool IsPickUp, int Order)
{
    public JourneyStopKind Kind => Request.IsVisit ? JourneyStopKind.Visit : IsPickUp ? JourneyStopKind.PickUp : JourneyStopKind.DropOff;

    public Place Place => IsPickUp ? Request.PickUp : Request.DropOff!;

    public DateTimeOffset? PlannedAt => IsPickUp ? Request.PlannedPickUpAt : Request.PlannedDropOffAt;

    /// <summary>Nothing is to be done there any more.</summary>
    public bool IsDone => IsPickUp ? Request.PickedUpAt is not null : Request.Status == RequestStatus.Completed;
}

/// <summary>One unit on its way for one request, or for several who share the ride.</summary>
internal sealed class Journey
{
    /// <summary>[ours]</summary>
    private static readonly TimeSpan FewMinutes = TimeSpan.FromMinutes(4);

    private readonly List<TripRequest> _requests = [];

    private Journey()
    {
    }

    public Guid Id { get; private init; }
    public Guid UnitId { get; private init; }
    public MobileUnit Unit { get; private init; } = null!;

    /// <summary>Who is on it, in no order; see <see cref="Stops"/>. Whom it lost is not.</summary>
    public IReadOnlyList<TripRequest> Requests => _requests;

    /// <summary>The unit from departure to the end, null before and afterwards; unique, so that a unit is on one journey at a time.</summary>
    public Guid? OccupiesUnitId { get; private set; }

    /// <summary>The time that it needs of its unit, drive to the first stop included, as planned. Open journeys of one unit never overlap.</summary>
    public DateTimeOffset SlotFrom { get; private set; }

    public DateTimeOffset SlotUntil { get; private set; }
    public JourneyState State { get; private set; }

    /// <summary>Why this unit, in the dispatcher's words; required for one that was not recommended. Null once it is erased.</summary>
    public string? Reason { get; private set; }

    /// <summary>User name of the dispatcher.</summary>
    public string AssignedBy { get; private init; } = "";

    public DateTimeOffset AssignedAt { get; private init; }

    /// <summary>User name of the crew; null before they accept.</summary>
    public string? DrivenBy { get; private set; }

    public DateTimeOffset? DepartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Kilometres on the dashboard; null when nobody read it.</summary>
    public int? OdometerStart { get; private set; }

    public int? OdometerEnd { get; private set; }

    /// <summary>As planned, in kilometres: what is told of the distance when nobody read the odometer.</summary>
    public double PlannedKilometres { get; private set; }

    /// <summary>Somebody read the odometer before and after.</summary>
    public bool IsMeasured => OdometerEnd > OdometerStart;

    /// <summary>By the odometer, or as planned when nobody read it.</summary>
    public double Kilometres => OdometerEnd > OdometerStart ? OdometerEnd.Value - OdometerStart.Value : PlannedKilometres;

    /// <summary>How many it has brought.</summary>
    public int PassengersBrought { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
    public int Version { get; private set; }

    public bool HasEnded => State is JourneyState.Completed or JourneyState.Failed or JourneyState.Cancelled;

    /// <summary>Somebody is or was in the car, or is visited.</summary>
    public bool HasCarried => _requests.Exists(request => request.Status == RequestStatus.Completed || IsCarried(request));

    /// <summary>Fetched and brought, in their order.</summary>
    public IReadOnlyList<Stop> Stops =>
    [
        .. _requests.Select(request => new Stop(request, IsPickUp: true, request.PickUpOrder ?? 0))
            .Concat(_requests.Where(request => request.DropOffOrder is not null).Select(request => new Stop(request, IsPickUp: false, request.DropOffOrder!.Value)))
            .OrderBy(stop => stop.Order),
    ];

    /// <summary>Where it goes, or stands; null when nothing is left to do.</summary>
    public Stop? NextStop => HasEnded ? null : Stops.FirstOrDefault(stop => !stop.IsDone);

    /// <summary>What the crew can report now, the usual first.</summary>
    public IReadOnlyList<CrewStep> LegalSteps => State switch
    {
        JourneyState.Assigned => [CrewStep.Accept],
        JourneyState.Accepted => [CrewStep.Depart],
        JourneyState.EnRoute => [CrewStep.Arrive],
        JourneyState.Arrived when NextStop is { IsPickUp: true, Request.IsVisit: false } => [CrewStep.Board, CrewStep.Complete],
        JourneyState.Arrived => [CrewStep.Complete],
        JourneyState.OnBoard when NextStop is { IsPickUp: false } => [CrewStep.Arrive, CrewStep.Complete],
        JourneyState.OnBoard => [CrewStep.Arrive],
        _ => [],
    };

    public static Journey Start(
        MobileUnit unit, IReadOnlyList<(TripRequest Request, Times Times)> trips, IReadOnlyList<PlannedStop> stops, Period slot, double kilometres, string? reason, string dispatcher, DateTimeOffset now)
    {
        var journey = new Journey
        {
            Id = Guid.CreateVersion7(now), UnitId = unit.Id, Unit = unit, Reason = reason, AssignedBy = dispatcher, AssignedAt = now, ChangedAt = now, Version = 1,
        };
        foreach (var (request, times) in trips)
        {
            journey._requests.Add(request);
            request.Join(journey, times, unit.Code, dispatcher, now);
        }

        journey.Arrange(stops, slot, kilometres);
        unit.ChangeSchedule();
        return journey;
    }

    /// <summary>Somebody shares the ride from now on; the others are fetched and brought when the plan says.</summary>
    /// <returns>Those who are fetched at another time than they were told, by more than a few minutes.</returns>
    public IReadOnlyList<TripRequest> Take(TripRequest request, SharedPlan plan, string dispatcher, DateTimeOffset now)
    {
        var moved = Replan(plan, now);
        _requests.Add(request);
        request.Join(this, plan.TimesOf(request), Unit.Code, dispatcher, now);
        Arrange(plan.Stops, plan.Slot, plan.Kilometres);
        Unit.ChangeSchedule();
        Touch(now);
        return moved;
    }

    /// <summary>It goes at another time, or by other ways, with the same people.</summary>
    /// <returns>As of <see cref="Take"/>.</returns>
    public IReadOnlyList<TripRequest> GoAs(SharedPlan plan, DateTimeOffset now)
    {
        var moved = Replan(plan, now);
        Arrange(plan.Stops, plan.Slot, plan.Kilometres);
        Unit.ChangeSchedule();
        Touch(now);
        return moved;
    }

    /// <summary>The crew reports what it did. All that are on the journey have to be loaded.</summary>
    /// <returns>Those for whom that is news.</returns>
    public IReadOnlyList<TripRequest> Report(CrewStep step, string crew, DateTimeOffset at)
    {
        if (!LegalSteps.Contains(step))
        {
            throw new InvalidOperationException($"A journey that is {State} cannot be told {step}.");
        }

        var stop = NextStop!;
        var told = step switch
        {
            CrewStep.Accept => Accept(crew, at),
            CrewStep.Depart => Depart(crew, at),
            CrewStep.Arrive => Arrive(stop, crew, at),
            CrewStep.Board => Move([stop.Request], RequestStatus.OnBoard, crew, at),
            _ => Complete(stop, crew, at),
        };
        if (step is CrewStep.Board or CrewStep.Complete)
        {
            GoOn(at);
        }

        Touch(at);
        return told;
    }

    /// <summary>The unit cannot go on. Whoever it has not brought waits again, in front of the dispatcher.</summary>
    public IReadOnlyList<TripRequest> Fail(string reason, string actor, DateTimeOffset at) => GiveBack(JourneyState.Failed, "Failed", reason, actor, at);

    /// <summary>A dispatcher ends it for a crew that cannot say so. Whoever was not brought waits again.</summary>
    /// <param name="areBrought">Those in the car were brought, and the visit where it stands was made.</param>
    /// <returns>Those who are brought by that, and those who wait again.</returns>
    public (IReadOnlyList<TripRequest> Brought, IReadOnlyList<TripRequest> Left) EndForCrew(bool areBrought, string reason, string dispatcher, DateTimeOffset at)
    {
        var brought = areBrought ? _requests.FindAll(IsCarried) : [];
        foreach (var request in brought)
        {
            PassengersBrought += request.Passengers ?? 0;
            request.Move(RequestStatus.Completed, reason, dispatcher, at);
        }

        return (brought, GiveBack(areBrought ? JourneyState.Completed : JourneyState.Failed, "Failed", reason, dispatcher, at));
    }

    /// <summary>The dispatcher takes it back.</summary>
    public IReadOnlyList<TripRequest> TakeBack(string reason, string actor, DateTimeOffset at) => GiveBack(JourneyState.Cancelled, "Unassigned", reason, actor, at);

    /// <summary>One of several can not be served (nobody was there, say): the others go on.</summary>
    /// <param name="code">Unassigned or Failed.</param>
    public void GiveBack(TripRequest request, string code, string reason, string actor, DateTimeOffset at)
    {
        Lose(request, at);
        request.GoBack(code, reason, actor, at);
    }

    /// <summary>A reading of the dashboard, in kilometres.</summary>
    public void ReadOdometer(int kilometres)
    {
        OdometerStart ??= kilometres;
        OdometerEnd = kilometres;
    }

    /// <summary>A reading of its unit was a mistake. What this journey read beyond the true one was the same mistake: it is measured from the next reading on.</summary>
    public void CorrectOdometer(int kilometres)
    {
        if (OdometerEnd > kilometres)
        {
            (OdometerStart, OdometerEnd) = (null, null);
        }
    }

    /// <summary>What a phone without a network kept is heard of later than it was done: those who look at what changed since find it.</summary>
    /// <param name="told">Whom it is news for, those whom the journey lost included.</param>
    public void Heard(IReadOnlyList<TripRequest> told, DateTimeOffset now)
    {
        ChangedAt = now;
        foreach (var request in told)
        {
            request.Heard(now);
        }
    }

    /// <summary>It may say who is carried and why. The version stays: it is that of the state, by which others put their news in order.</summary>
    internal void EraseReason() => Reason = null;

    internal void Lose(TripRequest request, DateTimeOffset at)
    {
        var standsThere = NextStop?.Request == request;
        _requests.Remove(request);
        Unit.ChangeSchedule();
        if (_requests.Count == 0 || _requests.TrueForAll(other => other.Status == RequestStatus.Completed))
        {
            End(_requests.Count == 0 ? JourneyState.Cancelled : JourneyState.Completed, at);
        }
        else if (State == JourneyState.OnBoard || (standsThere && State == JourneyState.Arrived))
        {
            GoOn(at);
        }

        Touch(at);
    }

    private static bool IsCarried(TripRequest request) => request.Status == RequestStatus.OnBoard || request is { IsVisit: true, Status: RequestStatus.Arrived };

    private IReadOnlyList<TripRequest> Accept(string crew, DateTimeOffset at)
    {
        (State, DrivenBy) = (JourneyState.Accepted, crew);
        return Move(_requests, RequestStatus.Accepted, crew, at);
    }

    private IReadOnlyList<TripRequest> Depart(string crew, DateTimeOffset at)
    {
        (State, DepartedAt, OccupiesUnitId, DrivenBy) = (JourneyState.EnRoute, at, UnitId, crew);
        return Move(_requests, RequestStatus.EnRoute, crew, at);
    }

    private IReadOnlyList<TripRequest> Arrive(Stop stop, string crew, DateTimeOffset at)
    {
        State = JourneyState.Arrived;
        return stop.IsPickUp ? Move([stop.Request], RequestStatus.Arrived, crew, at) : [];
    }

    private IReadOnlyList<TripRequest> Complete(Stop stop, string crew, DateTimeOffset at)
    {
        PassengersBrought += stop.Request.Passengers ?? 0;
        return Move([stop.Request], RequestStatus.Completed, crew, at);
    }

    private void GoOn(DateTimeOffset at)
    {
        if (NextStop is null)
        {
            End(JourneyState.Completed, at);
        }
        else
        {
            State = _requests.Exists(request => request.Status == RequestStatus.OnBoard) ? JourneyState.OnBoard : JourneyState.EnRoute;
        }
    }

    private IReadOnlyList<TripRequest> GiveBack(JourneyState state, string code, string reason, string actor, DateTimeOffset at)
    {
        if (HasEnded)
        {
            throw new InvalidOperationException($"A journey that is {State} has ended.");
        }

        var left = _requests.Where(request => request.Status != RequestStatus.Completed).ToList();
        foreach (var request in left)
        {
            _requests.Remove(request);
            request.GoBack(code, reason, actor, at);
        }

        End(state, at);
        Unit.ChangeSchedule();
        Touch(at);
        return left;
    }

    private IReadOnlyList<TripRequest> Move(IReadOnlyList<TripRequest> requests, RequestStatus status, string crew, DateTimeOffset at)
    {
        foreach (var request in requests)
        {
            request.Move(status, Unit.Code, crew, at);
        }

        return [.. requests];
    }

    private List<TripRequest> Replan(SharedPlan plan, DateTimeOffset now)
    {
        var moved = new List<TripRequest>();
        foreach (var other in _requests.Where(other => plan.Times.ContainsKey(other.Id)))
        {
            var told = other.PlannedPickUpAt;
            other.Replan(plan.TimesOf(other), now);
            if (told is { } before && other.PlannedPickUpAt is { } after && (after - before).Duration() > FewMinutes)
            {
                moved.Add(other);
            }
        }

        return moved;
    }

    private void Arrange(IReadOnlyList<PlannedStop> stops, Period slot, double kilometres)
    {
        foreach (var request in _requests.Where(request => !request.Status.HasEnded()))
        {
            var places = stops.Select((stop, index) => (stop, index)).Where(each => each.stop.RequestId == request.Id).ToList();
            request.TakePlaces(places[0].index + 1, request.IsVisit ? null : places[^1].index + 1);
        }

        (SlotFrom, SlotUntil, PlannedKilometres) = (slot.From, slot.Until, Math.Round(kilometres, 1));
    }

    private void End(JourneyState state, DateTimeOffset at) => (State, EndedAt, OccupiesUnitId) = (state, at, null);

    private void Touch(DateTimeOffset at)
    {
        ChangedAt = at;
        Version++;
    }
}

/// <summary>One stop of a journey that is being planned: somebody is fetched there first and brought there second.</summary>
internal sealed record PlannedStop(Guid RequestId, bool IsPickUp);
