using PlanningPlatform.Intake;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>A resident's complaint (aduan) from receipt to resolution.</summary>
internal sealed class Complaint
{
    public const string TrackingPrefix = "ADU";

    private readonly List<TimelineEntry> _timeline = [];

    private Complaint()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>What the resident follows it by, together with a secret of which only a hash is kept.</summary>
    public string TrackingNumber { get; private init; } = "";

    public byte[] SecretHash { get; private init; } = [];
    public string CategoryCode { get; private init; } = "";
    public string Description { get; private init; } = "";
    public Place Place { get; private init; } = new();
    public Visibility Visibility { get; private init; }

    /// <summary>The reporter's contact, encrypted; used only to contact them. Null when none was given.</summary>
    public string? ProtectedReporter { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>When the clock of its category runs out.</summary>
    public DateTimeOffset ExpectedBy { get; private init; }

    public ComplaintStatus Status { get; private set; }
    public string? AgencyCode { get; private set; }

    /// <summary>From the request for a Mobmas until its journey has ended; a complaint cannot be resolved meanwhile.</summary>
    public bool HasOpenJourney { get; private set; }

    /// <summary>The newest journey state seen here: events can overtake each other.</summary>
    public int JourneyVersion { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    public static Complaint Lodge(
        Tracking tracking, Category category, string description, Place place, Visibility visibility, string? protectedReporter, DateTimeOffset expectedBy, DateTimeOffset now)
    {
        var complaint = new Complaint
        {
            Id = Guid.CreateVersion7(now),
            TrackingNumber = tracking.Number,
            SecretHash = tracking.SecretHash,
            CategoryCode = category.Code,
            Description = description,
            Place = place,
            Visibility = category.ForcesSecret ? Visibility.Secret : visibility,
            ProtectedReporter = protectedReporter,
            ReceivedAt = now,
            ExpectedBy = expectedBy,
        };
        complaint.Record("Received", note: null, actor: null, now);
        return complaint;
    }

    /// <summary>True when the move is legal now; otherwise <see cref="LegalMoves"/> says what is.</summary>
    public bool Can(Move move) => Transitions.Target(Status, move) is not null;

    public IEnumerable<Move> LegalMoves => Transitions.LegalFrom(Status);

    public void Verify(string actor, DateTimeOffset now)
    {
        Go(Move.Verify);
        Record("Verified", note: null, actor, now);
    }

    public void Forward(Agency agency, string actor, DateTimeOffset now)
    {
        Go(Move.Forward);
        AgencyCode = agency.Code;
        Record("Forwarded", agency.Name, actor, now);
    }

    /// <param name="deskNote">Why, for the desk only: the reason of a trip can reveal an illness (UU 27/2022).</param>
    public void RequestMobileUnit(string? deskNote, string actor, DateTimeOffset now)
    {
        Go(Move.RequestMobileUnit);
        HasOpenJourney = true;
        Record("MobileUnitRequested", note: null, actor, now, deskNote);
    }

    /// <param name="note">The agency's answer, which the operator records on its behalf.</param>
    /// <param name="agencyName">Named in the timeline, so that everybody sees whose answer it is.</param>
    public void Resolve(string note, string agencyName, string actor, DateTimeOffset now)
    {
        if (HasOpenJourney)
        {
            throw new InvalidOperationException("A complaint with an open journey cannot be resolved.");
        }

        Go(Move.Resolve);
        Record("Resolved", $"Dicatat operator atas nama {agencyName}: {note}", actor, now);
    }

    /// <summary>Tells the reporter what the van did. Late and repeated news changes nothing but adds what was not told yet.</summary>
    /// <param name="code">Assigned, Accepted, Departed, Arrived or Completed.</param>
    public void Follow(string code, string unitCode, bool ended, int journeyVersion, DateTimeOffset at)
    {
        if (journeyVersion > JourneyVersion)
        {
            JourneyVersion = journeyVersion;
            HasOpenJourney = !ended;
        }

        Record(code, $"Mobmas {unitCode}", actor: null, at);
    }

    private void Go(Move move)
        => Status = Transitions.Target(Status, move) ?? throw new InvalidOperationException($"{move} is illegal from {Status}.");

    private void Record(string code, string? note, string? actor, DateTimeOffset at, string? deskNote = null)
    {
        Version++;
        _timeline.Add(new TimelineEntry { ComplaintId = Id, Code = code, Status = Status, At = at, Note = note, DeskNote = deskNote, Actor = actor });
    }
}
