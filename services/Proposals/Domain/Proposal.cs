using PlanningPlatform.Intake;

namespace PlanningPlatform.Proposals.Domain;

/// <summary>A resident's proposal (usulan) for the development plan.</summary>
internal sealed class Proposal
{
    public const string TrackingPrefix = "USL";

    private readonly List<TimelineEntry> _timeline = [];

    private Proposal()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>What the proposer follows it by, together with a secret of which only a hash is kept.</summary>
    public string TrackingNumber { get; private init; } = "";

    public byte[] SecretHash { get; private init; } = [];
    public string Title { get; private init; } = "";

    /// <summary>What is wrong today, in the proposer's words.</summary>
    public string Problem { get; private init; } = "";

    public string VillageCode { get; private init; } = "";

    /// <summary>Code of a <see cref="Sector"/>; null when the proposer left that to the officials.</summary>
    public string? Sector { get; private init; }

    /// <summary>Degrees (WGS 84); null when only the village is known.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees (WGS 84); null when only the village is known.</summary>
    public double? Longitude { get; private set; }

    /// <summary>The proposer's contact and what they consented to, encrypted; used only to contact them. Null when none was given or it was erased.</summary>
    public string? ProtectedProposer { get; private set; }

    /// <summary>Since when the contact is kept: the retention counts from here. Null without a contact.</summary>
    public DateTimeOffset? ContactKeptSince { get; private set; }

    /// <summary>The complaint that it was made of, with all that followed it; null when somebody proposed it themselves.</summary>
    public Guid? ComplaintId { get; private init; }

    /// <summary>The number of that complaint; null likewise.</summary>
    public string? ComplaintNumber { get; private init; }

    /// <summary>How many reported it, 1 or more; 1 for whoever proposed it themselves.</summary>
    public int Affected { get; private init; } = 1;

    public DateTimeOffset SubmittedAt { get; private init; }
    public ProposalStatus Status { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<TimelineEntry> Timeline => _timeline;

    public static Proposal Submit(
        Tracking tracking, string title, string problem, string villageCode, string? sector, Location? location, string? protectedProposer, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now),
            TrackingNumber = tracking.Number,
            SecretHash = tracking.SecretHash,
            Title = title,
            Problem = problem,
            VillageCode = villageCode,
            Sector = sector,
            Latitude = location?.Latitude,
            Longitude = location?.Longitude,
            ProtectedProposer = protectedProposer,
            ContactKeptSince = protectedProposer is null ? null : now,
            SubmittedAt = now,
        };
        proposal.Record("Submitted", note: null, now);
        return proposal;
    }

    /// <summary>Made by the 112 desk of what residents reported: without a proposer.</summary>
    public static Proposal FromComplaint(
        Tracking tracking, string title, string problem, string villageCode, string? sector, Location? location, ProposedComplaint complaint, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now),
            TrackingNumber = tracking.Number,
            SecretHash = tracking.SecretHash,
            Title = title,
            Problem = problem,
            VillageCode = villageCode,
            Sector = sector,
            Latitude = location?.Latitude,
            Longitude = location?.Longitude,
            ComplaintId = complaint.Id,
            ComplaintNumber = complaint.TrackingNumber,
            Affected = complaint.Affected,
            SubmittedAt = now,
        };
        proposal.Record("Submitted", complaint.TrackingNumber, now);
        return proposal;
    }

    /// <summary>The proposer takes back their contact; the proposal stays in the plan.</summary>
    /// <returns>False when there is none.</returns>
    public bool EraseContact(DateTimeOffset now)
    {
        if (ProtectedProposer is null)
        {
            return false;
        }

        RemoveContact();
        Record("ContactErased", note: null, now);
        return true;
    }

    /// <summary>Its time is over. The privacy notice said so beforehand, so the timeline does not.</summary>
    public void ForgetContact()
    {
        RemoveContact();
        Version++;
    }

    /// <summary>The point came from a report whose words and exact place were erased; village and words of the desk stay in the plan.</summary>
    public void ForgetPoint()
    {
        (Latitude, Longitude) = (null, null);
        Version++;
    }

    private void RemoveContact() => (ProtectedProposer, ContactKeptSince) = (null, null);

    private void Record(string code, string? note, DateTimeOffset at)
    {
        Version++;
        _timeline.Add(new TimelineEntry { ProposalId = Id, Code = code, Status = Status, At = at, Note = note });
    }
}

/// <summary>What a proposal was made of.</summary>
/// <param name="Affected">How many reported it.</param>
internal sealed record ProposedComplaint(Guid Id, string TrackingNumber, int Affected);

/// <summary>One thing that happened to a proposal, as its proposer reads it.</summary>
internal sealed class TimelineEntry
{
    public long Sequence { get; init; }
    public Guid ProposalId { get; init; }

    /// <summary>Stable: Submitted, ContactErased.</summary>
    public required string Code { get; init; }

    public required ProposalStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string? Note { get; init; }
}
