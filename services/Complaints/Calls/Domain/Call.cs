using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>
/// One call to 112, from its first ring to its end. Two things hold whatever happens: one operator has at most one open call, and a call that
/// was marked an emergency, by the caller or by anybody at the desk, is never turned away.
/// </summary>
internal sealed class Call
{
    public const int LongestNote = 2000;

    private readonly List<CallEntry> _entries = [];

    private Call()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Whose number it came from; null when it was withheld, and once its time is over.</summary>
    public Guid? CallerId { get; private set; }

    /// <summary>SHA-256 of the telephone system's own name for it, so that a call announced twice rings once; null when an operator typed it in.</summary>
    public byte[]? ExternalHash { get; private init; }

    public CallState State { get; private set; }

    /// <summary>Null until somebody has said.</summary>
    public CallKind? Kind { get; private set; }

    /// <summary>On the region's wall calendar; with <see cref="Hour"/> what the statistics count by.</summary>
    public DateOnly Day { get; private init; }

    /// <summary>0 to 23, on the region's clock.</summary>
    public int Hour { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the caller hung up while an operator had the call.</summary>
    public DateTimeOffset? HungUpAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>From the first ring to the answer; null until then.</summary>
    public int? WaitedSeconds { get; private set; }

    /// <summary>From the answer to the end; null until then.</summary>
    public int? HandledSeconds { get; private set; }

    /// <summary>It was announced as blocked and queued last.</summary>
    public bool CameBlocked { get; private init; }

    /// <summary>When it was first marked an emergency; stays when it turned out to be none.</summary>
    public DateTimeOffset? EmergencyAt { get; private set; }

    /// <summary>User name of who answered it or took it over last.</summary>
    public string? Operator { get; private set; }

    /// <summary>The same while it is open, else null. Unique: the database lets nobody have two open calls.</summary>
    public string? OpenWith { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The complaint that was lodged from it.</summary>
    public Guid? ComplaintId { get; private set; }

    /// <summary>What it was answered with on the phone.</summary>
    public string? StandardAnswerCode { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<CallEntry> Entries => _entries;

    public bool IsEmergency => Kind == CallKind.Emergency;

    /// <summary>An emergency of which nothing was lodged yet and that nobody has: somebody calls back.</summary>
    public bool NeedsCallBack => IsEmergency && ComplaintId is null && State is not (CallState.Ringing or CallState.Open);

    /// <param name="caller">Null when the number is withheld.</param>
    /// <param name="localTime">On the region's clock.</param>
    public static Call Ring(Caller? caller, bool blocked, byte[]? externalHash, DateTimeOffset localTime, string actor, DateTimeOffset now)
    {
        var call = new Call
        {
            Id = Guid.CreateVersion7(now),
            CallerId = caller?.Id,
            ExternalHash = externalHash,
            Day = DateOnly.FromDateTime(localTime.DateTime),
            Hour = localTime.Hour,
            StartedAt = now,
            CameBlocked = blocked,
        };
        call.Record(blocked ? "RangBlocked" : "Rang", actor, now);
        return call;
    }

    public void Answer(string actor, DateTimeOffset now)
    {
        Require(State == CallState.Ringing);
        (State, Operator, OpenWith, AnsweredAt) = (CallState.Open, actor, actor, now);
        WaitedSeconds = Seconds(StartedAt, now);
        Record("Answered", actor, now);
    }

    /// <summary>From the operator who had it: at the end of a shift, or to help.</summary>
    public void TakeOver(string actor, DateTimeOffset now)
    {
        Require(State == CallState.Open);
        (Operator, OpenWith) = (actor, actor);
        Record("TakenOver", actor, now);
    }

    /// <summary>By the caller's key or by anybody at the desk, at any time. A call that was turned away rings again.</summary>
    public void MarkEmergency(string actor, DateTimeOffset now)
    {
        if (IsEmergency)
        {
            return;
        }

        EmergencyAt ??= now;
        Kind = CallKind.Emergency;
        if (State == CallState.TurnedAway)
        {
            (State, EndedAt) = (CallState.Ringing, null);
        }

        Record("MarkedEmergency", actor, now);
    }

    /// <summary>True when its kind can still be said otherwise: nothing was lodged from it, and somebody spoke with the caller or did not get to.</summary>
    public bool CanBeCategorised => ComplaintId is null && State != CallState.Ringing;

    /// <summary>Ghost and prank end the call; the others go on to an answer or a complaint.</summary>
    /// <param name="kind">For an emergency: <see cref="MarkEmergency"/>.</param>
    /// <param name="reason">Why an emergency is none; null otherwise.</param>
    public void Categorise(CallKind kind, string? reason, string actor, DateTimeOffset now)
    {
        Require(CanBeCategorised && kind != CallKind.Emergency && (!IsEmergency || reason is not null));
        Kind = kind;
        Record("Categorised", actor, now, kind.ToString(), reason);
        if (State == CallState.Open && kind is CallKind.Ghost or CallKind.Prank)
        {
            End(actor, now);
        }
    }

    public void WriteNote(string? text, string actor, DateTimeOffset now)
    {
        Note = text;
        Record("Noted", actor, now);
    }

    /// <summary>True when a complaint can be lodged from it: one for each call, once somebody has answered or calls back.</summary>
    public bool CanLodge => ComplaintId is null && State != CallState.Ringing;

    /// <summary>The kind follows what was lodged. The call stays open: the operator still has the caller on the line.</summary>
    public void Lodge(Complaint complaint, string actor, DateTimeOffset now)
    {
        Require(CanLodge);
        ComplaintId = complaint.Id;
        if (complaint.IsEmergency)
        {
            MarkEmergency(actor, now);
        }
        else
        {
            Kind = complaint.Kind == ComplaintKind.InformationRequest ? CallKind.Information : CallKind.Complaint;
        }

        Record("Lodged", actor, now, complaint.TrackingNumber);
    }

    /// <summary>Answered on the phone and over, with the request for information that says so.</summary>
    public void AnswerWith(StandardAnswer answer, Complaint complaint, string actor, DateTimeOffset now)
    {
        Require(CanLodge && State == CallState.Open);
        (Kind, ComplaintId, StandardAnswerCode) = (CallKind.Information, complaint.Id, answer.Code);
        Record("AnsweredWith", actor, now, answer.Code);
        End(actor, now);
    }

    /// <summary>The line is dead. A call that nobody answered was missed; an open one waits for its operator to say what it was.</summary>
    public void HangUp(string actor, DateTimeOffset now)
    {
        if (State == CallState.Ringing)
        {
            (State, EndedAt) = (CallState.Missed, now);
            Record("Missed", actor, now);
        }
        else if (State == CallState.Open && HungUpAt is null)
        {
            HungUpAt = now;
            Record("HungUp", actor, now);
        }
    }

    /// <summary>What still stands between an open call and its end; null when nothing does.</summary>
    public Unfinished? WhatIsLeft => Kind switch
    {
        null => Unfinished.Kind,
        CallKind.Emergency when ComplaintId is null => Unfinished.EmergencyCase,
        CallKind.Complaint when ComplaintId is null => Unfinished.Complaint,
        _ => null,
    };

    public void Finish(string actor, DateTimeOffset now)
    {
        Require(State == CallState.Open && WhatIsLeft is null);
        End(actor, now);
    }

    /// <summary>True when it can be ended without an answer: its number is blocked, and nobody ever said that it is an emergency.</summary>
    public bool CanBeTurnedAway(bool blocked) => State == CallState.Ringing && blocked && EmergencyAt is null;

    public void TurnAway(bool blocked, string actor, DateTimeOffset now)
    {
        Require(CanBeTurnedAway(blocked));
        (State, EndedAt) = (CallState.TurnedAway, now);
        Record("TurnedAway", actor, now);
    }

    /// <summary>Its time is over, or the caller asked: number and notes go, the row stays for statistics.</summary>
    public void Forget()
    {
        (CallerId, Note) = (null, null);
        foreach (var entry in _entries)
        {
            entry.Forget();
        }

        Version++;
    }

    private void End(string actor, DateTimeOffset now)
    {
        (State, OpenWith, EndedAt) = (CallState.Ended, null, now);
        HandledSeconds = Seconds(AnsweredAt!.Value, now);
        Record("Ended", actor, now);
    }

    private void Record(string code, string actor, DateTimeOffset at, string? detail = null, string? reason = null)
    {
        Version++;
        _entries.Add(new CallEntry(Id, code, at, actor, detail, reason));
    }

    private static int Seconds(DateTimeOffset from, DateTimeOffset to) => (int)Math.Max(0, (to - from).TotalSeconds);

    private void Require(bool legal)
    {
        if (!legal)
        {
            throw new InvalidOperationException($"Illegal for a call that is {State} and {Kind}.");
        }
    }
}

/// <summary>Where a call stands.</summary>
internal enum CallState
{
    Ringing,

    /// <summary>With an operator.</summary>
    Open,

    Ended,

    /// <summary>The caller hung up before anybody answered.</summary>
    Missed,

    /// <summary>Ended without an answer because its number is blocked; never an emergency.</summary>
    TurnedAway,
}

/// <summary>What a call was; the desk's own first four are those that the city publishes.</summary>
internal enum CallKind
{
    /// <summary>Silence, or a pocket.</summary>
    Ghost,
    Prank,
    Information,
    Emergency,

    /// <summary>Not urgent: a complaint on working-day clocks.</summary>
    Complaint,
}

/// <summary>What stands between an open call and its end.</summary>
internal enum Unfinished
{
    /// <summary>Nobody said what it is.</summary>
    Kind,

    /// <summary>An emergency of which no case was opened.</summary>
    EmergencyCase,

    /// <summary>A complaint that was not lodged.</summary>
    Complaint,
}

/// <summary>One thing that happened to a call, and who did it.</summary>
internal sealed class CallEntry(Guid callId, string code, DateTimeOffset at, string actor, string? detail, string? reason)
{
    public long Sequence { get; private init; }
    public Guid CallId { get; private init; } = callId;

    /// <summary>Stable; docs/calls.md lists them.</summary>
    public string Code { get; private init; } = code;

    public DateTimeOffset At { get; private init; } = at;

    /// <summary>User name, of an operator or of the telephone system's account.</summary>
    public string Actor { get; private init; } = actor;

    /// <summary>A kind, a tracking number or the code of a standard answer.</summary>
    public string? Detail { get; private init; } = detail;

    /// <summary>Free text.</summary>
    public string? Reason { get; private set; } = reason;

    public void Forget() => Reason = null;
}
