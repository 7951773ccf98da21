using PlanningPlatform.Intake;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>A resident's complaint (aduan) from receipt to the archive. This part: what it is and how it comes in; its other parts are beside it.</summary>
internal sealed partial class Complaint
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
    public string CategoryCode { get; private set; } = "";
    public ComplaintKind Kind { get; private set; }

    /// <summary>Minutes count, and units are called; by the category's rule when it was classified.</summary>
    public bool IsEmergency { get; private set; }

    /// <summary>An allegation of misconduct (berkadar pengawasan), by the category's rule when it was classified.</summary>
    public bool IsMisconduct { get; private set; }

    /// <summary>What was reported, in the reporter's words, or <see cref="ErasedWords"/>. Empty when somebody only joined another complaint.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The answers to the category's own questions, by their code; several where the question is a list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Given by the reporter, or the nearest to the point; null for a point beyond the border, which is handed over, never refused.</summary>
    public string? VillageCode { get; private init; }

    public Place Place { get; private set; } = new();

    /// <summary>Where it lies on a grid, so that what is near is found by an index; null without a point.</summary>
    public long? Cell { get; private set; }

    /// <summary>As the reporter chose or somebody forced; it only ever grows stricter.</summary>
    public Visibility Visibility { get; private set; }

    public Channel Channel { get; private init; }

    /// <summary>User name of who took it in for somebody else (112, counter), or the Open311 client's; null when the reporter sent it.</summary>
    public string? TakenBy { get; private init; }

    /// <summary>The reporter's contact and what they consented to, encrypted; used only to contact them. Null when none was given or it was erased.</summary>
    public string? ProtectedReporter { get; private set; }

    public DateTimeOffset ReceivedAt { get; private init; }
    public ComplaintStatus Status { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    /// <summary>True when the move is legal now; otherwise <see cref="LegalMoves"/> says what is.</summary>
    public bool Can(Move move) => LegalMoves.Contains(move);

    /// <summary>All that the state allows, of whoever is to do it, less what makes no sense for this one.</summary>
    public IEnumerable<Move> LegalMoves => Transitions.LegalFrom(Status).Where(move => move switch
    {
        Move.CallUnit => IsEmergency,
        Move.Ask => AskedAt is null && !IsEmergency,
        Move.RequestMobileUnit => Trip is null && JourneyVersion == 0,
        Move.Resolve or Move.Return or Move.Transfer or Move.Postpone => !HasOpenJourney && !HasOpenHandOff,
        // A plan is public and about a village; and whoever follows a complaint follows its proposal, so one that has one stays.
        Move.Propose => ProposedAt is null && Visibility != Visibility.Secret && VillageCode is not null,
        Move.Merge => ProposedAt is null,
        Move.Reopen => ReopenUntil is not null && !WasReopened,
        _ => true,
    });

    /// <param name="report">What was sent, checked.</param>
    /// <param name="rule">How its category is handled on the day of <paramref name="now"/>.</param>
    public static Complaint Lodge(Tracking tracking, Lodging report, Category category, CategoryRule rule, RegulationProfile profile, Limits limits, DateTimeOffset now)
    {
        var complaint = new Complaint
        {
            Id = Guid.CreateVersion7(now),
            TrackingNumber = tracking.Number,
            SecretHash = tracking.SecretHash,
            Description = report.Description,
            Attributes = report.Attributes,
            VillageCode = report.VillageCode,
            Place = report.Place,
            Cell = GridCell.Of(report.Place),
            Visibility = report.Visibility,
            Channel = report.Channel,
            TakenBy = report.TakenBy,
            ProtectedReporter = report.ProtectedReporter,
            ReceivedAt = now,
        };
        complaint.Classify(category, rule);
        complaint.StartClock(profile, limits);
        complaint.Record("Received", note: null, actor: report.TakenBy, now);
        return complaint;
    }

    private void Classify(Category category, CategoryRule rule)
    {
        (CategoryCode, Kind, IsEmergency, IsMisconduct) = (category.Code, category.Kind, rule.IsEmergency, rule.ForcesSecret);
        if (rule.ForcesSecret)
        {
            Visibility = Visibility.Secret;
        }
    }

    private void Go(Move move)
    {
        if (!Can(move))
        {
            throw new InvalidOperationException($"{move} is illegal from {Status}.");
        }

        Status = Transitions.Target(Status, move)!.Value;
    }

    private void Record(string code, string? note, string? actor, DateTimeOffset at, string? deskNote = null, Audience audience = Audience.Everybody)
    {
        Version++;
        ChangedAt = at > ChangedAt ? at : ChangedAt;
        Reschedule();
        _timeline.Add(new TimelineEntry(Id, code, Status, at, note, deskNote, actor, audience));
    }
}

/// <summary>What somebody reports, checked and ready to be kept.</summary>
internal sealed record Lodging(
    string Description, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, string? VillageCode, Place Place, Visibility Visibility, Channel Channel, string? TakenBy, string? ProtectedReporter);

/// <summary>How a complaint came in.</summary>
internal enum Channel
{
    Portal,
    Api,
    Open311,

    /// <summary>By telephone, through an operator.</summary>
    Call112,

    /// <summary>At the village office, or by RT/RW or a kader for somebody present.</summary>
    Counter,

    /// <summary>WhatsApp or SMS.</summary>
    Message,
}
