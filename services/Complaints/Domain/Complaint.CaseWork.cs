namespace PlanningPlatform.Complaints.Domain;

/// <summary>What the desk and the agencies do with it.</summary>
internal sealed partial class Complaint
{
    private readonly List<SupportingAgency> _supporters = [];

    /// <summary>The agency that leads; null before it was forwarded and after it was handed back.</summary>
    public string? AgencyCode { get; private set; }

    public IReadOnlyList<SupportingAgency> Supporters => _supporters;

    /// <summary>Who outside the city has it: PLN, the province; null when nobody.</summary>
    public string? OutsideParty { get; private set; }

    /// <summary>Their ticket number; null until they gave one.</summary>
    public string? OutsideTicket { get; private set; }

    public DateOnly? PostponedUntil { get; private set; }

    /// <summary>The complaint that this one is the same as.</summary>
    public Guid? MasterId { get; private set; }

    /// <summary>Where it stood when it was merged.</summary>
    public ComplaintStatus? StatusBeforeMerge { get; private set; }

    public void Verify(string actor, DateTimeOffset now)
    {
        Go(Move.Verify);
        Record("Verified", note: null, actor, now);
    }

    public void Reject(string reason, string actor, DateTimeOffset now)
    {
        Go(Move.Reject);
        End(now);
        Record("Rejected", reason, actor, now, audience: Audience.Reporter);
    }

    /// <param name="reopenUntil">Until when the reporter can say that this was no answer.</param>
    public void Answer(string answer, DateTimeOffset reopenUntil, string actor, DateTimeOffset now)
    {
        Go(Move.Answer);
        (ForwardedAt, FollowedUpAt, ResolvedAt, ReopenUntil) = (ForwardedAt ?? now, FollowedUpAt ?? now, now, reopenUntil);
        End(now);
        Record("Answered", answer, actor, now);
    }

    /// <param name="supporters">Agencies that help the one that leads; those from before no longer do.</param>
    public void Forward(Agency agency, IReadOnlyList<Agency> supporters, string actor, DateTimeOffset now)
    {
        Go(Move.Forward);
        AgencyCode = agency.Code;
        ForwardedAt ??= now;
        (OutsideParty, OutsideTicket) = (null, null);
        _supporters.Clear();
        _supporters.AddRange(supporters.Select(supporter => new SupportingAgency(Id, supporter.Code, now)));
        Record("Forwarded", string.Join(", ", supporters.Prepend(agency).Select(each => each.Name)), actor, now);
    }

    public void AddSupport(Agency agency, string actor, DateTimeOffset now)
    {
        Go(Move.AddSupport);
        _supporters.Add(new SupportingAgency(Id, agency.Code, now));
        Record("SupportAdded", agency.Name, actor, now);
    }

    /// <summary>The first follow-up.</summary>
    /// <param name="voice">In whose name, as people read it: the agency's, or the operator's on its behalf. So everywhere.</param>
    public void Start(string? note, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Start);
        FollowedUpAt ??= now;
        Record("Started", note is null ? voice : $"{voice}: {note}", actor, now);
    }

    /// <summary>Not the agency's mandate (bukan kewenangan): it no longer sees it.</summary>
    public void Return(string reason, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Return);
        AgencyCode = null;
        _supporters.Clear();
        Record("ReturnedByAgency", $"{voice}: {reason}", actor, now, audience: Audience.Reporter);
    }

    public void Postpone(DateOnly until, string reason, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Postpone);
        FollowedUpAt ??= now;
        PostponedUntil = until;
        Record("Postponed", $"{voice}: {reason}", actor, now);
    }

    public void Resume(string actor, DateTimeOffset now)
    {
        Go(Move.Resume);
        PostponedUntil = null;
        Record("Resumed", note: null, actor, now);
    }

    /// <param name="ticket">Null when they have not given one yet; the next call adds it.</param>
    public void Transfer(string party, string? ticket, string actor, DateTimeOffset now)
    {
        Go(Move.Transfer);
        (OutsideParty, OutsideTicket) = (party, ticket);
        (ForwardedAt, FollowedUpAt) = (ForwardedAt ?? now, FollowedUpAt ?? now);
        Record("TransferredOutside", ticket is null ? party : $"{party} · {ticket}", actor, now);
    }

    /// <param name="note">The agency's answer.</param>
    /// <param name="after">What the reporter's silence and objection do from now on.</param>
    public void Resolve(string note, string voice, AnswerLimits after, string actor, DateTimeOffset now)
    {
        Go(Move.Resolve);
        (FollowedUpAt, ResolvedAt, AskedAt) = (FollowedUpAt ?? now, now, null);
        (AutoCloseAt, ReopenUntil) = (after.AutoCloseAt, after.ReopenUntil);
        ContactUnneededSince = ProtectedReporter is null ? null : now;
        WordsUnneededSince = now; // Also when the words are erased already: the answer and notes since then are words, too.
        Record("Resolved", $"{voice}: {note}", actor, now);
    }

    public void Close(string note, DateTimeOffset reopenUntil, string actor, DateTimeOffset now)
    {
        Go(Move.Close);
        ReopenUntil = reopenUntil;
        End(now);
        Record("Closed", note, actor, now);
    }

    /// <summary>The same as the master, which it follows from now on.</summary>
    /// <param name="actor">Null when the reporter joined it.</param>
    public void MergeInto(Complaint master, string? actor, DateTimeOffset now)
    {
        StatusBeforeMerge = Status;
        Go(Move.Merge);
        MasterId = master.Id;
        // Changed as well: who merges the two the other way round at this moment, or ends or merges the one that is to stay, is too late.
        master.Version++;
        End(now);
        Record("Merged", master.TrackingNumber, actor, now);
    }

    /// <summary>The master was merged itself: whoever followed it follows its master.</summary>
    public void FollowInstead(Complaint master, string actor, DateTimeOffset now)
    {
        MasterId = master.Id;
        Record("Merged", master.TrackingNumber, actor, now);
    }

    public void Unmerge(string actor, DateTimeOffset now)
    {
        Go(Move.Unmerge);
        Status = StatusBeforeMerge!.Value;
        (MasterId, StatusBeforeMerge, EndedAt, ContactUnneededSince, WordsUnneededSince) = (null, null, null, null, null);
        Record("Unmerged", note: null, actor, now);
    }

    /// <summary>Another category, with its own clock from the same start; what was protected stays so.</summary>
    public void Reclassify(Category category, CategoryRule rule, RegulationProfile profile, Limits limits, string reason, string actor, DateTimeOffset now)
    {
        Go(Move.Reclassify);
        Classify(category, rule);
        if (IsMisconduct)
        {
            // Whoever answered before it was reopened may be the one whom it accuses.
            AgencyCode = null;
            _supporters.Clear();
        }

        Attributes = new Dictionary<string, IReadOnlyList<string>>();
        var forwardedAt = ForwardedAt;
        StartClock(profile, limits);
        ForwardedAt = forwardedAt;
        Record("Reclassified", category.Name, actor, now, deskNote: reason);
    }

    /// <summary>An operator protects reporter or content where the reporter did not; never the other way.</summary>
    /// <param name="actor">Null when the reporter asked for it.</param>
    public void Protect(Visibility visibility, string reason, string? actor, DateTimeOffset now)
    {
        if (visibility <= Visibility)
        {
            throw new InvalidOperationException($"{visibility} protects no more than {Visibility}.");
        }

        Go(Move.Protect);
        Visibility = visibility;
        Record("Protected", note: null, actor, now, deskNote: reason, audience: Audience.Reporter);
    }

    public void Ask(string question, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Ask);
        AskedAt = now;
        Record("Asked", $"{voice}: {question}", actor, now, audience: Audience.Reporter);
    }

    public void Reply(string text, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Reply);
        Record("Replied", $"{voice}: {text}", actor, now);
    }

    public void Note(string text, string voice, string actor, DateTimeOffset now)
    {
        Go(Move.Note);
        Record("Noted", $"{voice}: {text}", actor, now, audience: Audience.Staff);
    }

    public void Archive(DateTimeOffset now)
    {
        Go(Move.Archive);
        Record("Archived", note: null, actor: null, now);
    }
}

/// <summary>An agency that helps the one that leads.</summary>
internal sealed class SupportingAgency(Guid complaintId, string agencyCode, DateTimeOffset since)
{
    public Guid ComplaintId { get; private init; } = complaintId;
    public string AgencyCode { get; private init; } = agencyCode;
    public DateTimeOffset Since { get; private init; } = since;
}

/// <summary>What follows an answer by itself.</summary>
/// <param name="AutoCloseAt">When the reporter's silence closes it.</param>
/// <param name="ReopenUntil">Until when the reporter can reopen it.</param>
internal sealed record AnswerLimits(DateTimeOffset AutoCloseAt, DateTimeOffset ReopenUntil);
