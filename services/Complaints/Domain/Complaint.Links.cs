namespace PlanningPlatform.Complaints.Domain;

/// <summary>What it leads to elsewhere: a proposal for the plan, a Merata work.</summary>
internal sealed partial class Complaint
{
    public const int LongestWorkNumber = 40;

    /// <summary>When the desk made a proposal of it, with all that follows it; null while nobody did.</summary>
    public DateTimeOffset? ProposedAt { get; private set; }

    /// <summary>The number of that proposal; null until the Proposals service has told it.</summary>
    public string? ProposalNumber { get; private set; }

    /// <summary>Where the proposal stands, by the name that the Proposals service has for it.</summary>
    public string? ProposalStatus { get; private set; }

    /// <summary>The newest version of the proposal seen here: events can overtake each other.</summary>
    public int ProposalVersion { get; private set; }

    /// <summary>The Merata work that it is about; null when it is about none.</summary>
    public string? WorkNumber { get; private set; }

    /// <param name="title">What is proposed, in the desk's words.</param>
    public void Propose(string title, string actor, DateTimeOffset now)
    {
        Go(Move.Propose);
        ProposedAt = now;
        Record("Proposed", title, actor, now);
    }

    /// <summary>The proposal has its number, or stands elsewhere. Late and repeated news changes nothing.</summary>
    public ProposalNews FollowProposal(string number, string status, int version, DateTimeOffset at)
    {
        if (version <= ProposalVersion)
        {
            return ProposalNews.Nothing;
        }

        var (isFirst, isNew) = (ProposalNumber is null, status != ProposalStatus);
        (ProposalNumber, ProposalStatus, ProposalVersion) = (number, status, version);
        if (isFirst)
        {
            Record("ProposalMade", number, actor: null, at);
            return ProposalNews.Made;
        }

        if (isNew)
        {
            Record("ProposalMoved", status, actor: null, at);
            return ProposalNews.Moved;
        }

        return ProposalNews.Nothing;
    }

    /// <summary>It is about a Merata work; of several the last counts.</summary>
    /// <param name="reason">For the desk.</param>
    public void AttachToWork(string number, string? reason, string actor, DateTimeOffset now)
    {
        Go(Move.AttachToWork);
        WorkNumber = number;
        Record("AttachedToWork", number, actor, now, deskNote: reason);
    }
}

/// <summary>What the reporters of a complaint have to hear about its proposal.</summary>
internal enum ProposalNews
{
    Nothing,

    /// <summary>It has its number.</summary>
    Made,

    /// <summary>It stands elsewhere now.</summary>
    Moved,
}
