using PlanningPlatform.Intake;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>A resident's complaint (aduan) from receipt to resolution.</summary>
internal sealed class Complaint
{
    public const string TrackingPrefix = "ADU";

    /// <summary>Stands where the reporter's words stood; in Indonesian, the language of the desk.</summary>
    public const string ErasedWords = "(Dihapus atas permintaan pelapor.)";

    /// <summary>Entries whose note names an agency or a unit; any other note is free text, in which somebody may have repeated what was reported.</summary>
    private static readonly string[] NotesThatStay = ["Forwarded", "Assigned", "Accepted", "Departed", "Arrived", "Completed"];

    private readonly List<TimelineEntry> _timeline = [];

    private Complaint()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>What the resident follows it by, together with a secret of which only a hash is kept.</summary>
    public string TrackingNumber { get; private init; } = "";

    public byte[] SecretHash { get; private init; } = [];
    public string CategoryCode { get; private init; } = "";

    /// <summary>What was reported, in the reporter's words, or <see cref="ErasedWords"/>.</summary>
    public string Description { get; private set; } = "";

    public Place Place { get; private set; } = new();
    public Visibility Visibility { get; private init; }

    /// <summary>The reporter's contact and what they consented to, encrypted; used only to contact them. Null when none was given or it was erased.</summary>
    public string? ProtectedReporter { get; private set; }

    /// <summary>Since when the contact is kept only for questions about the answer: the retention counts from here. Null without a contact and before the answer.</summary>
    public DateTimeOffset? ContactUnneededSince { get; private set; }

    /// <summary>Since when what was written is a record and no longer work: its retention, where one is set, counts from here. Null before the answer and once it is erased after it.</summary>
    public DateTimeOffset? WordsUnneededSince { get; private set; }

    /// <summary>What the dispatcher was asked for. Null before, and once it is erased.</summary>
    public Trip? Trip { get; private set; }

    /// <summary>Since when nobody needs the trip for work: its retention counts from here. Null without a trip and before its end.</summary>
    public DateTimeOffset? TripUnneededSince { get; private set; }

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
    public void RequestMobileUnit(Trip trip, string? deskNote, string actor, DateTimeOffset now)
    {
        Go(Move.RequestMobileUnit);
        HasOpenJourney = true;
        Trip = trip;
        Record("MobileUnitRequested", note: null, actor, now, deskNote);
    }

    /// <param name="note">The agency's answer.</param>
    /// <param name="agencyName">Named in the timeline, so that everybody sees whose answer it is.</param>
    /// <param name="byDesk">The operator records it on the agency's behalf; the timeline says so.</param>
    public void Resolve(string note, string agencyName, bool byDesk, string actor, DateTimeOffset now)
    {
        if (HasOpenJourney)
        {
            throw new InvalidOperationException("A complaint with an open journey cannot be resolved.");
        }

        Go(Move.Resolve);
        ContactUnneededSince = ProtectedReporter is null ? null : now;
        WordsUnneededSince = now; // Also when the words are erased already: the answer and notes since then are words, too.
        Record("Resolved", byDesk ? $"Dicatat operator atas nama {agencyName}: {note}" : $"{agencyName}: {note}", actor, now);
    }

    /// <summary>Tells the reporter what the van did. Late and repeated news changes nothing but adds what was not told yet.</summary>
    /// <param name="code">Assigned, Accepted, Departed, Arrived or Completed.</param>
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

        Record(code, $"Mobmas {unitCode}", actor: null, at);
        return isNewest;
    }

    /// <summary>The reporter takes back their contact; the case goes on.</summary>
    /// <returns>False when there is none.</returns>
    public bool EraseContact(DateTimeOffset now)
    {
        if (ProtectedReporter is null)
        {
            return false;
        }

        RemoveContact();
        Record("ContactErased", note: null, actor: null, now);
        return true;
    }

    /// <summary>Its time is over. The privacy notice said so beforehand, so the timeline does not.</summary>
    public void ForgetContact()
    {
        RemoveContact();
        Version++;
    }

    /// <summary>Its time is over.</summary>
    public void ForgetTrip()
    {
        RemoveTrip();
        Version++;
    }

    /// <param name="period">How long an officer has to decide.</param>
    public ErasureRequest RequestErasure(string? reason, TimeSpan period, DateTimeOffset now)
    {
        Record("ErasureRequested", note: null, actor: null, now);
        return ErasureRequest.For(this, reason, now, now + period);
    }

    /// <summary>Removes who reported, what they wrote, where exactly, the trip, and every note in which that may be repeated. Village and category stay for statistics.</summary>
    /// <param name="earlier">Requests that were refused before: what was said in them goes, too.</param>
    public void GrantErasure(ErasureRequest request, IEnumerable<ErasureRequest> earlier, string officer, DateTimeOffset now)
    {
        request.Grant(officer, now);
        foreach (var refused in earlier)
        {
            refused.EraseWords();
        }

        EraseContent(officer, now);
    }

    /// <summary>Its time is over: the same as a granted request. The timeline has to be loaded.</summary>
    /// <param name="requests">All that were made; what was said in them goes, too, and none is left open.</param>
    public void ForgetContent(IEnumerable<ErasureRequest> requests, DateTimeOffset now)
    {
        foreach (var request in requests)
        {
            request.EraseWords();
            request.Lapse(now);
        }

        EraseContent(officer: null, now);
    }

    /// <param name="reason">The reporter reads it.</param>
    public void RefuseErasure(ErasureRequest request, string reason, string officer, DateTimeOffset now)
    {
        request.Refuse(reason, officer, now);
        Record("ErasureRefused", reason, officer, now);
    }

    private void EraseContent(string? officer, DateTimeOffset now)
    {
        RemoveContact();
        RemoveTrip();
        Description = ErasedWords;
        WordsUnneededSince = null;
        Place = new Place { VillageCode = Place.VillageCode };
        foreach (var entry in _timeline)
        {
            entry.EraseNotes(keepNote: NotesThatStay.Contains(entry.Code));
        }

        Record("ContentErased", note: null, officer, now);
    }

    private void RemoveContact() => (ProtectedReporter, ContactUnneededSince) = (null, null);

    private void RemoveTrip() => (Trip, TripUnneededSince) = (null, null);

    private void Go(Move move)
        => Status = Transitions.Target(Status, move) ?? throw new InvalidOperationException($"{move} is illegal from {Status}.");

    private void Record(string code, string? note, string? actor, DateTimeOffset at, string? deskNote = null)
    {
        Version++;
        _timeline.Add(new TimelineEntry(Id, code, Status, at, note, deskNote, actor));
    }
}
